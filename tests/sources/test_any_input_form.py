"""Whatever the bytes and whatever the form: material or a refusal in words; no hang."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.deck.model import Deck
from ankiflask.deck.reader import read_deck
from ankiflask.drafting.deck_text import deck_file
from ankiflask.drafting.ready_notes import notes_of
from ankiflask.errors import InputError
from ankiflask.files.encodings import decoded
from ankiflask.problems import Source
from ankiflask.sources.formats import FORMS
from ankiflask.sources.model import Material
from ankiflask.sources.read import material_of
from tests.budget import examples
from tests.fuzz.conftest import Watchdog, watchdog
from tests.sources.voices import unspoken

__all__ = ["watchdog"]

CASES = Path(__file__).parents[1] / "cases" / "inputs"
GOOD = [next(case.glob("input.*")).read_text(encoding="utf-8") for case in sorted(CASES.iterdir())]
SIGNS = (
    "Q: ", "A: ", " :: ", "==", "**", "`", "```\n", "~~~", "# ", "- ", "1. ", "> ", "|", "\t", ",", ";", '"',
    "{{c1::", "}}", "<b>", "</b>", "<!--", "-->", "<script>", "&lt;", "&#0;", "\\(", "\\)", "\\", "[a](b)",
    "#separator:tab\n", "#html:true\n", "#tags column:2\n", "#columns:", "---\n", "\n", "\n\n", "\r", "\x00",
    "\u2028", "é", "\u0338", "光", "🙂", "?", ".", "…", "Tags: a b\n", "![](x.png)", "    ", "\ufeff", "*", "_",
)  # fmt: skip


@st.composite
def inputs(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(0, 8))):
        at, cut = draw(st.integers(0, len(text))), draw(st.integers(0, 6))
        text = text[:at] + draw(st.sampled_from(SIGNS)) + text[at + cut :]
    return text


FORM = st.sampled_from(["", *FORMS])


def assert_sound(material: Material, text: str) -> None:
    assert not unspoken(material, text)
    last = text.count("\n") + text.count("\r") + 1
    stated = material.statements.statements
    assert [each.number for each in stated] == [*range(1, len(stated) + 1)]
    assert all(1 <= each.line <= each.last_line <= last for each in stated)
    for problem in material.problems:
        assert problem.message.strip() == problem.message != ""
        assert 0 <= problem.line <= last
    for note in material.ready:
        assert bool(note.cloze) != bool(note.question)
        assert bool(note.answer) or note.cloze


@examples(400)
@given(inputs(), FORM)
def test_any_input_gives_sound_material(watchdog: Watchdog, text: str, form: str) -> None:
    with watchdog:
        material = material_of(Source("notes.txt", text), form)
    assert_sound(material, text)


@examples(200)
@given(st.one_of(st.binary(max_size=200), inputs().map(lambda text: text.encode("utf-16"))), FORM)
def test_any_bytes_give_material_or_a_refusal(
    watchdog: Watchdog, content: bytes, form: str
) -> None:
    with watchdog:
        try:
            source = decoded(content, "notes.md")
        except InputError:
            return
        assert_sound(material_of(source, form), source.text)


@examples(120)
@given(inputs(), FORM)
def test_what_an_input_gives_is_a_deck_file_that_reads_back(text: str, form: str) -> None:
    material = material_of(Source("notes.txt", text), form)
    made = notes_of(material, material.statements.statements, {})
    deck = Deck(file="deck.yaml", name="Notes", uid="notes", source="notes.txt", notes=made.notes)
    again, problems = read_deck(Source("deck.yaml", deck_file(deck, made.reasons)))
    assert again is not None, problems
    if deck.notes:
        assert again.notes == deck.notes


LONG = {
    "dots": "." * 100_000,
    "backticks of two lengths": "` `` " * 20_000,
    "stars": "**a " * 25_000,
    "marks": "==a " * 25_000,
    "brackets": "[a](" * 25_000,
    "open tags": "#html:true\n" + "<b>" * 30_000 + "\tb",
    "open comments": "#html:true\n" + "<!--" * 25_000 + "\tb",
    "open formulas": "#html:true\n" + "\\(" * 50_000 + "\tb",
    "open lists": "#html:true\n" + "<ul>" * 25_000 + "<li>" * 500 + "\tb",
    "nested quotes": "> " * 50_000,
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(300)),
    "a wide table": "|" * 20_000 + "\n" + "|-" * 20_000 + "|\n",
    "quotation marks": '"' * 100_000,
    "quotation marks that stay open": '"a;b\n' * 20_000,
    "a heading of spaces": "# a" + " " * 100_000 + "x",
    "links in one line": "a `x` <!-- c --> [l](u) ![i](p/q.png) <b>x</b> " * 10_000,
    "links that name their address": "[a][b] " * 20_000 + "\n\n[b]: https://example.org",
    "footnotes": "x[^1] " * 20_000 + "\n\n[^1]: b",
    "pictures in links": "[![a](b)](c)" * 10_000 + "[![a](b)" * 10_000,
    "questions": "Q: a\nA: b\n" * 10_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_input_of_one_sign_takes_no_more_than_its_length(
    watchdog: Watchdog, name: str
) -> None:
    for form in [*FORMS][2:]:
        with watchdog:
            assert_sound(material_of(Source("notes.txt", LONG[name]), form), LONG[name])
