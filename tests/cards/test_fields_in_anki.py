"""What we write, asked of real Anki: is it shown as it is, does nothing act, do the clozes agree."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from ankiflask.render import text as markup
from ankiflask.render.note import cloze_numbers
from tests.budget import examples
from tests.cards.conftest import Anki
from tests.cards.markup_texts import anything, markdown, plain, visible, words

thorough = examples(300)


def test_the_harness_would_see_text_that_acts(anki: Anki) -> None:
    shown = anki("qa", "[sound:a.mp3] [latex]b[/latex] {{c1::c}}")
    assert shown.sounds == 2
    assert "latex-" in shown.questions[0]
    assert shown.numbers == (1,)


@thorough
@given(st.lists(anything, min_size=1, max_size=3))
@example(["[sound:a.mp3]", "[anki:tts lang=en]a[/anki:tts]", "[latex]a[/latex]", "{{c1::a}}"])
def test_a_question_is_shown_as_we_wrote_it(anki: Anki, texts: list[str]) -> None:
    # Anki shows a word of its own in place of an empty front.
    html = markup.render(" ".join(["a", *texts])).html
    shown = anki("qa", html)
    assert shown.questions == shown.answers == (html,)
    assert shown.sounds == 0
    assert shown.numbers == ()


@thorough
@given(markdown)
def test_an_example_is_shown_as_we_wrote_it(anki: Anki, text: str) -> None:
    rendered = markup.example(f"a {text}")
    if not rendered.faults:
        shown = anki("qa", rendered.html)
        assert (shown.questions, shown.sounds, shown.numbers) == ((rendered.html,), 0, ())


@thorough
@given(plain)
def test_text_around_a_deletion_is_shown_as_it_was_written(anki: Anki, text: str) -> None:
    around = text.replace("{{", "{ {")
    shown = anki("cloze", markup.render(f"{{{{c1::a}}}} {around}", cloze=True).html)
    assert shown.numbers == (1,)
    assert shown.sounds == 0
    assert words(visible(shown.questions[0])) == words(f"[...] {around}")
    assert words(visible(shown.answers[0])) == words(f"a {around}")


# What a deletion may hold: as it is written, and as it is shown.
_HELD = (
    ("a", "a"),
    ("a b", "a b"),
    ("{{ a }}", "{{ a }}"),
    ("{a: {b}}", "{a: {b}}"),
    ("{a::b}", "{a::b}"),
    ("`}}`", "}}"),
    ("`a::b`", "a::b"),
    ("`{`", "{"),
    ("*a*", "a"),
    ("*}}*", "}}"),
    ("\\{", "{"),
    ("\\}", "}"),
    ("<b>", "<b>"),
    ("[sound:a]", "[sound:a]"),
    ("image-occlusion:rect", "image-occlusion:rect"),
    ("[a](http://b)", "a"),
    ("$x^{2^{3}}$", "\\(x^{2^{3} }\\)"),
    ("$$a<b$$", "\\[a<b\\]"),
    ("H~2~O 10^3^", "H2O 103"),
    ("{食|た}べる", "食たべる"),
    ("~~a~~ &amp;", "a &"),
)
_held = st.lists(st.sampled_from(_HELD), min_size=1, max_size=4).map(
    lambda parts: (" ".join(part[0] for part in parts), " ".join(part[1] for part in parts))
)
_number = st.integers(1, 500)


@st.composite
def _deletions(draw: st.DrawFn) -> tuple[str, str]:
    written, shown = draw(_held)
    if draw(st.booleans()):
        written = f"{written} {{{{c{draw(_number)}::{written}}}}}"
        shown = f"{shown} {shown}"
    hint = draw(st.sampled_from(("", "::a", "::*a* b")))
    number = draw(_number)
    return f"{{{{c{number}::{written}{hint}}}}}", shown


@thorough
@given(st.lists(_deletions(), min_size=1, max_size=3))
def test_anki_shows_on_the_back_what_was_deleted(anki: Anki, parts: list[tuple[str, str]]) -> None:
    text = " ".join(part[0] for part in parts)
    rendered = markup.render(text, cloze=True)
    assert rendered.faults == ()
    shown = anki("cloze", rendered.html)
    assert shown.numbers == cloze_numbers(text)
    for answer in shown.answers:
        assert words(visible(answer)) == words(" ".join(part[1] for part in parts))


@thorough
@given(
    st.lists(
        st.tuples(_number, st.sampled_from(("a", "{b: 1}", "f('{{ x }}')", "# }", "{'"))),
        min_size=1,
    )
)
def test_anki_shows_on_the_back_what_was_deleted_in_code(
    anki: Anki, parts: list[tuple[int, str]]
) -> None:
    whole = [(number, code) for number, code in parts if code.count("{") == code.count("}")]
    lines = "\n".join(f"x = '{{{{c{number}::{code}::y}}}}'" for number, code in whole)
    text = f"{{{{c7::a}}}}\n```python\n{lines}\n```"
    rendered = markup.render(text, cloze=True)
    assert rendered.faults == ()
    shown = anki("cloze", rendered.html)
    assert shown.numbers == cloze_numbers(text)
    for answer in shown.answers:
        expected = "\n".join(f"x = '{code}'" for _, code in whole)
        assert visible(answer).partition("\n")[2] == expected


@thorough
@given(st.lists(st.sampled_from(("{{c1::", "{{c2::", "}}", "::", "{", "}", "a", "`", "*", "\n\n"))))
@example(["{{c1::", "a", "}", "}}"])
def test_where_there_is_no_fault_anki_counts_as_we_do(anki: Anki, signs: list[str]) -> None:
    text = "".join(signs)
    rendered = markup.render(text, cloze=True)
    if not rendered.faults:
        shown = anki("cloze", rendered.html)
        assert shown.numbers == cloze_numbers(text)
        assert not any(re.search("{{c[0-9]+::", visible(answer)) for answer in shown.answers)


def test_anki_hides_cells_of_a_table(anki: Anki) -> None:
    text = "| a | b |\n|---|--:|\n| {{c1::c|d}} | `{{c2::e}}` |\n| $x$ | {{c1::{食|た}}} |"
    rendered = markup.render(text, cloze=True)
    assert rendered.faults == ()
    shown = anki("cloze", rendered.html)
    assert shown.numbers == cloze_numbers(text) == (1, 2)
    assert words(visible(shown.questions[0])) == words("a b [...] e \\(x\\) [...]")
    assert words(visible(shown.answers[1])) == words("a b c|d e \\(x\\) 食た")
    assert all('<td style="text-align: right;">' in each for each in shown.answers)


def test_anki_plays_a_sound_that_a_text_holds(anki: Anki) -> None:
    media = {"a.mp3": "77ff.mp3"}
    rendered = markup.render("It sings ![its song](a.mp3).", media=media)
    shown = anki("qa", rendered.html)
    assert (rendered.faults, shown.sounds) == ((), 2)
    assert words(visible(shown.answers[0]))[:2] == ["It", "sings"]
