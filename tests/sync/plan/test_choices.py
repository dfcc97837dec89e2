"""The notes that a user names on the command line."""

import pytest

from ankiflask.errors import UsageError
from ankiflask.package.note_names import named
from tests.sync.plan.birds import deck, note

BIRDS = deck(note("wren"), note("map-url"), retired=("dodo",))
FISH = deck(note("fish/eel"), note("fish/wren"), uid="fish")


def test_an_id_stands_for_the_one_note_that_has_it() -> None:
    assert named([BIRDS, FISH], ["map-url", "fish/eel"]) == {"birds/map-url", "fish/eel"}
    assert named([BIRDS, FISH], []) == frozenset()


def test_an_id_of_two_decks_wants_the_deck() -> None:
    with pytest.raises(UsageError, match=r"'wren': write birds/wren or fish/wren"):
        named([BIRDS, FISH], ["wren"])
    assert named([BIRDS, FISH], ["fish/wren"]) == {"fish/wren"}


def test_an_unknown_id_is_refused_with_the_likely_one() -> None:
    with pytest.raises(UsageError, match=r"'map-ulr'. Did you mean map-url\?"):
        named([BIRDS], ["map-ulr"])
    with pytest.raises(UsageError, match=r"Did you mean birds/wren\?"):
        named([BIRDS], ["bird/wren"])
    with pytest.raises(UsageError, match="No note is called 'zzzzzz'"):
        named([BIRDS], ["zzzzzz"])


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(UsageError, match=r"'zzzzzz'.*'wren'"):
        named([BIRDS, FISH], ["zzzzzz", "eel", "wren"])


def test_a_retired_note_has_nothing_to_decide() -> None:
    for each in ("dodo", "birds/dodo"):
        with pytest.raises(UsageError, match="is retired"):
            named([BIRDS], [each])
