"""A sync's plan as a person wants to read it."""

from collections.abc import Iterable, Iterator, Sequence

import click

from ankiflask.cli.marks import both_marked, marked
from ankiflask.cli.report import count
from ankiflask.cli.streams import printable, tell
from ankiflask.values.plan import DeckPlan, Difference, Plan, Update

_SHOWN = 20  # notes of one heading; the rest is counted, and JSON has all
_LEFT_ALONE = (
    ("kept", "you edited it, and the deck has not changed there: your text stays"),
    ("newer", "Anki has a later version; --overwrite ID takes this one"),
    ("moved", "it has another note type now, or lost its ID: left alone"),
    ("duplicated", "two notes have this ID: delete the copy in Anki"),
    ("missing", "you deleted it; --restore ID brings it back"),
)
_UNKNOWN = (
    "What this profile held before is not known here: a note that you once deleted counts as new."
)


def tell_unknown(plan: Plan, *, remembers: bool) -> None:
    """Warn where additions may be notes that the learner has deleted."""
    if not remembers and any(deck.additions for deck in plan.decks):
        tell(_UNKNOWN)


def plan_text(plan: Plan) -> str:
    """Return what the sync would do, changes with both texts word by word."""
    lines = [line for deck in plan.decks for line in _deck(deck)]
    old, own = [each.name for each in plan.styles], plan.own_styles
    lines += [f"The looks of {printable(name)!r} will be brought up to date." for name in old]
    lines += [f"The looks of {printable(name)!r} are your own, and stay." for name in own]
    return "\n".join(lines)


def _deck(deck: DeckPlan) -> Iterator[str]:
    yield click.style(f"{deck.uid}: {_summary(deck)}", bold=True)
    changes: dict[str, list[Difference]] = {}
    for change in deck.changes:
        changes.setdefault(change.id, []).append(change)
    updates = {each.id: each for each in deck.updates}
    yield from _some("add", "green", [note.id for note in deck.additions])
    for note_id in _first(updates):
        yield from _update(updates[note_id], changes.get(note_id, []))
    yield from _more("update", len(updates))
    for note_id in _first(deck.conflicts):
        written = updates[note_id].fields if note_id in updates else {}
        open_ones = [each for each in changes.get(note_id, []) if each.field not in written]
        yield from _conflict(note_id, open_ones)
    yield from _more("conflict", len(deck.conflicts))
    yield from _some("retire", "magenta", [each.id for each in deck.retirements])
    for name, reason in _LEFT_ALONE:
        yield from _some(name, "yellow", getattr(deck, name), reason)


def _summary(deck: DeckPlan) -> str:
    numbers = (
        (len(deck.additions), "to add"),
        (len(deck.updates), "to update"),
        (len(deck.retirements), "to retire"),
        (len(deck.conflicts), "in conflict"),
        (len(deck.media), "media to store"),
        (len(deck.unchanged), "unchanged"),
    )
    return ", ".join(f"{number} {what}" for number, what in numbers if number) or "no notes"


def _update(update: Update, changes: Iterable[Difference]) -> Iterator[str]:
    is_mark = set(update.fields) <= {"Sync"} and not update.add_tags and not update.remove_tags
    yield _heading("update", "cyan", update.id, "only our own mark" if is_mark else "")
    for change in changes:
        if change.field in update.fields:
            yield f"      {change.field}: {marked(change.theirs, change.ours)}"
    tags = [click.style(f"+{tag}", fg="green") for tag in update.add_tags]
    tags += [click.style(f"-{tag}", fg="red") for tag in update.remove_tags]
    if tags:
        yield f"      tags: {' '.join(tags)}"


def _conflict(note_id: str, changes: Iterable[Difference]) -> Iterator[str]:
    yield _heading("conflict", "red", note_id)
    for change in changes:
        yield f"      {change.field}"
        theirs, ours = both_marked(change.theirs, change.ours)
        yield f"        theirs: {theirs}"
        yield f"        ours:   {ours}"
    yield f"      --keep {note_id} settles it for theirs, --overwrite {note_id} takes ours"


def _some(name: str, colour: str, ids: Sequence[str], reason: str = "") -> Iterator[str]:
    for note_id in _first(ids):
        yield _heading(name, colour, note_id, reason)
    yield from _more(name, len(ids))


def _first(ids: Iterable[str]) -> list[str]:
    return list(ids)[:_SHOWN]


def _more(name: str, number: int) -> Iterator[str]:
    if number > _SHOWN:
        yield f"  {'':10} and {count(number - _SHOWN, 'more note')} to {name} (--json has all)"


def _heading(name: str, colour: str, note_id: str, reason: str = "") -> str:
    words = f": {reason}" if reason else ""
    return f"  {click.style(f'{name:10}', fg=colour)} {note_id}{words}"
