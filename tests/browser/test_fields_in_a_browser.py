"""Anki's editor reads a field into an element and writes its innerHTML back: that is no edit."""

import random

import pytest
from playwright.sync_api import Page

from ankiflask.render import text as markup
from ankiflask.render.html import canonical, link, picture
from ankiflask.text import normal
from tests.anki.editor import written_back

WORDS = (
    "a", "view", "request", "é", "日本", "🙂", "\u0301", "\u00a0", "\u2028", "\u200b", "\t", "  ",
    "<username>", "<b>", "</div>", "<br />", "<!--", "-->", "<pre>\n", "<", ">", "&", '"', "'",
    "&amp;", "&nbsp;", "&#91;", "&quot;", "&lt", "{{ name }}", "{{c1::x}}", "{{", "}}", "::",
    "[sound:x.mp3]", "[anki:tts]x[/anki:tts]", "[latex]x[/latex]", "[$]x[/$]", "[[type:Front]]",
    "\\(", "\\)", "\\[", "\\]", "\\( a<b \\)", "\\", "\\*", "`x`", "`", "``", "*a*", "**b**", "*",
    "[a](http://b.c?d&e)", "[a](<http://b.c/d e> 'f\"g')", "![a&b](c.png)", "![](c.png)", "_", "__",
    "$x^2$", "$a<b$", "$$\\frac{1}{x^{2}}$$", "$5", "$", "x^2^", "^14^C", "H~2~O", "~~gone~~", "~",
    "{食|た}べる", "{汉字|hànzì}", "<https://a.b/?c&d>", "&mdash;", "[ref]", "![s](d.mp3)", "|",
)  # fmt: skip
BREAKS = (
    "\n", "\n\n", "  \n", "\n- ", "\n  - ", "\n\n  ", "\n1. ", "\n3. ", "\n7) ", "\n\n> ",
    "\n```python\ndef f():\n    return '<a>' # {{ b }}\n```\n", "\n```\n\n\n", "\n```\n",
    "\n~~~html\n<p>\n\n  </p>\n~~~\n",
    "\n# ", "\n## x\n", "\n> ", "\n> > ", "\n\n---\n\n", "\n===\n", "\n\n    code <x>\n",
    "\n\n[ref]\n\n[ref]: http://a.b 'T'\n", "\n\n$$\na < b\n$$\n\n",
    "\n\n| a | `b|c` | $|d|$ |\n|:--|:-:|--:|\n| 1 | *2* | 3 \\| 4 |\n| x |\n\n",
)  # fmt: skip
# HTML as older editors wrote it.
FORMS = (
    "&#91;sound:x] &#123;&#123; &quot;a&quot; &#39;b&#39;",
    "a<br />b<BR/>c",
    "<B Class=x>a</B> <img src='a.png' alt>",
    "a &nbsp; b\u00a0c & d &copy; &lt;i>",
    "<pre><code>a<br>b</code></pre>",
    "{<!-- -->{c1::a}}",
    '<a href="http://a.b/?c&amp;d=&quot;">1 &lt; 2</a>',
    "<div>one</div><div><br></div>",
)

READ_BACK = """htmls => htmls.map(html => {
    const field = document.createElement("div");
    field.contentEditable = "true";
    document.body.append(field);
    field.innerHTML = html;
    field.focus();
    return field.innerHTML;
})"""

READ = """([html, style]) => {
    const field = document.createElement("div");
    field.style.whiteSpace = style;
    field.innerHTML = html;
    document.body.append(field);
    return field.innerText;
}"""


def texts(count: int) -> list[str]:
    """Return texts of every kind, the same ones at each run: what they mean does not matter."""
    chance = random.Random(20261122)  # noqa: S311 - the same texts at each run
    found = []
    for _ in range(count):
        parts: list[str] = []
        for _ in range(chance.randint(1, 12)):
            kind = BREAKS if chance.random() < 0.25 else WORDS
            parts += chance.choice(kind), chance.choice(("", " "))
        found.append(normal("".join(parts)))
    return found


def written() -> list[str]:
    media = {"c.png": "3f2a.png", "d.mp3": "77ff.mp3"}
    rendered = [
        rendered
        for text in texts(800)
        for rendered in (
            markup.render(text, media=media),
            markup.render(f"{{{{c1::x}}}} {text}", media=media, cloze=True),
            markup.example(text, media=media),
        )
        if not rendered.faults
    ]
    return [each.html for each in rendered]


def test_what_we_write_is_what_the_browser_writes_back(page: Page) -> None:
    htmls = [*written(), link("http://a.b/?c&d='e'", "f & g"), picture("3f2a.png")]
    assert len(htmls) > 1000
    back = page.evaluate(READ_BACK, htmls)
    assert [pair for pair in zip(htmls, back, strict=True) if pair[0] != pair[1]] == []


def test_the_canonical_form_is_what_the_browser_writes_for_older_forms(page: Page) -> None:
    assert page.evaluate(READ_BACK, FORMS) == [canonical(form) for form in FORMS]


def test_the_learner_of_the_anki_tests_leaves_a_field_as_the_browser_does(page: Page) -> None:
    htmls = [*FORMS, *(markup.render(text).html for text in texts(100))]
    back = page.evaluate(READ_BACK, htmls)
    pairs = zip(map(written_back, htmls), back, strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


@pytest.mark.parametrize(
    "text",
    [
        "<username> & {{ name }} [sound:x.mp3] [[type:Front]]",
        "& &# {{c1::x}} [latex]x[/latex] 日本 🙂",
        "a b",
        "__init__ 5 > 3 < 4 \"'",
    ],
)
def test_a_reader_sees_the_text_that_was_written(page: Page, text: str) -> None:
    assert page.evaluate(READ, [markup.render(text).html, "normal"]) == text
    assert page.evaluate(READ, [markup.render(f"`{text}`").html, "normal"]) == text


@pytest.mark.parametrize("language", ["", "python", "html+jinja", "bash"])
def test_a_reader_sees_code_to_the_last_space(page: Page, language: str) -> None:
    code = "\n  if a < b:\n\treturn '&amp; {{ c }}'  # [sound:x]\n\n\\(d\\)"
    html = markup.render(f"```{language}\n{code}\n```").html
    assert page.evaluate(READ, [html, "pre"]) == code
