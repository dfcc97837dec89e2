"""The text of a new deck file: how it is laid out, and that every YAML reader reads it back."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.deck.model import Deck, Difficulty, Kind, Note, Subdecks
from ankiflask.deck.reader import read_deck
from ankiflask.drafting.deck_text import deck_file, quoted, scalar, word
from ankiflask.identity import NoteId
from ankiflask.problems import Source
from tests.budget import examples

CELL = Note(
    id=NoteId("cell-0123abcd"),
    kind=Kind.QA,
    difficulty=Difficulty.EASY,
    topics=("cell", "no"),
    statements=(1, 4),
    question="What is a cell?",
    answer="A unit of life: small.\n\nMost are too small to be seen.",
    see="https://example.com/cell#what",
)
CLOZE = Note(
    id=NoteId("dna-89abcdef"),
    kind=Kind.CLOZE,
    difficulty=Difficulty.HARD,
    cloze="{{c1::DNA}} holds genes.",
    hint="yes",
)


def test_a_deck_is_laid_out_like_a_deck_that_a_person_wrote() -> None:
    deck = Deck(
        file="deck.yaml",
        name="Biology",
        uid="biology",
        description="Cells & more #1",
        source="seed.txt",
        subdecks=Subdecks.TOPIC,
        retired=(NoteId("old-cell"),),
        notes=(CELL, CLOZE),
    )
    assert deck_file(deck) == (
        "deck: Biology\n"
        "uid: biology\n"
        "description: |-\n"
        "  Cells & more #1\n"
        "source: seed.txt\n"
        "subdecks: topic\n"
        "difficulty: medium\n"
        "retired: [old-cell]\n"
        "notes:\n"
        "  - id: cell-0123abcd\n"
        "    from: [1, 4]\n"
        "    difficulty: easy\n"
        '    topics: [cell, "no"]\n'
        "    question: What is a cell?\n"
        "    answer: |-\n"
        "      A unit of life: small.\n"
        "\n"
        "      Most are too small to be seen.\n"
        "    see: https://example.com/cell#what\n"
        "\n"
        "  - id: dna-89abcdef\n"
        "    difficulty: hard\n"
        "    cloze: |-\n"
        "      {{c1::DNA}} holds genes.\n"
        "    hint: |-\n"
        "      yes\n"
    )


def test_a_deck_without_notes_has_an_empty_list() -> None:
    deck = Deck(file="deck.yaml", name="Biology", uid="biology")
    assert deck_file(deck).endswith("difficulty: medium\nnotes: []\n")


@pytest.mark.parametrize(
    "text",
    [
        "Cells divide.",
        "What is C++?",
        "3 of 4 cells",
        "a#b",
        "x:y",
        "(none)",
        "../notes.txt",
        "/a",
        "It's 'so'",
        "é",
    ],
)
def test_a_text_without_yaml_s_signs_is_written_as_it_is(text: str) -> None:
    assert scalar(text, 2) == text


@pytest.mark.parametrize(
    "text",
    ["a: b", "a #b", "a:", "- a", "{a}", "[a]", "*a", "&a", "!a", "%a", "@a", "`a`", "'a'", '"a"',
     "no", "Yes", "null", "3.10", "1e5", "0x1f", "12:30", "2001-01-01", "a ", "a\nb", "# a"],
)  # fmt: skip
def test_any_other_text_is_written_as_a_block(text: str) -> None:
    assert scalar(text, 2) == "|-\n" + "\n".join(f"  {line}" for line in text.split("\n"))


@pytest.mark.parametrize(
    "text", [" a", "", "\na", "a\n", "\ta", "a\x85b", "a\u2028b", "a\ufeff", "a\rb"]
)
def test_a_text_that_a_block_would_change_is_quoted(text: str) -> None:
    assert scalar(text, 2) == quoted(text)
    assert quoted(text).isascii()


ANY_TEXT = st.one_of(
    st.text(),
    st.text(st.sampled_from(" \n\t#:-'\"\\?|>[]{}&*!%@`,.~ao\x85\u2028\u2029\ufeff\x00\x7f\xa0😀")),
)


@examples(1000)
@given(ANY_TEXT)
def test_every_text_reads_back_the_same(text: str) -> None:
    value, other = scalar(text, 6), scalar(text, 2)
    document = f"a: {other}\nlist:\n  - b: {value}\n    c: {value}\n\n  - {word(text)}\nd: [{word(text)}]\n"
    expected = {"a": text, "list": [{"b": text, "c": text}, text], "d": [text]}
    assert yaml.safe_load(document) == expected


def test_every_key_of_a_note_is_written() -> None:
    question = Note(
        id=NoteId("cell"),
        kind=Kind.QA,
        difficulty=Difficulty.EASY,
        topics=("life",),
        statements=(3,),
        question="What is a cell?",
        answer="A unit of life.",
        example="cell = 1",
        run="skip",
        note="There are many: trillions.",
        see="https://example.com",
        hint="It is small.",
        reverse="What is a unit of life called?",
        typed="unit",
        picture="cell.png",
        audio="cell.mp3",
    )
    deck = Deck(file="d", name="D", uid="dd", source="s.txt", notes=(question, CLOZE))
    read, problems = read_deck(Source("d", deck_file(deck)))
    assert not problems
    assert read == deck
