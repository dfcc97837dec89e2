"""Anki's ids of notes and cards where the formula gives one to two of them."""

from dataclasses import replace

import pytest

from ankiflask.clock import ModTime
from ankiflask.deck.anki_ids import anki_ids, with_anki_ids
from ankiflask.deck.lock import LockedNote
from ankiflask.deck.model import Kind
from ankiflask.identity import NoteId, note_row_id

# Found by trying three million ids: the first has the same note id as the second, or one less.
SAME = ("n1146168", "n522544")
NEXT = ("n1058373", "n1596284")
Notes = dict[NoteId, LockedNote]


def notes(**cards: tuple[int, ...]) -> Notes:
    return {
        NoteId(name): LockedNote(id=NoteId(name), kind=Kind.QA, cards=each, second=ModTime(1))
        for name, each in cards.items()
    }


def ids(found: Notes, name: str) -> tuple[int, tuple[int, ...]]:
    return anki_ids(note_row_id("birds", NoteId(name)), found[NoteId(name)])


def formula(name: str) -> int:
    return note_row_id("birds", NoteId(name))


def test_a_note_and_its_cards_have_the_ids_of_the_formula() -> None:
    found = with_anki_ids("birds", notes(robin=(1, 2), wren=(3,)), {})
    assert found == notes(robin=(1, 2), wren=(3,))
    assert ids(found, "robin") == (formula("robin"), (formula("robin"), formula("robin") + 1))
    assert ids(found, "wren") == (formula("wren"), (formula("wren") + 2,))


def test_the_formula_gives_the_pairs_one_number() -> None:
    assert formula(SAME[0]) == formula(SAME[1])
    assert formula(NEXT[0]) + 1 == formula(NEXT[1])


def test_of_two_new_notes_the_second_by_its_id_gets_the_next_free_number() -> None:
    found = with_anki_ids("birds", notes(**dict.fromkeys(SAME, (1,))), {})
    taken = formula(SAME[0])
    assert ids(found, SAME[0]) == (taken, (taken,))
    assert ids(found, SAME[1]) == (taken + 1, (taken + 1,))
    assert found[NoteId(SAME[1])].row_id == taken + 1
    assert found[NoteId(SAME[1])].card_ids == ()


@pytest.mark.parametrize("first", SAME)
def test_what_was_recorded_first_keeps_its_number(first: str) -> None:
    written = with_anki_ids("birds", notes(**{first: (1,)}), {})
    found = with_anki_ids("birds", notes(**dict.fromkeys(SAME, (1,))), written)
    assert ids(found, first) == (formula(first), (formula(first),))
    again = with_anki_ids("birds", notes(**dict.fromkeys(SAME, (1,))), found)
    assert again == found


def test_a_new_card_never_takes_the_number_of_an_older_one() -> None:
    """The first note gets a reverse card, whose number the second note's card has."""
    written = with_anki_ids("birds", notes(**dict.fromkeys(NEXT, (1,))), {})
    assert written == notes(**dict.fromkeys(NEXT, (1,)))
    found = with_anki_ids("birds", notes(**{NEXT[0]: (1, 2), NEXT[1]: (1,)}), written)
    first = formula(NEXT[0])
    assert ids(found, NEXT[0]) == (first, (first, first + 2))
    assert ids(found, NEXT[1]) == (first + 1, (first + 1,))
    # And once that card is recorded, it keeps its number for ever.
    later = with_anki_ids("birds", notes(**{NEXT[0]: (1, 2), NEXT[1]: (1, 2)}), found)
    assert ids(later, NEXT[0]) == ids(found, NEXT[0])
    assert ids(later, NEXT[1]) == (first + 1, (first + 1, first + 3))


def test_a_card_that_is_gone_keeps_its_number_for_when_it_comes_back() -> None:
    written = with_anki_ids("birds", notes(**{NEXT[0]: (1, 2), NEXT[1]: (1,)}), {})
    shifted = written[NoteId(NEXT[1])]
    assert shifted.card_ids == ((1, formula(NEXT[0]) + 2),)
    without = with_anki_ids("birds", notes(**{NEXT[0]: (1,), NEXT[1]: (1,)}), written)
    assert without[NoteId(NEXT[1])].card_ids == shifted.card_ids


def test_cards_of_format_1_had_other_numbers_so_all_count_as_new() -> None:
    written = {
        name: replace(line, is_format_1=True)
        for name, line in notes(**dict.fromkeys(NEXT, (1, 2))).items()
    }
    found = with_anki_ids("birds", notes(**dict.fromkeys(NEXT, (1, 2))), written)
    every = [card for name in NEXT for card in ids(found, name)[1]]
    assert len({*every}) == len(every)
