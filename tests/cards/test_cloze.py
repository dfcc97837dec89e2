"""Cloze deletions: what an author writes, and what Anki is given."""

import pytest

from ankiflask.render import text as markup
from ankiflask.render.note import cloze_numbers

FORMS = {
    "a deletion": ("A {{c1::b}} c.", "A {{c1::b}} c."),
    "a hint": ("{{c1::a::b}}", "{{c1::a::b}}"),
    "markup in a deletion": ("{{c1::*a* `b`}}", "{{c1::<em>a</em> <code>b</code>}}"),
    "a deletion in markup": ("*a {{c1::b}}*", "<em>a {{c1::b}}</em>"),
    "a deletion in code": ("`a({{c1::b}})`", "<code>a({{c1::b}})</code>"),
    "a deletion over lines": ("{{c1::a\nb}}", "{{c1::a b}}"),
    "a deletion in an item": ("- {{c1::a}}\n- b", "<ul><li>{{c1::a}}</li><li>b</li></ul>"),
    "a deletion in a link": ("[{{c1::a}}](http://b)", '<a href="http://b">{{c1::a}}</a>'),
    "a deleted image": ("{{c1::![a](a.png)}}", '{{c1::<img src="3f2a.png" alt="a">}}'),
    "deleted math in dollars": ("{{c1::$a^{b^{c}}$}}", "{{c1::\\(a^{b^{c} }\\)}}"),
    "deleted ruby": ("{{c1::{食|た}べる}}", "{{c1::<ruby>食<rt>た</rt></ruby>べる}}"),
    "a deleted subscript": ("{{c1::H~2~O}}", "{{c1::H<sub>2</sub>O}}"),
    "a deletion in a table": (
        "|a|{{c1::b|c}}|\n|-|-|\n|`{{c2::d|e}}`|f|",
        (
            '<div class="table"><table><thead><tr><th>a</th><th>{{c1::b|c}}</th></tr></thead>'
            "<tbody><tr><td><code>{{c2::d|e}}</code></td><td>f</td></tr></tbody></table></div>"
        ),
    ),
    "deleted math": ("{{c1::\\(a^{b^{c}}\\)}}", "{{c1::\\(a^{b^{c} }\\)}}"),
    "a deletion in a deletion": ("{{c1::a {{c2::b}}}}", "{{c1::a {{c2::b}}}}"),
    "a hint after a deletion in a deletion": ("{{c1::{{c2::b}}::a}}", "{{c1::{{c2::b}}::a}}"),
    "braces in a deletion": ("{{c1::{{ a }}}}", "{{c1::{{ a }<!-- -->}<!-- -->}}"),
    "one brace in a deletion": ("{{c1::{'a': 1}}}", "{{c1::{'a': 1}<!-- -->}}"),
    "a lone brace in a deletion": ("{{c1::\\{}} {{c2::\\}}}", "{{c1::{}} {{c2::}<!-- -->}}"),
    "braces in code in a deletion": ("{{c1::`}}`}}", "{{c1::<code>}<!-- -->}</code>}}"),
    "colons in code in a deletion": ("{{c1::`a::b`::c}}", "{{c1::<code>a:<!-- -->:b</code>::c}}"),
    "colons in braces in a deletion": ("{{c1::{a::b}}}", "{{c1::{a:<!-- -->:b}<!-- -->}}"),
    "markup in a hint": ("{{c1::a::*b*}}", "{{c1::a::<em>b</em>}}"),
    "braces around a deletion": ("{{{c1::a}}}", "{{{c1::a}}}"),
    "braces outside a deletion": ("{{ a }} b::c {{c1::d}}", "{{ a }} b::c {{c1::d}}"),
    "an escaped beginning": ("\\{{c1::a}} {{c2::b}}", "{<!-- -->{c1::a}} {{c2::b}}"),
    "a word that Anki takes for a picture's mask": (
        "{{c1::image-occlusion:rect}}",
        "{{c1::i<!-- -->mage-occlusion:rect}}",
    ),
    "the highest number": ("{{c500::a}}", "{{c500::a}}"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_cloze_text_becomes_html(form: str) -> None:
    text, html = FORMS[form]
    rendered = markup.render(text, media={"a.png": "3f2a.png"}, cloze=True)
    assert rendered == markup.Rendered(html)


def test_a_deletion_cuts_the_colours_of_code_in_two() -> None:
    text = "```python\nx = 'a {{c1::b}} c'\n```"
    assert markup.render(text, cloze=True) == markup.Rendered(
        '<pre><code><span class="n">x</span> <span class="o">=</span> '
        """<span class="s1">'a </span>{{c1::<span class="s1">b</span>}}"""
        """<span class="s1"> c'</span></code></pre>"""
    )


def test_a_deletion_takes_lines_of_code_and_its_hint_is_no_code() -> None:
    text = "```text\n{{c1::a {\n  b\n}::c\nd}}\n{{c2::e}}\n```"
    html = "<pre><code>{{c1::a {<br>  b<br>}::c<br>d}}<br>{{c2::e}}</code></pre>"
    assert markup.render(text, cloze=True) == markup.Rendered(html)


def test_what_code_deletes_may_hold_braces_and_what_stands_around_too() -> None:
    text = "```text\n{{ a }} {{c1::{{ b }}}} {{ d::e }} {{c:>9}}\n```"
    html = "<pre><code>{{ a }} {{c1::{{ b }<!-- -->}<!-- -->}} {{ d::e }} {{c:&gt;9}}</code></pre>"
    assert markup.render(text, cloze=True) == markup.Rendered(html)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a", ()),
        ("{{c2::a}} {{c1::b}} {{c2::c}}", (1, 2)),
        ("{{c10::a {{c9::b}}}}", (9, 10)),
        ("`{{c3::a}}`\n\n```\n{{c4::b}}\n```", (3, 4)),
        ("\\{{c1::a}} {{c2::b}}", (2,)),
        ("`\\{{c1::a}}`", (1,)),
        ("{{c0::a}} {{c501::b}} {{C1::c}} {{c1:d}} {{c01::e}}", ()),
    ],
)
def test_the_numbers_of_the_deletions_come_once_and_in_order(
    text: str, numbers: tuple[int, ...]
) -> None:
    assert cloze_numbers(text) == numbers
