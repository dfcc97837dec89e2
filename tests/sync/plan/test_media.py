"""The files that Anki lacks, and the decks in which additions belong."""

from dataclasses import replace

from ankiflask.deck.model import Kind
from ankiflask.identity import AnkiNoteId
from tests.sync.plan.birds import (
    THIRD,
    collection,
    deck,
    for_deck,
    lives,
    note,
    planned,
    with_cards,
)

PICTURE, SONG, UNUSED = "ankiflask-1.png", "ankiflask-2.mp3", "ankiflask-3.png"
SEEN = note("wren", Picture=f'<img src="{PICTURE}">')
HEARD = note("owl", kind=Kind.CLOZE, Text="{{c1::owl}}", Audio=f"[sound:{SONG}]")
ALL = deck(SEEN, HEARD, media=(PICTURE, SONG, UNUSED))


def test_a_file_goes_along_with_the_note_that_shows_or_plays_it() -> None:
    assert [file.name for file in for_deck(ALL, collection()).media] == [PICTURE, SONG]


def test_a_file_that_is_there_does_not_go_again() -> None:
    live = collection(lives(SEEN), lives(HEARD), media=[PICTURE])
    done = for_deck(ALL, live)
    assert [file.name for file in done.media] == [SONG]
    assert not done.is_done


def test_a_file_inside_a_text_counts() -> None:
    within = note("tit", Answer=f'A <b>tit</b>: <img src="{UNUSED}"> and more')
    done = for_deck(deck(within, media=(UNUSED,)), collection())
    assert [file.name for file in done.media] == [UNUSED]


def test_no_file_goes_for_a_note_that_is_left_alone() -> None:
    wren = replace(ALL, notes=(SEEN,))
    newer = lives(note("wren", at=THIRD))
    for live in (
        collection(newer),
        collection(lives(SEEN), replace(lives(SEEN), nid=AnkiNoteId(9))),
    ):
        assert for_deck(wren, live).media == ()
    assert planned(wren, collection(), seen={"birds": ["wren"]}).decks[0].media == ()


def test_a_file_of_two_decks_goes_once() -> None:
    other = deck(note("fish/eel", Picture=f'<img src="{PICTURE}">'), uid="fish", media=(PICTURE,))
    done = planned([ALL, other], collection())
    assert [len(each.media) for each in done.decks] == [2, 0]


def test_siblings_are_the_cards_that_live_by_the_deck_where_each_would_be_new() -> None:
    notes = [
        note("wren", deck="Birds::song"),
        note("owl", deck="Birds::night"),
        note("tit", deck="Birds::song"),
        note("auk", deck="Birds::sea"),
    ]
    wren, owl, tit, _ = map(lives, notes)
    live = collection(with_cards(tit, 1, 2), with_cards(wren, 3), with_cards(owl, 4))
    siblings = for_deck(deck(*notes), live).siblings
    assert list(siblings.items()) == [
        ("Birds::song", (3, 1, 2)), ("Birds::night", (4,)), ("Birds::sea", ()),
    ]  # fmt: skip


def test_the_size_is_the_deck_s_and_not_what_lives() -> None:
    assert for_deck(ALL, collection()).size == 2


def test_much_is_more_than_twenty_notes_that_are_more_than_a_fifth_of_the_deck() -> None:
    def changing(notes: int, of: int) -> bool:
        old = [note(f"n{each}", Answer="old") for each in range(of)]
        new = [note(f"n{each}", at=THIRD, Answer="new") for each in range(notes)]
        return for_deck(deck(*new, *old[notes:]), collection(*map(lives, old))).is_much

    assert [changing(4, of=4), changing(20, of=20), changing(21, of=21)] == [False, False, True]
    assert [changing(21, of=105), changing(21, of=104)] == [False, True]
    assert not for_deck(ALL, collection()).is_much
