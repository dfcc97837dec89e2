"""What a sync did, as lines and as JSON; what is left open becomes the exit code."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ankiflask.cli.plan_text import plan_text, tell_unknown
from ankiflask.cli.report import count, to_json
from ankiflask.cli.streams import printable, say, tell
from ankiflask.cli.undo_text import undo_text
from ankiflask.values.errors import SyncError
from ankiflask.values.plan import DeckPlan, Plan
from ankiflask.values.synced import Synced, Undone

_NAMED = 20  # ids in a message
NOTHING: dict[str, Any] = {
    "url": "",
    "profile": None,
    "decks": [],
    "applied": False,
    "verified": False,
}


def report(synced: Synced, form: str, *, is_shown: bool) -> None:
    """Report a sync. Raises SyncError where something is left open."""
    if form == "json":
        say(to_json(synced_json(synced)))
    else:
        if not is_shown:
            say(plan_text(synced.plan))
        say(_ending(synced))
    if synced.is_dry:
        tell_unknown(synced.plan, remembers=synced.remembers)
    else:
        _raise_for_open_ends(synced)
        for words in synced.troubles:
            tell(f"Warning: {printable(words)}")


def report_undone(undone: Undone, form: str) -> None:
    """Report what was taken back. Raises SyncError where that could not be proven."""
    if form == "json":
        told = {"restored": [each.id for each in undone.plan.updates], "stays": undone.plan.stays}
        left = [asdict(each) for each in undone.plan.left]
        done = {"applied": undone.is_applied, "verified": undone.is_verified}
        say(to_json({"url": undone.url, "profile": undone.profile, **told, "left": left, **done}))
    elif undone.is_applied and undone.is_verified:
        say("Taken back, and read back.")
    elif undone.is_verified:
        say("There is nothing to take back.")
        if undone.plan.stays or undone.plan.left:
            say(undo_text(undone.plan))
    if (undone.troubles or undone.is_applied) and not undone.is_verified:
        words = " ".join(undone.troubles) or "Anki does not hold what it held before the sync."
        raise SyncError(words, "Run --undo again.")


def synced_json(synced: Synced) -> dict[str, Any]:
    """Return a sync as JSON says it: each list holds ids of notes, without the uid."""
    return {
        "url": synced.url,
        "profile": synced.profile,
        "decks": [_deck_json(deck) for deck in synced.plan.decks],
        "applied": synced.is_applied,
        "verified": synced.is_verified,
    }


def _deck_json(deck: DeckPlan) -> dict[str, Any]:
    return {
        "uid": deck.uid,
        "added": [note.id for note in deck.additions],
        "updated": [each.id for each in deck.updates],
        "unchanged": list(deck.unchanged),
        "conflicts": list(deck.conflicts),
        "kept": list(deck.kept),
        "newer": list(deck.newer),
        "moved": list(deck.moved),
        "duplicated": list(deck.duplicated),
        "missing": list(deck.missing),
        "retired": [each.id for each in deck.retirements],
        "changes": [asdict(change) for change in deck.changes],
    }


def _ending(synced: Synced) -> str:
    if synced.is_applied and synced.is_verified:
        is_change = synced.plan.styles or any(deck.updates for deck in synced.plan.decks)
        undo = " `ankiflask sync --undo` takes it back." if is_change else ""
        return f"Done, and read back.{undo}"
    if synced.plan.is_done:
        return "Anki is up to date."
    if synced.journal:
        return f"What was written stands in {synced.journal}."
    return "Nothing was changed."


def _raise_for_open_ends(synced: Synced) -> None:
    if synced.journal and not synced.is_verified:
        words = " ".join((*synced.troubles, *_unproven(synced.left)))
        raise SyncError(words, "Run this again: it goes on where this one ended.")
    last = synced.left or synced.plan
    open_ones = [note_id for deck in last.decks for note_id in deck.conflicts]
    if open_ones and synced.left:
        message = f"{count(len(open_ones), 'note')} in conflict: {_some(open_ones)}."
        raise SyncError(message, "Settle each with --keep ID or --overwrite ID.")
    twice = [note_id for deck in last.decks for note_id in deck.duplicated]
    if twice and synced.left:
        message = f"Two notes in Anki have the same ID: {_some(twice)}."
        raise SyncError(message, "Delete the copy of each in Anki.")


def _unproven(left: Plan | None) -> Iterator[str]:
    if left is None:
        yield "Anki could not be looked at again, so nobody knows whether all was done."
        return
    for deck in left.decks:
        names = [note.id for note in deck.additions]
        names += [each.id for each in (*deck.updates, *deck.retirements)]
        if names:
            yield f"{count(len(names), 'note')} of {deck.uid} not as planned: {_some(names)}."
        if deck.media:
            yield f"{count(len(deck.media), 'media file')} of {deck.uid} not there."
    for style in left.styles:
        yield f"The looks of {style.name!r} are not up to date."


def _some(ids: list[str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more
