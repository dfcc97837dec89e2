"""What a learner sees is what the author wrote."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ankiflask.render import html
from ankiflask.render import text as markup
from tests.budget import examples
from tests.cards.markup_texts import anything, markdown, plain, visible, words

thorough = examples(500)


@thorough
@given(plain)
@example("{{c1::x}} [sound:x] & <username> a_b [x]")
def test_plain_text_is_shown_as_it_was_written(text: str) -> None:
    rendered = markup.render(text)
    assert rendered.faults == ()
    assert words(visible(rendered.html)) == words(text)


@thorough
@given(anything)
def test_inline_code_is_shown_as_it_was_written(text: str) -> None:
    code = " ".join(text.split("\n"))
    assume(code.strip() and "``" not in code and not code.startswith("\u0338"))
    rendered = markup.render(f"x `` {code} `` y")
    assert rendered.faults == ()
    assert visible(rendered.html) == f"x {code} y"


@thorough
@given(anything, st.sampled_from(["", "python", "html+jinja", "sql", "bash", "no-such-language"]))
def test_fenced_code_is_shown_to_the_last_space(code: str, language: str) -> None:
    assume("```" not in code and not re.search("^\u0338", code, re.MULTILINE))
    rendered = markup.render(f"```{language}\n{code}\n```")
    assert rendered.faults == ()
    assert visible(rendered.html) == code


@thorough
@given(anything)
def test_an_example_in_python_is_shown_to_the_last_space(code: str) -> None:
    code = code.strip("\n")
    assume(code.strip() and not re.match("```|~~~", code))
    assume(not re.search("^\u0338", code, re.MULTILINE))
    assert visible(markup.example(code).html) == code


@thorough
@given(st.lists(st.sampled_from(["*a*", "**b**", "`c`", "d\n\n", "- e\n", "_f_", "\\*g\\*", "h"])))
def test_markup_leaves_every_word_standing_in_its_place(parts: list[str]) -> None:
    text = " ".join(parts)
    shown = visible(markup.render(text).html)
    assert re.findall("[a-h]", shown) == re.findall("[a-h]", text)


@thorough
@given(markdown)
def test_no_text_breaks_the_renderer_or_makes_a_newline(text: str) -> None:
    for is_cloze in (False, True):
        assert "\n" not in markup.render(text, cloze=is_cloze).html
    assert "\n" not in markup.example(text).html


# The letters of what is not on the card: addresses, a language, the numbers of a list.
HIDDEN = set("http://x.y") | set("a.png") | set("py") | set("17")


def letters(text: str) -> list[str]:
    return [letter for letter in re.findall(r"\w", text) if letter not in HIDDEN]


@thorough
@given(markdown)
def test_without_faults_every_letter_and_digit_is_shown(text: str) -> None:
    assume(not re.search(r"&#?\w+;|%", text))  # in a formula `%` begins a comment
    rendered = markup.render(text, media={"a.png": "a.png"})
    assume(not rendered.faults)
    assert letters(visible(rendered.html)) == letters(text)


@thorough
@given(plain)
@example("a `b` c")
@example("x ` <b> ` y")
@example("`` ` ``")
@example("- a")
@example("12. a")
@example("[a](http://b)")
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    assume("{{c" not in text.lower())
    # Only a text that is no cloze may go the short way.
    assert markup.render(text).html == markup.render(text, cloze=True).html


@thorough
@given(anything)
@example(" \u00a0 ")
@example("  ")
@example("` `")
def test_the_short_way_gives_what_the_long_way_gives_for_code(text: str) -> None:
    assume("{{c" not in text.lower())
    code = f"x `{text}` y"
    assert markup.render(code).html == markup.render(code, cloze=True).html


# What Anki's backend, its reviewer and its editor look for in a field, written from their sources.
ACTS_IN_ANKI = (
    r"\[sound:(.+?)\]",
    r"(?si)\[anki:(.+?)\]",
    r"(?si)\[latex\](.+?)\[/latex\]",
    r"(?s)\[\$\](.+?)\[/\$\]",
    r"(?s)\[\$\$\](.+?)\[/\$\$\]",
    r"\[\[type:(.+?)\]\]",
    r"(?i)\{\{c[0-9,]+::",
    r"\\\(",
    r"\\\[",
)


@pytest.mark.parametrize("sign", ACTS_IN_ANKI)
@examples(100)
@given(st.lists(anything, min_size=2, max_size=2))
def test_nothing_in_a_text_acts_in_anki(sign: str, texts: list[str]) -> None:
    assert not re.search(sign, html.escape("".join(texts)))


@thorough
@given(anything)
def test_mathjax_finds_nothing_to_typeset_in_a_text(text: str) -> None:
    # It reads the text of a card as one string over comments, but not over elements.
    read = re.sub("<!--.*?-->", "", html.escape(text))
    assert not re.search(r"\\[(\[]", read)
