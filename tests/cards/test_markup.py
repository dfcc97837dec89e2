"""The Markdown of a deck's texts, form by form, and the HTML that it becomes."""

import pytest

from ankiflask.render import text as markup

MEDIA = {"flow.png": "3f2a.png", "c.mp3": "77ff.mp3"}

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
    "a backslash before a letter is text": ('\\d+ \\" \\n \\.', '\\d+ " \\n .'),
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
        '<img src="3f2a.png" alt="a of *__init__* . b">',
    ),
    "an image with a title": (
        '![a "b"](flow.png "c\nd")',
        '<img src="3f2a.png" alt="a &quot;b&quot;" title="c d">',
    ),
    "math": ("\\(a<b\\) and \\[c_{d}\\]", "\\(a&lt;b\\) and \\[c_{d}\\]"),
    "math keeps markup": ("\\(a*b*c `d\\)", "\\(a*b*c `d\\)"),
    "code goes before math": ("\\(a `b\\)` c", "(a <code>b\\)</code> c"),
    "math in dollars": ("$a_1$ and $$b<c$$", "\\(a_1\\) and \\[b&lt;c\\]"),
    "braces of math are held apart": ("$x^{2^{3}}$", "\\(x^{2^{3} }\\)"),
    "math takes in what begins lines": ("a\n\\[\n- b\n> c\n=\nd\n\\]", "a \\[ - b > c = d \\]".replace(">", "&gt;")),
    "math in a quote": ("> $$\n> - a_1\n> $$", "<blockquote><p>\\[ - a_1 \\]</p></blockquote>"),
    "a blank line ends what is no math": ("$$\na\n\n- b", "<p>$$ a</p><ul><li>b</li></ul>"),
    "math over lines": ("\\[a\nb\\]", "\\[a b\\]"),
    "a comment in math": ("\\[a % b\nc \\% d\n\\]", "\\[a c \\% d \\]"),
    "rows of math": ("\\[a \\\\[2pt] b\\]", "\\[a \\\\[2pt] b\\]"),
    "an escaped bracket": ("\\(a", "(a"),
    "math without content is text": ("$ $ $$ $$", "$ $ $$ $$"),
    "math in math is text": ("$a_1 \\\\\\(b$ c", "$a_1 \\(b$ c".replace("\\(", "<span>\\</span>(")),
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
    "a heading": ("# a\nb", "<h1>a</h1><p>b</p>"),
    "a heading with a line below": ("a\nb\n---\nc", "<h2>a b</h2><p>c</p>"),
    "a quote": ("> a\nb\n\nc", "<blockquote><p>a b</p></blockquote><p>c</p>"),
    "a line across": ("a\n\n***\n\nb", "<p>a</p><hr><p>b</p>"),
    "text that is struck out": ("~~a~~ ~b", "<s>a</s> ~b"),
    "a table": (
        "a | b\n--|:-:\n`c|d` | e \\| f\ng",
        ('<div class="table"><table><thead><tr><th>a</th><th style="text-align: center;">b</th></tr></thead>'
        '<tbody><tr><td><code>c|d</code></td><td style="text-align: center;">e | f</td></tr>'
        "<tr><td>g</td><td></td></tr></tbody></table></div>"),
    ),
    "a table without rows": (
        "| a |\n|---|",
        '<div class="table"><table><thead><tr><th>a</th></tr></thead></table></div>',
    ),
    "no cell of a table is lost": (
        "|a|\n|-|\n|b|c|",
        ('<div class="table"><table><thead><tr><th>a</th></tr></thead>'
        "<tbody><tr><td>b</td><td>c</td></tr></tbody></table></div>"),
    ),
    "a table needs as many dashes as cells": ("a | b\n---|---|---", "a | b ---|---|---"),
    "tags are text": ("<b>a</b> <!-- b -->", "&lt;b&gt;a&lt;/b&gt; &lt;!-- b --&gt;"),
    "entities": ("&amp; &#91; &mdash; &nope;", "&amp; [ — &amp;nope;"),
    "a reference link": ("[a][b], [b]\n\n[b]: http://c", '<a href="http://c">a</a>, <a href="http://c">b</a>'),
    "a link in angle brackets": ("<https://a.b>, <c@d.e>", '<a href="https://a.b">https://a.b</a>, <a href="mailto:c@d.e">c@d.e</a>'),
    "other angle brackets are text": ("<ns::T> <javascript:a>", "&lt;ns::T&gt; &lt;javascript:a&gt;"),
    "indented code": ("a\n\n    b\n     <c>", "<p>a</p><pre><code>b<br> &lt;c&gt;</code></pre>"),
    "a sound": ("a ![b](c.mp3)", "a [sound:77ff.mp3]"),
    "a deletion is text": ("{{c1::a}}", "{<!-- -->{c1::a}}"),
    "an escaped deletion is text": ("\\{{c1::a}}", "{<!-- -->{c1::a}}"),
    "signs that an escape puts together do not act": ("{\\{c1::a}}", "{<!-- -->{c1::a}}"),
}  # fmt: skip


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
