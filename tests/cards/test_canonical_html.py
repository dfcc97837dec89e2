"""The form of HTML that the hashes of the field Sync are made of."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ankiflask.render import text as markup
from ankiflask.render.html import canonical, link, picture
from ankiflask.text import normal
from tests.budget import examples
from tests.cards.markup_texts import anything, markdown, pieces

thorough = examples(500)

OLD_FORMS = (
    "<b>", "</B>", "<br />", "<BR>", "<a href=x>", "<a href='&quot;'>", "<p", "<!-- -->", "<!--", "-->",
    '<img src="a&amp;b" ALT>', "</p class='x'>", "&quot;", "&#x41;", "&#13;", "&#10;", "&lt;b&gt;",
    "&nbsp;", "&nbsp", "&copy", "\n", "\r\n", "\r", '"', "'", ">", "<", "&", "e&#769;", "\u0338",
    "<a b='\n'>", "<a b='<'>", "<İ>", "<a İ='K'>",
)  # fmt: skip
foreign = st.lists(st.one_of(pieces, st.sampled_from(OLD_FORMS)), max_size=10).map("".join)


@pytest.mark.parametrize(
    ("found", "form"),
    [
        ("", ""),
        ("plain", "plain"),
        ("&#91;sound:x]", "[sound:x]"),
        ("&#123;", "{"),
        ("say &quot;x&quot; &apos;y&apos;", "say \"x\" 'y'"),
        ("a<br />b<br/>c<BR>d", "a<br>b<br>c<br>d"),
        ("a\nb\r\nc\rd", "a<br>b<br>c<br>d"),
        ("<B CLASS=x>y</B>", '<b class="x">y</b>'),
        ("<img src='a.png' alt>", '<img src="a.png" alt="">'),
        ("<a href='x\"y'>z</a>", '<a href="x&quot;y">z</a>'),
        ("a\u00a0b&nbsp;c&#160;d", "a&nbsp;b&nbsp;c&nbsp;d"),
        ("e\u0301", "é"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
        ("{<!-- -->{c1::x}}", "{<!-- -->{c1::x}}"),
        ('<a title="&lt;">x</a>', '<a title="&lt;">x</a>'),
        ('<a title="<">x</a>', '<a title="&lt;">x</a>'),
    ],
)
def test_what_an_editor_writes_anew_has_one_form(found: str, form: str) -> None:
    assert canonical(found) == form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "ab"),
        ("a  b", "a b"),
        ("a", "a<br>"),
        ("<b>a</b>", "<i>a</i>"),
        ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;"),
        ("[sound:x]", "<span>[</span>sound:x]"),
        ('<img src="a.png">', '<img src="b.png">'),
        ("<!-- a -->", "<!-- b -->"),
    ],
)
def test_an_edit_of_the_learner_changes_the_form(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@thorough
@given(foreign)
@example("<p x='&#13;'>&#13;</p>")
@example("a\n\u0338")
def test_the_form_of_the_form_is_the_form(found: str) -> None:
    assert canonical(canonical(found)) == canonical(found)


@thorough
@given(markdown)
def test_what_ankiflask_writes_is_canonical(text: str) -> None:
    media = {"a.png": "a&b.png"}
    for rendered in (
        markup.render(text, media=media),
        markup.render(text, media=media, cloze=True),
        markup.example(text, media=media),
    ):
        if not rendered.faults:
            assert canonical(rendered.html) == rendered.html


@thorough
@given(anything)
def test_addresses_and_pictures_are_canonical(text: str) -> None:
    line = normal("a" + text.replace("\n", " "))
    html = link(f"https://a.b/{text}", line) + picture("0a1b.png")
    assert canonical(html) == html
