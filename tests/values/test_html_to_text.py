"""What a person reads of a field."""

import html as html_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.html import to_text
from ankiflask.render.html import escape


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("", ""),
        ("a <b>small</b> wren", "a small wren"),
        ("one<br>two<BR />three", "one\ntwo\nthree"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<div>two</div>three", "one\ntwo\nthree"),
        ("one<div><br></div>two", "one\n\ntwo"),
        ("<ul><li>wren</li><li>owl</li></ul>", "- wren\n- owl"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("&lt;b&gt; &amp;amp; &eacute;", "<b> &amp; é"),
        ("a < b > c", "a < b > c"),
        ("  a \n  b  ", "a b"),
        ("a <br> b", "a\nb"),
        ("<pre><code>if x:<br>    y</code></pre>", "if x:\n    y"),
        ("<pre>if x:\n    y</pre>then", "if x:\n    y\nthen"),
        ('<a href="https://wren.example">wren</a>', "wren"),
        ('<a title="a > b">wren</a>', "wren"),
        ("<script>if (a < b) wren()</script>owl<style>p { }</style>", "owl"),
        ("<style>wren</script>owl</style>tit", "tit"),
        ("a <!-- wren<br>owl", "a <!-- wren\nowl"),
        ("{{c1::wren}} and {{c2::owl::bird}}", "{{c1::wren}} and {{c2::owl::bird}}"),
        (r"\(x^2\)", r"\(x^2\)"),
    ],
)
def test_markup_becomes_what_it_shows(html: str, plain: str) -> None:
    assert to_text(html) == plain


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ('A wren: <img src="wren.png">', "A wren: [picture wren.png]"),
        ("<IMG class=x SRC='a&amp;b.png'>", "[picture a&b.png]"),
        ("<img src=wren.png width=3>", "[picture wren.png]"),
        ('<img data-src="no.png">', "[picture]"),
        ("<img>", "[picture]"),
        ("[sound:wren.mp3]", "[sound wren.mp3]"),
        ("one[sound:a.mp3]<br>[sound:b.mp3]", "one[sound a.mp3]\n[sound b.mp3]"),
    ],
)
def test_pictures_and_sounds_are_named(html: str, plain: str) -> None:
    assert to_text(html) == plain


def test_a_picture_s_name_is_cut_where_it_is_long() -> None:
    assert len(to_text(f'<img src="data:{"x" * 5000}">')) < 80


@pytest.mark.parametrize("text", ["[sound:x]", "{{c1::x}}", r"\(x\)", "[latex]", "<b>&amp;"])
def test_what_was_cut_so_that_it_does_not_act_reads_as_written(text: str) -> None:
    assert to_text(escape(text)) == text
    assert to_text(escape(text, is_deleted=True)) == text


WORD = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1)


@given(st.lists(WORD).map(" ".join))
def test_every_text_reads_as_the_author_wrote_it(text: str) -> None:
    assert to_text(escape(text)) == text
    assert to_text(f"<div>{escape(text)}</div>") == text


@given(st.lists(WORD).map(" ".join))
def test_every_code_reads_as_the_author_wrote_it(text: str) -> None:
    assert to_text(f"<pre><code>{escape(text)}</code></pre>") == text


@given(
    st.text()
    | st.lists(st.sampled_from("<a> <pre> </pre> <!-- --> <br> &lt < > \" ' script".split())).map(
        "".join
    )
)
def test_any_text_can_be_read(html: str) -> None:
    plain = to_text(html)
    assert plain == plain.strip("\n")
    assert len(plain) <= len(html_module.unescape(html)) * 3


@pytest.mark.parametrize(
    "html", ["<!-- wren", "a <b", "a <b href='x>", "&", "&#", "a <!-- x -->b <!-- c", "</p", "<>"]
)
def test_markup_without_an_end_is_text(html: str) -> None:
    assert to_text(html) == html.replace("<!-- x -->", "")
