"""Whether note types, decks and cloze numbers are what they were."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from ankiflask.anki.collection import MERGE, CollectionNoteType
from ankiflask.anki.note_types import EARLIER_NOTE_TYPES, NOTE_TYPES
from ankiflask.identity import AnkiNoteId
from ankiflask.problems import Severity
from ankiflask.rehearsal.case import Case
from ankiflask.rehearsal.comparing import card_names, is_reshaped
from ankiflask.rehearsal.model import Flaw, Held
from ankiflask.text import count

_DELETION = re.compile(r"\{\{c(\d+)::(.*?)(?:::[^{}]*)?\}\}", re.DOTALL)
_FROZEN = (
    "Keep a published note type's id, kind, fields and templates, their order too (spare fields"
    " from the start leave room); only styling may change. For a new shape make a new note type,"
    " for new notes."
)

_KEEP_TOPIC = (
    "Write the first topic that these notes had: it names their subdeck. Another may follow it."
)


def shapes(case: Case) -> Iterator[Flaw]:
    """Yield what has another shape."""
    yield from _conflicting(case)
    yield from _stray(case)
    if case.is_default:
        yield from _fronts(case)
        yield from _decks(case)
        yield from _renumbered(case)


def _conflicting(case: Case) -> Iterator[Flaw]:
    conflicting = case.upgraded.imported.conflicting
    if moved := _from_earlier_types(case):
        yield Flaw(
            rule="earlier-note-types",
            message=f"{count(len(moved), 'note')} in conflict: learners have them in the note types of"
            " ankiflask 0.1, which today's replace.",
            harm="By default Anki leaves these notes as they are; nothing is lost.",
            remedy=f"Tell your learners to import this release once with “{MERGE}” switched on: it moves"
            " all of them, with their reviews. Later releases arrive as ever.",
            notes=case.names(moved),
        )
    by_cause: dict[tuple[str, str], list[str]] = defaultdict(list)
    for guid in sorted({*case.blocked} - {*moved}):
        by_cause[_cause(*case.release.types(guid))].append(guid)
    if conflicting and not by_cause and not moved:
        by_cause["notes-conflicting", "Anki cannot bring their note types together"] = []
    for (rule, cause), guids in by_cause.items():
        yield Flaw(
            rule=rule,
            message=f"{count(len(guids) or conflicting, 'note')} in conflict: {cause}.",
            harm="Anki updates none of them, now or ever, unless a learner knows which option to"
            " tick.",
            remedy=_FROZEN,
            notes=case.names(guids),
        )


def _from_earlier_types(case: Case) -> list[str]:
    earlier = {each.id for each in EARLIER_NOTE_TYPES.values()}
    today = {each.id for each in NOTE_TYPES.values()}
    types = {guid: case.release.types(guid) for guid in sorted(case.blocked)}
    return [guid for guid, (then, now) in types.items() if then.id in earlier and now.id in today]


def _cause(then: CollectionNoteType, now: CollectionNoteType) -> tuple[str, str]:
    if then.is_cloze != now.is_cloze:
        return "kind-changed", f"of “{then.name}” and “{now.name}” only one has clozes"
    if then.id != now.id:
        return "note-type-changed", f"they moved from the note type “{then.name}” to another"
    rule, what = "fields-changed", "fields"
    if then.fields == now.fields:
        rule, what = "templates-changed", "templates"
    old, new = ([each.name for each in getattr(kind, what)] for kind in (then, now))
    added = [f"{name} added" for name in new if name not in old]
    removed = [f"{name} removed" for name in old if name not in new]
    difference = ", ".join((*added, *removed)) or "their order"
    return rule, f"the {what} of “{now.name}” changed ({difference})"


def _stray(case: Case) -> Iterator[Flaw]:
    old, new = case.release.old.note_types, case.release.new.note_types
    known = {kind.name for kind in (*case.learnt.held.note_types.values(), *new.values())}
    stray = sorted({kind.name for kind in case.held.note_types.values()} - known)
    if stray:
        causes = (
            _cause(old[number], now)[1]
            for number, now in new.items()
            if number in old and is_reshaped(old[number], now)
        )
        cause = "; ".join(dict.fromkeys(causes))
        yield Flaw(
            rule="stray-note-type",
            message=f"The import left a note type that nobody made: {', '.join(stray)}."
            f"{f' The cause: {cause}.' if cause else ''}",
            harm="Old and new notes are of two types from now on, and updates stop.",
            remedy=_FROZEN,
        )


def _fronts(case: Case) -> Iterator[Flaw]:
    for number, now in case.release.new.note_types.items():
        then = case.release.old.note_types.get(number)
        if then is None or card_names(then) != card_names(now):
            continue
        is_changed = [each.front for each in then.templates] != [
            each.front for each in now.templates
        ]
        owners = _owners(case.release.old, number)
        if is_changed and len(owners) > len(set(owners)):
            runs = sum(1 for _ in groupby(owners))
            yield Flaw(
                rule="front-changed",
                severity=Severity.ERROR if runs > len(set(owners)) else Severity.WARNING,
                message=f"A front of the note type “{now.name}” changed.",
                harm="In some collections Anki then makes cards a second time, for notes with"
                " several cards whose ids are not in a row.",
                remedy="Leave fronts as they are; styling and backs may change.",
            )


def _owners(held: Held, note_type: int) -> list[AnkiNoteId]:
    """Return the note of each card of the type, in the order of the cards' ids."""
    notes = {note.id for note in held.notes if note.note_type == note_type}
    cards = sorted(held.cards, key=lambda each: each.id)
    return [card.note for card in cards if card.note in notes]


def _decks(case: Case) -> Iterator[Flaw]:
    old, new = (
        {card.note: held.deck_of(card) for card in reversed(held.cards)}
        for held in (case.release.old, case.release.new)
    )
    moves: dict[tuple[str, str], list[str]] = defaultdict(list)
    for guid in case.release.common:
        then = old.get(case.release.then[guid].id, "")
        now = new.get(case.release.now[guid].id, "")
        if then != now and then and now:
            moves[then, now].append(guid)
    there, left = set(old.values()), set(new.values())
    is_ours = case.naming.is_ours
    for (then, now), guids in moves.items():
        is_renamed = then not in left or (is_ours and now not in there)
        is_subdeck = is_ours and then.rpartition("::")[0] == now.rpartition("::")[0]
        keep = _KEEP_TOPIC if is_subdeck else "Keep the deck's name."
        yield Flaw(
            rule="deck-renamed" if is_renamed else "note-moved",
            severity=Severity.ERROR if is_renamed else Severity.WARNING,
            message=f"{count(len(guids), 'note')} moved from the deck “{then}” to “{now}”.",
            harm="No import moves a card that a learner has: the old cards stay in the old deck,"
            " and new ones come into the new.",
            remedy=keep
            if is_renamed
            else "Leave notes where they are, or tell learners to move them.",
            notes=case.names(guids),
        )


def _renumbered(case: Case) -> Iterator[Flaw]:
    release = case.release
    renumbered = []
    for guid in sorted(release.changed):
        old, new = (
            set(_DELETION.findall("\n".join(note.fields)))
            for note in (release.then[guid], release.now[guid])
        )
        if all(kind.is_cloze for kind in release.types(guid)) and (
            {text for _, text in old - new} & {text for _, text in new - old}
        ):
            renumbered.append(guid)
    if renumbered:
        yield Flaw(
            rule="cloze-renumbered",
            message=f"{count(len(renumbered), 'cloze note')} with a text under another number.",
            harm="Reviews stay with the number: the learner's progress is on another text now.",
            remedy="Keep the old numbers on the old texts, and give new texts new numbers.",
            notes=case.names(renumbered),
        )
