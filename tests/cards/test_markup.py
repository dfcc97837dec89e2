"""The Markdown of a deck's texts, form by form, and the HTML that it becomes."""

import pytest

from ankiflask.render import text as markup

MEDIA = {"flow.png": "3f2a.png"}

FORMS = {
    "plain text": ("What is a view?", "What is a view?"),
    "an empty text": ("", ""),
    "space around a text is dropped": ("\n  a\n", "a"),
    "one paragraph needs no tag": ("a\nb", "a b"),
    "several paragraphs": ("a\n\nb", "<p>a</p><p>b</p>"),
    "a line break by two spaces": ("a  \nb", "a<br>b"),
    "a line break by a backslash": ("a\\\nb", "a<br>b"),
    "inline code": ("a `x < y` b", "a <code>x &lt; y</code> b"),
    "inline code with a backtick": ("`` a`b ``", "<code>a`b</code>"),
    "inline code keeps markup": ("`*a* \\(x\\)`", "<code>*a* <span>\\</span>(x\\)</code>"),
    "an open backtick is text": ("a ` b", "a ` b"),
    "emphasis": ("a *b* c", "a <em>b</em> c"),
    "strong emphasis": ("a **b** c", "a <strong>b</strong> c"),
    "emphasis in emphasis": ("*a **b***", "<em>a <strong>b</strong></em>"),
    "a lone asterisk is text": ("a * b, *args", "a * b, *args"),
    "underscores are text": ("__init__ and _x_", "__init__ and _x_"),
    "an escape": ("\\*a\\* \\`b\\`", "*a* `b`"),
    "a backslash before no markup is text": ('\\d+ \\" \\n \\.', '\\d+ \\" \\n \\.'),
    "an escaped backslash": ("a\\\\b", "a\\b"),
    "an escaped bullet": ("\\- a", "- a"),
    "an escaped number": ("1\\. a", "1. a"),
    "a link": ("[a *b*](https://x.y/z)", '<a href="https://x.y/z">a <em>b</em></a>'),
    "a link with a title": ('[a](http://x.y "T")', '<a href="http://x.y" title="T">a</a>'),
    "a link to a mailbox": ("[a](mailto:b@c.d)", '<a href="mailto:b@c.d">a</a>'),
    "an address is percent-encoded": (
        '[a](<http://x.y/ü "b" [1]?c&d=100%>)',
        '<a href="http://x.y/%C3%BC%20%22b%22%20%5B1%5D?c&amp;d=100%25">a</a>',
    ),
    "a bare address is text": ("see https://x.y", "see https://x.y"),
    "brackets are text": ("a[0] [b] [c][d]", "a[0] [b] [c][d]"),
    "an image": ("![The *flow*](flow.png)", '<img src="3f2a.png" alt="The flow">'),
    "names in a description": (
        "![`a` of \\*__init__\\* \\. \nb](flow.png)",
        '<img src="3f2a.png" alt="a of *__init__* \\. b">',
    ),
    "an image with a title": (
        '![a "b"](flow.png "c\nd")',
        '<img src="3f2a.png" alt="a &quot;b&quot;" title="c d">',
    ),
    "math": ("\\(a<b\\) and \\[c_{d}\\]", "\\(a&lt;b\\) and \\[c_{d}\\]"),
    "math keeps markup": ("\\(a*b*c `d`\\)", "\\(a*b*c `d`\\)"),
    "math over lines": ("\\[a\nb\\]", "\\[a b\\]"),
    "rows of math": ("\\[a \\\\[2pt] b\\]", "\\[a \\\\[2pt] b\\]"),
    "math without an end is text": ("\\(a", "<span>\\</span>(a"),
    "math without content is text": ("\\( \\)", "<span>\\</span>( \\)"),
    "math in math is text": ("\\[a \\(b\\] c", "<span>\\</span>[a <span>\\</span>(b\\] c"),
    "a list": ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    "a list after a text": ("a:\n- b", "<p>a:</p><ul><li>b</li></ul>"),
    "a list in a list": ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    "a list with paragraphs": ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
    "a list with code": ("- a\n  ```\n  b\n  ```", "<ul><li>a<pre><code>b</code></pre></li></ul>"),
    "a numbered list": ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
    "a list that begins later": ("3) a\n4) b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    "a year is no lost number": ("1986. A year", '<ol start="1986"><li>A year</li></ol>'),
    "numbers with gaps are kept": (
        "1. a\n4. b\n5. c",
        '<ol><li>a</li><li value="4">b</li><li>c</li></ol>',
    ),
    "a list may leave the counting": (
        "1. a\n1. b\n1. c",
        "<ol><li>a</li><li>b</li><li>c</li></ol>",
    ),
    "a list may start to count again": (
        "1. a\n2. b\n1. c",
        '<ol><li>a</li><li>b</li><li value="1">c</li></ol>',
    ),
    "fenced code": ("```\na  <b>\n\n  c\n```", "<pre><code>a  &lt;b&gt;<br><br>  c</code></pre>"),
    "fenced code in a language": (
        "~~~python\nx=1\n~~~",
        '<pre><code><span class="n">x</span><span class="o">=</span><span class="mi">1</span></code></pre>',
    ),
    "fenced code among text": ("a\n```\nb\n```\nc", "<p>a</p><pre><code>b</code></pre><p>c</p>"),
    "empty code": ("```\n```", "<pre><code></code></pre>"),
    "a fence in a fence": ("````\n```\n````", "<pre><code>```</code></pre>"),
    "headings are text": ("# a", "# a"),
    "quotes are text": ("> a", "&gt; a"),
    "rules are text": ("---", "---"),
    "tables are text": ("a | b\n--|--", "a | b --|--"),
    "tags are text": ("<b>a</b> <!-- b -->", "&lt;b&gt;a&lt;/b&gt; &lt;!-- b --&gt;"),
    "entities are text": ("&amp; &#91;", "&amp;amp; &amp;#91;"),
    "reference links are text": ("[a]: http://b", "[a]: http://b"),
    "indented text is text": ("a\n\n    b", "<p>a</p><p>b</p>"),
    "a deletion is text": ("{{c1::a}}", "{<!-- -->{c1::a}}"),
    "an escaped deletion is text": ("\\{{c1::a}}", "{<!-- -->{c1::a}}"),
    "signs that an escape puts together do not act": ("{\\{c1::a}}", "{<!-- -->{c1::a}}"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_text_becomes_html(form: str) -> None:
    text, html = FORMS[form]
    assert markup.render(text, media=MEDIA) == markup.Rendered(html)


def test_an_example_is_python() -> None:
    html = '<pre><code><span class="k">pass</span>  <span class="c1"># *a*</span></code></pre>'
    assert markup.example("\npass  # *a*\n\n") == markup.Rendered(html)


def test_an_example_keeps_the_space_in_front_of_its_first_line() -> None:
    assert markup.example("  1").html == '<pre><code>  <span class="mi">1</span></code></pre>'


def test_an_example_that_begins_with_a_fence_is_markdown() -> None:
    rendered = markup.example("```text\n1\n```\nand *more*\n")
    assert rendered.html == "<pre><code>1</code></pre><p>and <em>more</em></p>"


def test_a_blank_example_is_empty() -> None:
    assert markup.example(" \n") == markup.Rendered("")


def test_the_images_of_a_text_are_named_once_and_in_order() -> None:
    text = "![](b.png) [![](a.png)](http://x.y)\n\n- ![c](b.png)\n\n`![d](d.png)`"
    assert markup.images(text) == ("b.png", "a.png")


def test_an_image_in_a_description_is_not_shown() -> None:
    assert markup.images("![![a](a.png)](b.png)") == ("b.png",)


def test_a_text_without_images_names_none() -> None:
    assert markup.images("a [b](c.png)") == ()
