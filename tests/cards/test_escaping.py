"""What acts in Anki even when it is escaped, and how it is made to rest."""

import pytest

from ankiflask.render.html import escape, escape_math, fits_attribute, link, picture


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b > c & d", "a &lt; b &gt; c &amp; d"),
        ("a\u00a0b", "a&nbsp;b"),
        ("\"a\" 'b'", "\"a\" 'b'"),
        ("&amp;", "&amp;amp;"),
        ("[sound:a.mp3]", "<span>[</span>sound:a.mp3]"),
        ("[Sound:a.mp3]", "<span>[</span>Sound:a.mp3]"),
        (
            "[anki:tts lang=en]a[/anki:tts]",
            "<span>[</span>anki:tts lang=en]a<span>[</span>/anki:tts]",
        ),
        ("[latex]a[/latex]", "<span>[</span>latex]a<span>[</span>/latex]"),
        ("[$]a[/$]", "<span>[</span>$]a<span>[</span>/$]"),
        ("[$$]a[/$$]", "<span>[</span>$$]a<span>[</span>/$$]"),
        ("[[type:Answer]]", "<span>[</span>[type:Answer]]"),
        ("{{c1::a}}", "{<!-- -->{c1::a}}"),
        ("{{C1::a}}", "{<!-- -->{C1::a}}"),
        ("{{c1,2::a}}", "{<!-- -->{c1,2::a}}"),
        ("\\(a\\)", "<span>\\</span>(a\\)"),
        ("\\[a\\]", "<span>\\</span>[a\\]"),
    ],
)
def test_text_is_shown_and_does_not_act(text: str, html: str) -> None:
    assert escape(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "a[0]",
        "[x]",
        "[soundly]",
        "{}",
        "{'a': {}}",
        "{{ name }}",
        "{{config}}",
        "a::b",
        "\\n",
        "[$x]",
    ],
)
def test_what_does_not_act_stays_clean(text: str) -> None:
    assert escape(text) == text


def test_in_a_deletion_braces_and_colons_are_held_apart() -> None:
    assert escape("{{ a }} b::c", is_deleted=True) == "{{ a }<!-- -->} b:<!-- -->:c"
    assert escape("image-occlusion:rect", is_deleted=True) == "i<!-- -->mage-occlusion:rect"


def test_math_takes_a_space_where_tex_does_not_mind_one() -> None:
    assert escape_math("a < b_{c} [x]") == "a &lt; b_{c} [x]"
    assert escape_math("[sound:x]") == "[ sound:x]"
    assert escape_math("x^{2^{3}}", is_deleted=True) == "x^{2^{3} }"


@pytest.mark.parametrize("text", ["<b>", "a > b", "[sound:x]", "{{c1::x}}", "\\(x\\)"])
def test_an_attribute_refuses_what_would_change_or_act(text: str) -> None:
    assert not fits_attribute(text)


def test_an_attribute_takes_any_other_text() -> None:
    assert fits_attribute('Tom & "Jerry" {{ name }} a[0] \u00a0')


def test_a_link_shows_a_text_and_encodes_its_address() -> None:
    html = link('https://a.b/"c d"?e=1&f=<g>%20%', "a & b")
    href = "https://a.b/%22c%20d%22?e=1&amp;f=%3Cg%3E%20%25"
    assert html == f'<a href="{href}">a &amp; b</a>'


def test_a_picture_is_an_image() -> None:
    assert picture("0a1b.png") == '<img src="0a1b.png" alt="">'
