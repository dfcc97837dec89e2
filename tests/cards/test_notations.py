"""Formulas, super- and subscripts and ruby are recognised, and what looks like them stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.render import text as markup
from ankiflask.render.html import canonical, escape
from tests.budget import examples
from tests.cards.notations import FALSE, TRUE

WORDS = st.lists(st.text("abc xyzäßé日本語かな.,;:?!'\"()/%@", max_size=6), max_size=12).map(
    "".join
)


@pytest.mark.parametrize(("text", "html"), TRUE)
def test_a_notation_is_recognised(text: str, html: str) -> None:
    assert markup.render(text) == markup.Rendered(html)
    assert canonical(html) == html


@pytest.mark.parametrize("text", FALSE)
def test_what_looks_like_a_notation_stays_text(text: str) -> None:
    for each in (text, f"So {text} it is", f"a\n{text}"):
        shown = " ".join(each.split("\n"))
        assert markup.render(each).html == escape(shown)


@pytest.mark.parametrize("text", FALSE)
def test_what_looks_like_a_notation_stays_text_in_a_cell(text: str) -> None:
    if "|" in text:
        pytest.skip("it would divide cells")
    row = markup.render(f"| a | b |\n|---|---|\n| {text} | c |").html
    assert f"<td>{escape(text)}</td><td>c</td>" in row


@examples(500)
@given(WORDS)
def test_prose_without_markup_stays_what_it_is(text: str) -> None:
    prose = " ".join(["So", *text.split()])
    assert markup.render(prose) == markup.Rendered(escape(prose))


@examples(300)
@given(
    st.lists(
        st.sampled_from(["$5", "$x", "10^3", "~5", "HEAD~1", "a|b", "{a}", "b", ",", "HEAD^"]),
        max_size=9,
    )
)
def test_single_signs_among_words_stay_what_they_are(parts: list[str]) -> None:
    prose = " ".join(["So", *parts])
    assert markup.render(prose) == markup.Rendered(escape(prose))
