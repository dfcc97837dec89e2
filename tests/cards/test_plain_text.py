"""Plain text as Markdown: what a card shows is the text."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ankiflask.render import text as markup
from ankiflask.render.html import escape
from ankiflask.render.plain_text import escape_text
from tests.budget import examples
from tests.cards.markup_texts import ACTING, anything, markdown
from tests.cards.notations import FALSE, TRUE

SIGNS = st.lists(
    st.one_of(st.sampled_from(r"\ ` * _ { } [ ] ( ) # + - . ! | ~ $ ^ < > & ; : = / 1 2 a b 漢 か".split()), st.just(" ")),
    max_size=14,
).map("".join)  # fmt: skip
LINES = st.lists(SIGNS, max_size=5).map("\n".join)


def shown(text: str) -> str:
    """Return the HTML of a text as it is, without blanks around its lines."""
    lines = "\n".join(line.strip(" \t") for line in text.split("\n")).strip("\n")
    paragraphs = re.split(r"\n\n+", lines)
    htmls = [re.sub("(?<!>)$", "", escape(each).replace("\n", "<br>")) for each in paragraphs]
    return htmls[0] if len(htmls) == 1 else "".join(f"<p>{each}</p>" for each in htmls)


def assert_shown(text: str) -> None:
    written = escape_text(text)
    assert markup.render(written) == markup.Rendered(shown(text)), written


@examples(1500)
@given(st.one_of(SIGNS, LINES))
@example("x^2^[a](b)")
@example("$a-*b*c$")
@example("$$a$$b_1$$")
@example("a\\\nb")
@example("a\n===")
def test_any_signs_are_shown(text: str) -> None:
    assert_shown(text)


@examples(500)
@given(st.one_of(anything, markdown))
def test_any_text_is_shown(text: str) -> None:
    # What is nothing but blanks, or has some of another kind around it, is for no card.
    assume("\u0338" not in text and text == text.strip())
    assert_shown(text)


@pytest.mark.parametrize("text", FALSE)
def test_what_does_not_act_takes_no_backslash(text: str) -> None:
    assert escape_text(text).replace("\\\\", "\\") == text


@pytest.mark.parametrize(
    "text", [each for each, _ in TRUE] + [each for each in ACTING if each.strip()]
)
def test_what_would_act_is_shown(text: str) -> None:
    assert_shown(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("H~2~O", "H\\~2~O"), ("$x^2$ and $5", "\\$x^2$ and $5"), ("1. a", "1\\. a"), ("# a", "\\# a"), ("2*3*4", "2\\*3\\*4"),
        ("{食|た}", "\\{食|た}"), ("&amp; & co", "\\&amp; & co"), ("[a](b)", "[a\\](b)"), ("a\nb", "a\\\nb"), ("*args", "*args"),
        ("a|b\n-|-", "a|b\\\n\\-|-"), ("<https://a.b>", "\\<https://a.b>"), ("\\d \\.", "\\d \\\\."), ("---", "\\---"),
    ],
)  # fmt: skip
def test_the_backslashes_are_few(text: str, written: str) -> None:
    assert escape_text(text) == written


@examples(300)
@given(SIGNS)
def test_in_a_cloze_text_it_begins_no_deletion(text: str) -> None:
    written = escape_text(f"{text} {{{{c2::x}}}} {text}", cloze=True)
    rendered = markup.render(f"{{{{c1::a}}}} {written}", cloze=True)
    assert (
        rendered.html
        == "{{c1::a}} " + escape(" ".join(f"{text} {{{{c2::x}}}} {text}".split("\n"))).strip()
    )
