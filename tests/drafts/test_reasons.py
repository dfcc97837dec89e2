"""Each drafted note says which rule made it, how sure it is, and from which lines."""

from ankiflask.deck.model import Deck
from ankiflask.deck.reader import read_deck
from ankiflask.drafting.deck_text import append, deck_file
from ankiflask.drafting.notes import draft_notes
from ankiflask.problems import Source
from tests.drafts.texts import statements_of

TEXTS = statements_of(
    "A robin is a bird that lives in the garden.", "Others sleep while they hoot."
)
DRAFTS = draft_notes(TEXTS, TEXTS.statements)
DECK = Deck(file="notes.txt", name="Birds", uid="birds", source="notes.txt", notes=DRAFTS.notes)


def test_the_reason_stands_above_the_note() -> None:
    lines = deck_file(DECK, DRAFTS.reasons).splitlines()
    place = lines.index(f"  - id: {DRAFTS.notes[0].id}")
    assert lines[place - 1].startswith("  # D001, sure 0.95, notes.txt:1; ")


def test_a_note_that_is_not_sure_is_marked_for_review() -> None:
    assert [reason.sure < 0.7 for reason in DRAFTS.reasons] == [False, True]
    assert [note.review for note in DRAFTS.notes] == [False, True]


def test_comments_change_nothing_that_is_read() -> None:
    deck, problems = read_deck(Source("notes.txt", deck_file(DECK, DRAFTS.reasons)))
    assert deck is not None
    assert not problems
    assert deck.notes == DRAFTS.notes


def test_appended_notes_have_their_reasons_too() -> None:
    first, second = DRAFTS.notes
    old = Source("deck.yaml", deck_file(Deck(file="", name="Birds", uid="birds", notes=(first,))))
    appended = append(old, (second,), DRAFTS.reasons)
    assert isinstance(appended, str)
    assert appended.startswith(old.text)
    assert f"  # {DRAFTS.reasons[1].words}\n  - id: {second.id}" in appended


def test_a_text_in_another_language_is_told_once() -> None:
    german = statements_of(
        "Die Zellmembran umgibt jede Zelle.",
        "Das Herz pumpt das Blut durch den ganzen Leib und ruht nie.",
    )
    drafts = draft_notes(german, german.statements)
    assert [problem.rule for problem in drafts.problems] == ["draft-other-language"]
    assert all(note.cloze and note.review for note in drafts.notes)


def test_no_question_is_asked_twice() -> None:
    twins = statements_of(
        "A robin is a bird of the garden.", "A robin is a singer that wakes early and sings."
    )
    drafts = draft_notes(twins, twins.statements)
    questions = [note.question for note in drafts.notes if note.question]
    assert len(questions) == len(set(questions)) == 1
