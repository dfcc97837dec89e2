"""What a sync or an undo did, as lines and as JSON; what is left open becomes the exit code."""

from dataclasses import asdict
from typing import Any

from ankiflask.cli.plan_text import (
    EMPTY_CARDS,
    SHOWN,
    many_text,
    plan_text,
    tell_unknown,
    undo_text,
)
from ankiflask.cli.report import to_json
from ankiflask.cli.streams import printable, say, tell
from ankiflask.errors import SyncError
from ankiflask.problems import and_more
from ankiflask.sync.doctor import CHECK_DATABASE
from ankiflask.sync.model import DeckPlan, Plan, Synced, Undone, Update
from ankiflask.text import count

NOTHING: dict[str, Any] = {
    "url": "",
    "profile": None,
    "decks": [],
    "applied": False,
    "verified": False,
    "needs": [],
    "twin_cards": 0,
}
CLOSE_WINDOW = "Close Anki's browser, or the window in which the note is edited"


def report(synced: Synced, form: str, *, is_shown: bool) -> None:
    """Report a sync. Raises SyncError where something is left open."""
    if form == "json":
        found = {
            "url": synced.url,
            "profile": synced.profile,
            "decks": [_deck_json(deck) for deck in synced.plan.decks],
            "applied": synced.is_applied,
            "verified": synced.is_verified,
            "needs": _needs(synced.plan) if synced.is_dry else [],
            "twin_cards": synced.twin_cards,
        }
        say(to_json(found))
    else:
        if not is_shown:
            say(plan_text(synced.plan))
        say(_ending(synced))
    if synced.is_dry:
        tell_unknown(synced.plan, remembers=synced.remembers)
        if many := many_text(synced.plan):
            tell(f"{many} Without a terminal, the sync needs --yes-many.")
    else:
        if synced.twin_cards:
            cards = count(synced.twin_cards, "card")
            tell(f"Warning: Anki made {cards} of our notes a second time. {CHECK_DATABASE}")
        _raise_for_open_ends(synced)
        for words in synced.troubles:
            tell(f"Warning: {printable(words)}")


def unanswered_json(url: str, plan: Plan) -> dict[str, Any]:
    """Return a sync that needs an option as JSON: what it would do, and which option that is."""
    decks = [_deck_json(deck) for deck in plan.decks]
    return NOTHING | {"url": url, "decks": decks, "needs": _needs(plan)}


def _needs(plan: Plan) -> list[str]:
    """Return the option without which a sync of this plan changes nothing in a pipe."""
    if plan.is_done:
        return []
    return ["--yes-many" if many_text(plan) else "--yes"]


def _deck_json(deck: DeckPlan) -> dict[str, Any]:
    """Return a deck's plan; each list holds ids of notes, without the uid."""
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
    plan = synced.plan
    if synced.is_applied and synced.is_verified:
        words = ["Done, and read back."]
        if plan.styles or any(deck.updates or deck.retirements for deck in plan.decks):
            words.append("`ankiflask sync --undo` takes it back.")
        if empty := sum(deck.empty_cards for deck in plan.decks):
            cards = count(empty, "card")
            words.append(f"{cards} of updated notes have nothing left to ask: {EMPTY_CARDS}.")
        return " ".join(words)
    if plan.is_done:
        is_open = any(
            deck.conflicts or deck.newer or deck.moved or deck.duplicated or deck.missing
            for deck in plan.decks
        )
        return "Nothing to write." if is_open else "Anki is up to date."
    if synced.journal:
        return f"Not all of it arrived. What was written is listed in {synced.journal}."
    return "Nothing was changed."


def _raise_for_open_ends(synced: Synced) -> None:
    if synced.journal and not synced.is_verified:
        _raise_unproven(synced)
    last = synced.left or synced.plan
    open_ones = [note_id for deck in last.decks for note_id in deck.conflicts]
    if open_ones and synced.left:
        message = f"{count(len(open_ones), 'note')} in conflict: {and_more(open_ones, SHOWN)}."
        raise SyncError(message, "Settle each with --keep ID or --overwrite ID.")
    twice = [note_id for deck in last.decks for note_id in deck.duplicated]
    if twice and synced.left:
        message = f"Two notes in Anki have the same ID: {and_more(twice, SHOWN)}."
        raise SyncError(message, "Delete the copy of each in Anki.")


def _raise_unproven(synced: Synced) -> None:
    again = "Run this again: it continues where this one ended."
    left = synced.left
    if left is None:
        unknown = "Anki could not be read again, so it is not known whether all was done."
        raise SyncError(" ".join((*synced.troubles, unknown)), again)
    # A window that shows a note writes its own copy of it over every change. Such a note was
    # written without a refusal, and is as before.
    written = {each.name: each.fields for deck in synced.plan.decks for each in _written(deck)}
    put_back = [
        each.name
        for deck in left.decks
        for each in _written(deck)
        if not synced.troubles and each.fields and each.fields == written.get(each.name)
    ]
    words = list(synced.troubles)
    for deck in left.decks:
        names = [note.id for note in deck.additions]
        names += [each.id for each in _written(deck) if each.name not in put_back]
        if names:
            notes = count(len(names), "note")
            words.append(f"{notes} of {deck.uid} not as planned: {and_more(names, SHOWN)}.")
        if deck.media:
            words.append(f"{count(len(deck.media), 'media file')} of {deck.uid} missing.")
    words += [f"The styling of {style.name!r} is not up to date." for style in left.styles]
    if put_back:
        shown = and_more([name.partition("/")[2] for name in put_back], SHOWN)
        words.append(f"Anki put back the old text of {shown}, which an open window shows.")
        again = f"{CLOSE_WINDOW}, and run this again."
    raise SyncError(" ".join(words), again)


def _written(deck: DeckPlan) -> tuple[Update, ...]:
    return (*deck.updates, *deck.retirements)


def report_undone(undone: Undone, form: str) -> None:
    """Report what was reverted. Raises SyncError where that could not be proven."""
    if form == "json":
        lists = {
            "restored": [each.name for each in undone.plan.updates],
            "stays": undone.plan.stays,
        }
        left = [asdict(each) for each in undone.plan.skipped]
        done = {"applied": undone.is_applied, "verified": undone.is_verified}
        say(to_json({"url": undone.url, "profile": undone.profile, **lists, "left": left, **done}))
    elif undone.is_applied and undone.is_verified:
        stays = " What was edited since is as it was." if undone.plan.skipped else ""
        say(f"Taken back, and read back.{stays}")
    elif undone.is_verified:
        say(undo_text(undone.plan))
        say("Nothing was changed: there is nothing to take back.")
    if (undone.troubles or undone.is_applied) and not undone.is_verified:
        _raise_undo_unproven(undone)


def _raise_undo_unproven(undone: Undone) -> None:
    wanted = {each.name: each.fields for each in undone.plan.updates}
    left = undone.left.updates if undone.left and not undone.troubles else ()
    opened = [each.name for each in left if each.fields and each.fields == wanted.get(each.name)]
    words = " ".join(undone.troubles)
    if opened:
        words = f"Anki put back the text of {and_more(opened, SHOWN)}, which an open window shows."
        raise SyncError(words, f"{CLOSE_WINDOW}, and run --undo again.")
    if undone.left is None:
        words = (
            f"{words} Anki could not be read again, so it is not known whether all was reverted."
        )
    raise SyncError(
        words.strip() or "Anki does not hold what it held before the sync.", "Run --undo again."
    )
