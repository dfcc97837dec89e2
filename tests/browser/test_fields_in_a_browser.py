"""Anki's editor reads a field into an element and writes its innerHTML back: that is no edit."""

import pytest
from playwright.sync_api import Page

from ankiflask.render import text as markup
from ankiflask.render.html import canonical, link, picture
from tests.browser.field_texts import texts

MEDIA = {"c.png": "3f2a.png"}
TEXTS = texts(800)

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

INJECTIONS = (
    "<script>window.ran = 1; fetch('http://evil.test/1')</script>",
    "<img src=x onerror='window.ran = 1'>",
    '"><img src="http://evil.test/2" onerror="window.ran = 1">',
    "<svg onload='window.ran = 1'>",
    "<iframe src='http://evil.test/3'></iframe>",
    "<style>@import url(http://evil.test/4);</style>",
    "<link rel=stylesheet href=http://evil.test/5>",
    "</code></pre><script>window.ran = 1</script>",
    "--><script>window.ran = 1</script><!--",
    "`<script>window.ran = 1</script>`",
    "```html\n<script>window.ran = 1</script>\n```",
    "\\(<img src=x onerror='window.ran = 1'>\\)",
    "![a](http://evil.test/6.png)",
    "![a\"onerror='window.ran=1'](x.png)",
    '[a](<http://b.c/" onfocus="window.ran=1" autofocus=">)',
    '[a](http://b.c "d\\" onfocus=window.ran=1 autofocus x=\\"")',
    "[a](javascript:window.ran=1)",
    "{{c1::<script>window.ran = 1</script>}}",
    "&lt;script&gt;window.ran = 1&lt;/script&gt;",
)


def written() -> list[str]:
    rendered = [
        rendered
        for text in TEXTS
        for rendered in (
            markup.render(text, media=MEDIA),
            markup.render(f"{{{{c1::x}}}} {text}", media=MEDIA, cloze=True),
            markup.example(text, media=MEDIA),
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
    forms = [
        "&#91;sound:x] &#123;&#123; &quot;a&quot; &#39;b&#39;",
        "a<br />b<BR/>c",
        "<B Class=x>a</B> <img src='a.png' alt>",
        "a &nbsp; b\u00a0c & d &copy;",
        "<pre><code>a<br>b</code></pre>",
        "{<!-- -->{c1::a}}",
    ]
    assert page.evaluate(READ_BACK, forms) == [canonical(form) for form in forms]


@pytest.mark.parametrize(
    "text",
    [
        "<username> & {{ name }} [sound:x.mp3] [[type:Front]]",
        "&amp; &#91; \\( {{c1::x}} [latex]x[/latex] 日本 🙂",
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


def test_the_harness_would_see_a_script_and_a_request(page: Page, requests: list[str]) -> None:
    page.set_content("<script>window.ran = 1</script><img src='http://evil.test/0'>")
    assert page.evaluate("window.ran") == 1
    assert requests == ["http://evil.test/0"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_html_in_a_text_is_shown_and_never_run(page: Page, requests: list[str], text: str) -> None:
    for rendered in (
        markup.render(text, media={"x.png": "data:,"}),
        markup.render(text, media={"x.png": "data:,"}, cloze=True),
        markup.example(text, media={"x.png": "data:,"}),
    ):
        page.set_content(f"<!doctype html><body contenteditable>{rendered.html}</body>")
        page.evaluate("document.body.focus()")
        assert page.evaluate("window.ran") is None
    assert [address for address in requests if address.startswith("http")] == []
