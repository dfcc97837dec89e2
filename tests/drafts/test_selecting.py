"""Which statements get a note when a text is drafted again."""

from dataclasses import replace

from ankiflask.deck.model import Deck, Difficulty, Kind, Note
from ankiflask.drafting.naming import moved_statements, without_note
from ankiflask.drafting.notes import draft_notes
from ankiflask.identity import NoteId
from tests.drafts.texts import draft_deck, statements_of

ROBIN = "A robin is a small bird of the garden."
WREN = "A wren is a tiny bird with a loud song."
OWL = "An owl is a bird that hunts in the night."


def deck_of(*texts: str) -> Deck:
    deck, _ = draft_deck(statements_of(*texts))
    return deck


def new(deck: Deck, *texts: str) -> list[int]:
    return [each.number for each in without_note(statements_of(*texts), deck)]


def written(note_id: str, *numbers: int) -> Note:
    return Note(
        id=NoteId(note_id),
        kind=Kind.CLOZE,
        difficulty=Difficulty.EASY,
        statements=numbers,
        cloze="{{c1::x}} y",
    )


def test_a_deck_that_was_just_drafted_lacks_nothing() -> None:
    assert new(deck_of(ROBIN, WREN), ROBIN, WREN) == []


def test_a_statement_at_the_end_is_new() -> None:
    assert new(deck_of(ROBIN, WREN), ROBIN, WREN, OWL) == [3]


def test_a_statement_in_the_middle_is_new_and_the_others_are_known_by_their_words() -> None:
    deck = deck_of(ROBIN, WREN)
    assert new(deck, ROBIN, OWL, WREN) == [2]
    (problem,) = moved_statements(statements_of(ROBIN, OWL, WREN), deck)
    assert problem.rule == "draft-moved-statement"
    assert problem.remedy == "Write `from: [3]`."


def test_a_reworded_statement_keeps_its_note() -> None:
    deck = deck_of(ROBIN, WREN)
    assert new(deck, ROBIN, WREN.replace("tiny", "very small")) == []
    assert not moved_statements(statements_of(ROBIN, WREN), deck)


def test_a_note_with_an_id_of_an_author_s_own_stands_for_its_from() -> None:
    deck = replace(deck_of(), notes=(written("robins-and-wrens", 1, 2),))
    assert new(deck, ROBIN, WREN, OWL) == [3]


def test_a_note_that_is_retired_is_not_drafted_again() -> None:
    deck = deck_of(ROBIN, WREN)
    retired = replace(deck, notes=deck.notes[:1], retired=(deck.notes[1].id,))
    assert new(retired, ROBIN, WREN) == []


def test_a_repeated_statement_shares_a_note() -> None:
    deck = deck_of(ROBIN, WREN, ROBIN)
    assert [note.statements for note in deck.notes] == [(1, 3), (2,)]
    assert new(deck_of(ROBIN), ROBIN, ROBIN) == []


def test_only_what_is_wanted_is_drafted_and_with_the_whole_text_in_view() -> None:
    statements = statements_of(ROBIN, WREN, OWL)
    drafts = draft_notes(statements, statements.statements[2:])
    assert drafts.notes == deck_of(ROBIN, WREN, OWL).notes[2:]
