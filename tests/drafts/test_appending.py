"""New notes at the end of an edited deck file; everything else stays, byte for byte."""

import pytest
import yaml

from ankiflask.deck.model import Difficulty, Kind, Note
from ankiflask.deck.reader import read_deck
from ankiflask.drafting.deck_text import append
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Source

NEW = (
    Note(
        id=NoteId("wren-01234567"),
        kind=Kind.CLOZE,
        difficulty=Difficulty.EASY,
        topics=("birds",),
        statements=(2,),
        cloze="{{c1::Wrens}} are birds.",
    ),
    Note(
        id=NoteId("owl-89abcdef"),
        kind=Kind.QA,
        difficulty=Difficulty.HARD,
        question="What is an owl?",
        answer="A bird of the night.",
    ),
)
ADDED = """\
  - id: wren-01234567
    from: [2]
    difficulty: easy
    topics: [birds]
    cloze: |-
      {{c1::Wrens}} are birds.

  - id: owl-89abcdef
    difficulty: hard
    question: What is an owl?
    answer: A bird of the night.
"""
HEAD = "deck: Birds   # mine\nuid: birds\nsource: notes.txt\ndifficulty: easy\n"
ROBIN = "  - id: robin\n    question:   What is a robin?\n    answer: |\n      A bird.\n"


def appended(text: str) -> str:
    new = append(Source("deck.yaml", text), NEW)
    assert isinstance(new, str)
    return new


def test_new_notes_stand_at_the_end() -> None:
    assert appended(HEAD + "notes:\n" + ROBIN) == HEAD + "notes:\n" + ROBIN + "\n" + ADDED


def test_a_file_is_left_as_it_is_where_nothing_is_new() -> None:
    assert append(Source("deck.yaml", "anything"), ()) == "anything"


def test_a_missing_last_newline_is_added() -> None:
    old = HEAD + "notes:\n" + ROBIN.rstrip("\n")
    assert appended(old) == old + "\n\n" + ADDED


def test_line_ends_are_written_as_the_file_has_them() -> None:
    old = (HEAD + "notes:\n" + ROBIN).replace("\n", "\r\n")
    assert appended(old) == old + ("\n" + ADDED).replace("\n", "\r\n")


def test_comments_at_the_end_stay_where_they_are() -> None:
    old = HEAD + "notes:\n" + ROBIN + "\n# to do: owls\n"
    assert appended(old) == old + "\n" + ADDED


def test_dashes_stand_where_the_others_stand() -> None:
    old = HEAD + "notes:\n# birds\n- id: robin\n  question: What is a robin?\n  answer: A bird.\n"
    new = appended(old)
    assert new.startswith(old + "\n- id: wren-01234567\n  from: [2]\n")
    assert new.endswith("\n\n- id: owl-89abcdef\n  difficulty: hard\n"
                        "  question: What is an owl?\n  answer: A bird of the night.\n")  # fmt: skip


@pytest.mark.parametrize("empty", ["notes:", "notes: []", "notes:  [ ]", "notes: [] # none yet"])
def test_an_empty_list_is_filled(empty: str) -> None:
    kept = "notes: # none yet" if "#" in empty else "notes:"
    assert appended(HEAD + empty + "\n") == HEAD + kept + "\n" + ADDED


def test_a_key_after_the_notes_keeps_its_place_and_its_comment() -> None:
    old = HEAD + "notes:\n" + ROBIN
    tail = "# gone for good\n# since May\nretired: [old-robin]\n"
    assert appended(old + tail) == old + "\n" + ADDED + "\n" + tail
    assert appended(old + "\n" + tail) == old + "\n" + ADDED + "\n" + tail


def test_the_end_of_the_document_stays_the_end() -> None:
    old = "---\n" + HEAD + "notes:\n" + ROBIN
    assert appended(old + "...\n") == old + "\n" + ADDED + "\n...\n"


def test_a_block_that_keeps_its_newlines_is_not_given_another() -> None:
    old = HEAD + "notes:\n" + ROBIN.replace("|", "|+") + "\n\n"
    new = appended(old)
    assert new == old + ADDED
    assert yaml.safe_load(new)["notes"][0] == yaml.safe_load(old)["notes"][0]


def test_code_in_the_last_note_that_looks_like_a_comment_is_no_comment() -> None:
    old = HEAD + "notes:\n" + ROBIN + "    example: |\n      x = 1\n      # notes:\n"
    assert appended(old) == old + "\n" + ADDED


@pytest.mark.parametrize(
    "old",
    [
        HEAD + "notes:\n" + ROBIN,
        HEAD + "notes:\n" + ROBIN.rstrip("\n"),
        HEAD + "notes:\n" + ROBIN + "# end",
        (HEAD + "notes:\n" + ROBIN).replace("\n", "\r\n"),
        HEAD + "notes:\n- id: robin\n  cloze: A {{c1::bird}}.\nretired: [old-robin]\n",
        HEAD + "notes:\n\n  # all birds\n\n  -   id: robin\n      cloze: A {{c1::bird}}.\n\n\n",
        HEAD + "notes:\n  -\n    id: robin\n    cloze: >-\n      A {{c1::bird}}\n\n      of song.\n",
        HEAD + 'notes:\n  - id: robin\n    cloze: "A {{c1::bird}}\n      of song."\n',
        HEAD + "description: |\n  notes:\n    - none\nnotes:\n" + ROBIN,
    ],
)  # fmt: skip
def test_the_deck_s_reader_finds_the_old_notes_and_then_the_new(old: str) -> None:
    before, _ = read_deck(Source("deck.yaml", old))
    after, problems = read_deck(Source("deck.yaml", appended(old)))
    assert before
    assert after
    assert not problems
    assert after.notes == (*before.notes, *NEW)
    assert (after.retired, after.description) == (before.retired, before.description)


@pytest.mark.parametrize(
    "unclear",
    [
        "",
        HEAD,
        "{deck: Birds, uid: birds, notes: []}\n",
        HEAD + "notes: [{id: robin, cloze: 'A {{c1::bird}}'}]\n",
        HEAD + "notes: &all\n" + ROBIN,
        HEAD + "notes: |\n" + ROBIN,
        HEAD + "notes:\n  robin: bird\n",
        HEAD + "notes:\n" + ROBIN + "notes:\n" + ROBIN,
        HEAD + 'notes:\n  - id: robin\n    cloze: "A {{c1::bird}}\nof song."\n',
        (HEAD + "notes:\n" + ROBIN).replace("\n", "\r"),
    ],
)  # fmt: skip
def test_where_the_place_is_unclear_nothing_is_changed_and_the_remedy_is_told(unclear: str) -> None:
    problem = append(Source("deck.yaml", unclear), NEW)
    assert isinstance(problem, Problem)
    assert (problem.file, problem.rule) == ("deck.yaml", "draft-no-place")
    assert "Nothing was changed." in problem.message
    assert problem.remedy
