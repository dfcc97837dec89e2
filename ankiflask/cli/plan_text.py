"""What a sync or an undo would do, as a person wants to read it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import click

from ankiflask.cli.marks import both_marked, marked
from ankiflask.cli.streams import printable, tell
from ankiflask.identity import NoteId
from ankiflask.problems import and_more
from ankiflask.sync.model import DeckPlan, Difference, Plan, UndoPlan, Update
from ankiflask.sync.operations import SYNC, CardsSuspended, FieldsWritten, TagsChanged
from ankiflask.text import count

SHOWN = 20  # notes of one heading; the rest is counted, and JSON has all
_LEFT_ALONE = (
    ("kept", "you edited it in Anki, and the deck has not changed there: your text stays"),
    ("newer", "Anki has a later version; --overwrite ID takes this one"),
    ("moved", "it has another note type now, or its ID is gone: not touched"),
    ("duplicated", "two notes have this ID: delete the copy in Anki"),
    ("missing", "you deleted it in Anki; --restore ID brings it back, --restore-all all of them"),
)
_UNKNOWN = (
    "There is no record of earlier syncs with this profile: a note that you deleted counts as new."
)
EMPTY_CARDS = "Tools > Empty Cards in Anki removes them"


def tell_unknown(plan: Plan, *, remembers: bool) -> None:
    """Warn where additions may be notes that the learner has deleted."""
    if not remembers and any(deck.additions for deck in plan.decks):
        tell(_UNKNOWN)


def many_text(plan: Plan) -> str:
    """Return for which decks so many notes change that it takes a second yes; "" for none."""
    decks = [deck for deck in plan.decks if deck.is_much]
    return " ".join(
        f"{deck.changed:,} notes of {deck.uid}, which has {deck.size:,}, change at once."
        for deck in decks
    )


def plan_text(plan: Plan) -> str:
    """Return what the sync would do, changes with both texts word by word."""
    lines = [line for deck in plan.decks for line in _deck(deck)]
    old, own = [each.name for each in plan.styles], plan.own_styles
    lines += [f"The styling of {printable(name)!r} will be brought up to date." for name in old]
    lines += [f"The styling of {printable(name)!r} is your own, and stays." for name in own]
    return "\n".join(lines)


def _deck(deck: DeckPlan) -> Iterator[str]:
    yield click.style(f"{deck.uid}: {_summary(deck)}", bold=True)
    changes: dict[NoteId, list[Difference]] = {}
    for change in deck.changes:
        changes.setdefault(change.id, []).append(change)
    updates = {each.id: each for each in deck.updates}
    yield from _some("add", "green", [note.id for note in deck.additions])
    yield from _updates(deck)
    for note_id in deck.conflicts[:SHOWN]:
        written = updates[note_id].fields if note_id in updates else {}
        open_ones = [each for each in changes.get(note_id, []) if each.field not in written]
        yield _heading("conflict", "red", note_id)
        for change in open_ones:
            in_anki, in_deck = both_marked(change.theirs, change.ours)
            yield f"      {change.field}"
            yield f"        in Anki:     {in_anki}"
            yield f"        in the deck: {in_deck}"
        yield f"      --keep {note_id} keeps the text in Anki, --overwrite {note_id} takes the deck's"
    yield from _more("conflict", len(deck.conflicts))
    for update in deck.retirements[:SHOWN]:
        yield _heading("retire", "magenta", update.id, _retirement(update))
    yield from _more("retire", len(deck.retirements))
    for name, reason in _LEFT_ALONE:
        yield from _some(name, "yellow", getattr(deck, name), reason)
    for copy in deck.copies:
        yield (
            f"  {count(copy.notes, 'moved note')} in the note type {printable(copy.name)!r},"
            f" {printable(copy.origin)}: a sync cannot update notes there. {printable(copy.way_back)}"
        )
    # Anki and AnkiConnect leave cards where they are, so the subdecks part from the topics.
    for (old, new), number in Counter((each.old, each.new) for each in deck.topic_moves).items():
        yield (
            f"  {count(number, 'note')} with another first topic: a sync moves no card, so theirs stay"
            f" where they are ({printable(old)!r} at first), and not in {printable(new)!r}. Write the"
            " old first topic again, or move the cards in Anki's browser (Change Deck)."
        )
    if deck.empty_cards:
        lost = count(deck.empty_cards, "card")
        yield f"  {lost} will have nothing left to ask. Afterwards {EMPTY_CARDS}."


def _summary(deck: DeckPlan) -> str:
    """Count every note of the deck once."""
    conflicts = {*deck.conflicts}
    marks = {each.id for each in deck.updates if each.is_mark} - conflicts
    updates = {each.id for each in deck.updates} - marks - conflicts
    kept = {*deck.kept} - updates - conflicts
    numbers = (
        (len(deck.additions), "to add"),
        (len(updates), "to update"),
        (len(marks - kept), "to mark as synced"),
        (len(deck.retirements), "to retire"),
        (len(conflicts), "in conflict"),
        (len(deck.media), "media to store"),
        (len(kept), "kept"),
        (len(deck.newer), "newer in Anki"),
        (len(deck.moved), "moved"),
        (len(deck.duplicated), "duplicated"),
        (len(deck.missing), "missing"),
        (len(deck.unchanged), "unchanged"),
    )
    return ", ".join(f"{number:,} {what}" for number, what in numbers if number) or "no notes"


def _updates(deck: DeckPlan) -> Iterator[str]:
    visible = [each for each in deck.updates if not each.is_mark]
    for update in visible[:SHOWN]:
        yield _heading("update", "cyan", update.id)
        yield from _operation_lines(update)
    yield from _more("update", len(visible))
    named = {*deck.conflicts, *deck.kept}
    marks = [each.id for each in deck.updates if each.is_mark and each.id not in named]
    yield from _some("mark", "cyan", marks, "only the hidden field Sync changes")


def _operation_lines(update: Update) -> Iterator[str]:
    """Yield what an update writes, its texts first."""
    for operation in reversed(update.operations):
        match operation:
            case FieldsWritten(fields=fields):
                for name, (before, after) in fields.items():
                    if name != SYNC:
                        yield f"      {name}: {marked(before, after)}"
            case TagsChanged(added=added, removed=removed):
                tags = [click.style(f"+{printable(tag)}", fg="green") for tag in added]
                tags += [click.style(f"-{printable(tag)}", fg="red") for tag in removed]
                yield f"      tags: {' '.join(tags)}"


def _retirement(update: Update) -> str:
    parts = []
    for operation in update.operations:
        match operation:
            case TagsChanged(added=added):
                parts += [f"gets the tag {tag}" for tag in added]
            case CardsSuspended(cards=cards):
                parts.append(f"{count(len(cards), 'card')} will be suspended")
    return ", ".join(parts) or "only the hidden field Sync changes"


def _some(name: str, colour: str, ids: Sequence[NoteId], reason: str = "") -> Iterator[str]:
    for note_id in ids[:SHOWN]:
        yield _heading(name, colour, note_id, reason)
    yield from _more(name, len(ids))


def _more(name: str, number: int) -> Iterator[str]:
    if number > SHOWN:
        yield f"  {'':10} and {count(number - SHOWN, 'more note')} to {name} (--json has all)"


def _heading(name: str, colour: str, note_id: str, reason: str = "") -> str:
    words = f": {reason}" if reason else ""
    return f"  {click.style(f'{name:10}', fg=colour)} {note_id}{words}"


def undo_text(plan: UndoPlan) -> str:
    """Return the notes that get their former texts, what is left alone, and what stays."""
    return "\n".join(_undo_lines(plan))


def _undo_lines(plan: UndoPlan) -> Iterator[str]:
    if plan.passed_over:
        newer = count(plan.passed_over, "newer sync")
        yield f"{newer} passed over, with nothing left to take back."
    visible = sum(not each.is_mark for each in plan.updates)
    summary = f"{count(visible, 'note')} to take back"
    if plan.updates and not visible:
        notes = count(len(plan.updates), "note")
        summary = f"{notes} with only the hidden field Sync to take back"
    began = datetime.fromtimestamp(plan.began, UTC).astimezone()
    yield click.style(f"Sync of {began:%Y-%m-%d %H:%M}: {summary}", bold=True)
    for update in plan.updates[:SHOWN]:
        yield f"  {update.name}"
        yield from _operation_lines(update)
    if len(plan.updates) > SHOWN:
        yield f"  and {count(len(plan.updates) - SHOWN, 'more note')}"
    if plan.unsuspend:
        yield f"{count(len(plan.unsuspend), 'card')} will no longer be suspended."
    for style in plan.styles:
        yield f"The styling of {printable(style.name)!r} will be as before."
    if empty := sum(each.empty_cards for each in plan.updates):
        yield f"{count(empty, 'card')} will have nothing left to ask. Afterwards {EMPTY_CARDS}."
    for each in plan.skipped:
        yield f"Left alone: {printable(each.what)}: {printable(each.why)}"
    if plan.stays:
        names = and_more(plan.stays, SHOWN)
        yield f"{count(len(plan.stays), 'added note')} will stay; delete in Anki if wanted: {names}"
