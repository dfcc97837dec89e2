"""Phone and desktop of one learner import on their own, then meet through Anki's sync server."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ankiflask.identity import NoteId, guid
from tests.anki.collection import Card, Collection
from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import Environment, environments
from tests.anki.naive import naive_package
from tests.anki.releases import Capitals
from tests.anki.sync_server import SyncServer

pytestmark = pytest.mark.anki

_V1 = ("france", "italy", "japan", "brazil", "egypt", "kenya", "bolivia")
_V2 = ("peru", "france", "italy", "japan", "brazil", "egypt", "kenya")
_GOOD = 3


@dataclass(frozen=True, slots=True)
class Devices:
    """Two devices of one account."""

    phone: Learner
    desktop: Learner
    server: SyncServer

    def meet(self) -> None:
        """Synchronise phone, desktop, phone: after that neither has anything left to tell."""
        for device in (self.phone, self.desktop, self.phone):
            assert device.sync(self.server) == "NO_CHANGES"

    def look(self) -> tuple[Collection, Collection]:
        """Return what the phone and the desktop hold."""
        return self.phone.look(), self.desktop.look()


@contextmanager
def _account(
    phones: Anki, desktops: Anki, environment: Environment, home: Path
) -> Iterator[Devices]:
    """Both have synchronised once, so that neither has to throw its collection away."""
    (home / "server").mkdir()
    with (
        SyncServer(environment, home / "server") as server,
        Learner(phones, home / "phone") as phone,
        Learner(desktops, home / "desktop") as desktop,
    ):
        phone.write_own_note("My own", "front", "back")
        assert phone.sync(server) == "FULL_UPLOAD"
        assert desktop.sync(server) == "FULL_DOWNLOAD"
        yield Devices(phone, desktop, server)


@pytest.fixture
def devices(anki: Anki, environment: Environment, tmp_path: Path) -> Iterator[Devices]:
    with _account(anki, anki, environment, tmp_path) as both:
        yield both


def _guids(collection: Collection) -> Counter[str]:
    return Counter(note.guid for note in collection.notes if note.note_type != "Basic")


def _but_for_places(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Forget decks and positions, in which Anki itself lets two devices differ.

    It numbers a deck by the clock, whatever the package says: two devices that each made the deck
    have two, and each calls the other's `Capitals+`. A new card with one `mod` on both sides keeps
    on each the position that it had there.
    """
    return tuple(replace(card, deck="", due=0 if card.reps == 0 else card.due) for card in cards)


def _import_and_meet(devices: Devices, capitals: Capitals) -> tuple[int, ...]:
    """Import another release on each, review on the desktop, meet; return the reviewed cards."""
    devices.phone.import_package(capitals.second)
    devices.desktop.import_package(capitals.first)
    reviewed = devices.desktop.review("Capitals", [_GOOD] * 3)
    devices.meet()
    return reviewed


def _assert_alike(devices: Devices) -> None:
    phone, desktop = devices.look()
    assert phone.notes == desktop.notes
    assert _but_for_places(phone.cards) == _but_for_places(desktop.cards)
    assert _guids(phone) == {guid("capitals", NoteId(note_id)): 1 for note_id in {*_V1, *_V2}}


def test_both_end_with_every_note_once_its_newer_text_and_all_reviews(
    devices: Devices, capitals: Capitals
) -> None:
    reviewed = _import_and_meet(devices, capitals)
    _assert_alike(devices)
    phone, desktop = devices.look()
    assert phone.note_types == desktop.note_types
    for collection in (phone, desktop):
        france = collection.note(guid("capitals", NoteId("france")))
        assert "on the Seine" in france.fields["Answer"]
        assert france.mod == Capitals.SECOND_AT
        assert tuple(review.card for review in collection.reviews) == reviewed
        assert {card.id for card in collection.cards if card.reps == 1} == {*reviewed}
    assert devices.phone.check_database() == devices.desktop.check_database() == ()


def test_a_release_that_each_imported_on_its_own_is_the_same_on_both(
    devices: Devices, capitals: Capitals
) -> None:
    devices.phone.import_package(capitals.first)
    devices.meet()
    devices.phone.import_package(capitals.second)
    devices.desktop.import_package(capitals.second)
    devices.meet()
    phone, desktop = devices.look()
    assert phone.notes == desktop.notes
    assert phone.cards == desktop.cards
    assert phone.decks == desktop.decks == ("Capitals", "Default", "My own")
    assert _guids(phone) == {guid("capitals", NoteId(note_id)): 1 for note_id in {*_V1, *_V2}}


def test_the_newest_phone_and_the_oldest_desktop_agree_too(
    tmp_path: Path, capitals: Capitals
) -> None:
    newest, *_, oldest = environments()
    with (
        Anki(newest) as phones,
        Anki(oldest) as desktops,
        _account(phones, desktops, newest, tmp_path) as devices,
    ):
        _import_and_meet(devices, capitals)
        _assert_alike(devices)


def test_row_ids_by_position_lose_a_note_in_the_same_story(
    devices: Devices, tmp_path: Path
) -> None:
    """The counter-proof: with ids as genanki numbers them the tests above would fail."""
    first, second = (
        naive_package(tmp_path / f"{name}.apkg", [(each, "?", "!") for each in ids], 1_700_000_000)
        for name, ids in (("first", _V1[:-1]), ("second", _V2))
    )
    devices.phone.import_package(second)
    devices.desktop.import_package(first)
    devices.meet()
    phone, desktop = devices.look()
    assert set(_guids(phone).values()) == {1}
    assert set(_guids(phone)) - set(_guids(desktop))
    assert max(_guids(desktop).values()) == 2
    assert devices.desktop.check_database() == ()
