"""Whether a disturbed sync ended in one of the ways that it may: nothing changed, told, or proven."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from ankiflask.files.read import read_text
from ankiflask.sync.journal import read_journal
from ankiflask.sync.operation import Operation
from ankiflask.sync.operations import (
    CardsSuspended,
    FieldsWritten,
    MediaStored,
    NotesAdded,
    StylingChanged,
    TagsChanged,
)
from tests.anki.collection import Card, Collection, Note
from tests.sync.desks import Ended, note
from tests.sync.scenes import KEY, Desk, everything_written, told

OTHER_PROFILE = "User 2"  # which the add-on may show instead
DONE, NOTHING_CHANGED, PARTLY_DONE = 0, 3, 5


def judge(desk: Desk, ended: Ended, before: Collection, whole: Collection) -> None:
    """Hold what is there after a sync against what was there, and against a sync undisturbed."""
    now = desk.look()
    assert ended.code in (DONE, NOTHING_CHANGED, PARTLY_DONE), ended
    if ended.code == DONE:
        assert ended.report["verified"], ended
        is_other = ended.report["profile"] == OTHER_PROFILE
        assert now == (before if is_other else whole), ended
    elif ended.code == NOTHING_CHANGED:
        assert now == before, ended
    else:
        assert not ended.report["verified"], ended
    hold_nothing_lost(before, now)
    hold_journal_exact(before, now, operations(desk.state, "journals"))
    hold_key_hidden(desk, ended)


def hold_nothing_lost(before: Collection, now: Collection) -> None:
    """No duplicate, no lost review, nothing of the learner's gone, no stray note type or deck."""
    assert max(Counter(each.guid for each in now.notes).values()) == 1
    ids = [each.fields["ID"] for each in now.notes if "ID" in each.fields]
    assert len(set(ids)) == len(ids)
    assert {each.id for each in now.notes} >= {each.id for each in before.notes}
    assert {each.id for each in now.cards} >= {each.id for each in before.cards}
    assert now.reviews == before.reviews
    assert now.decks == before.decks
    assert [each.name for each in now.note_types] == [each.name for each in before.note_types]
    assert before.media.items() <= now.media.items()
    wren = note(now, "wren")
    assert wren.fields["Note"] == "My <b>own</b> words"
    assert {"mine", "birds::mine"} <= set(wren.tags)


def operations(state: Path, kind: str) -> tuple[Operation, ...]:
    """Return all that the journals of a kind name."""
    found: list[Operation] = []
    for file in sorted(state.glob(f"ankiflask/*/{kind}/*.jsonl")):
        journal, problems = read_journal(read_text(file))
        assert journal, problems
        found += journal.operations
    return tuple(found)


def hold_journal_exact(before: Collection, now: Collection, written: Iterable[Operation]) -> None:
    """All that differs stands in a journal, as it was and as it is."""
    named = tuple(written)
    were = {each.id: each for each in before.notes}
    cards = {each.id: each for each in before.cards}
    added = {nid for each in named if isinstance(each, NotesAdded) for nid in each.nids}
    for each in now.notes:
        if each.id in were:
            _hold_note(were[each.id], each, named)
        else:
            assert each.id in added, each
    for card in now.cards:
        if card.id in cards:
            _hold_card(cards[card.id], card, named)
    _hold_rest(before, now, named)


def _hold_note(was: Note, now: Note, named: Iterable[Operation]) -> None:
    texts: set[tuple[str, str, str]] = set()
    tags: set[str] = set()
    for each in named:
        match each:
            case FieldsWritten(nid=now.id, fields=fields):
                texts |= {(name, *pair) for name, pair in fields.items()}
            case TagsChanged(nid=now.id, added=added, removed=removed):
                tags |= {*added, *removed}
    for name, text in now.fields.items():
        assert text == was.fields[name] or (name, was.fields[name], text) in texts, (name, text)
    assert set(was.tags) ^ set(now.tags) <= tags


def _hold_card(was: Card, now: Card, named: Iterable[Operation]) -> None:
    if now != was:
        suspended = {c for each in named if isinstance(each, CardsSuspended) for c in each.cards}
        assert now.queue == -1, now
        assert now.id in suspended, now


def _hold_rest(before: Collection, now: Collection, named: Iterable[Operation]) -> None:
    stored: set[str] = set()
    looks: dict[str, tuple[str, str]] = {}
    for each in named:
        match each:
            case MediaStored(names):
                stored |= set(names)
            case StylingChanged(name=name, css=css) if css:
                looks[name] = css
    assert now.media.keys() - before.media.keys() <= stored
    _hold_looks(_css(before), _css(now), looks)


def _css(seen: Collection) -> dict[str, str]:
    return {each.name: each.css for each in seen.note_types}


def _hold_looks(
    before: Mapping[str, str], now: Mapping[str, str], written: Mapping[str, tuple[str, str]]
) -> None:
    for name, css in now.items():
        assert css == before[name] or (before[name], css) == written[name]


def hold_key_hidden(desk: Desk, ended: Ended) -> None:
    """The API key stands nowhere that anybody may read."""
    assert KEY not in told(ended)
    assert KEY not in everything_written(desk.state)
