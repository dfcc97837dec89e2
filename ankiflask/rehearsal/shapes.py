"""Whether note types, decks and cloze numbers are what they were."""

import re
from collections.abc import Iterator, Mapping

from ankiflask.anki.collection import MERGE, CollectionNoteType
from ankiflask.anki.note_types import EARLIER_NOTE_TYPES, NOTE_TYPES
from ankiflask.problems import Severity
from ankiflask.rehearsal.case import Case
from ankiflask.rehearsal.comparing import Release, card_names, is_reshaped
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
            notes=case.naming.names(case.release.now[guid] for guid in moved),
        )
    by_cause: dict[tuple[str, str], list[str]] = {}
    for guid in sorted({*case.blocked} - {*moved}):
        by_cause.setdefault(_cause(*case.release.types(guid)), []).append(guid)
    if conflicting and not by_cause and not moved:
        by_cause["notes-conflicting", "Anki cannot bring their note types together"] = []
    for (rule, cause), guids in by_cause.items():
        yield Flaw(
            rule=rule,
            message=f"{count(len(guids) or conflicting, 'note')} in conflict: {cause}.",
            harm="Anki updates none of them, now or ever, unless a learner knows which option to"
            " tick.",
            remedy=_FROZEN,
            notes=case.naming.names(case.release.now[guid] for guid in guids),
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
    old, new = card_names(then), card_names(now)
    if then.fields != now.fields:
        difference = _difference(*(tuple(e.name for e in each.fields) for each in (then, now)))
        return "fields-changed", f"the fields of “{now.name}” changed ({difference})"
    return "templates-changed", f"the templates of “{now.name}” changed ({_difference(old, new)})"


def _difference(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    added = [f"{name} added" for name in new if name not in old]
    removed = [f"{name} removed" for name in old if name not in new]
    return ", ".join((*added, *removed)) or "their order"


def _stray(case: Case) -> Iterator[Flaw]:
    known = {
        kind.name
        for held in (case.learnt.held, case.release.new)
        for kind in held.note_types.values()
    }
    stray = sorted({kind.name for kind in case.held.note_types.values()} - known)
    if stray:
        cause = "; ".join(dict.fromkeys(_type_causes(case.release)))
        yield Flaw(
            rule="stray-note-type",
            message=f"The import left a note type that nobody made: {', '.join(stray)}."
            f"{f' The cause: {cause}.' if cause else ''}",
            harm="Old and new notes are of two types from now on, and updates stop.",
            remedy=_FROZEN,
        )


def _type_causes(release: Release) -> Iterator[str]:
    for number, now in release.new.note_types.items():
        then = release.old.note_types.get(number)
        if then and is_reshaped(then, now):
            yield _cause(then, now)[1]


def _fronts(case: Case) -> Iterator[Flaw]:
    for number, now in case.release.new.note_types.items():
        then = case.release.old.note_types.get(number)
        if then is None or card_names(then) != card_names(now) or _front(then) == _front(now):
            continue
        is_many, is_scattered = _order(case.release.old, number)
        if is_many:
            yield Flaw(
                rule="front-changed",
                severity=Severity.ERROR if is_scattered else Severity.WARNING,
                message=f"A front of the note type “{now.name}” changed.",
                harm="In some collections Anki then makes cards a second time, for notes with"
                " several cards whose ids are not in a row.",
                remedy="Leave fronts as they are; styling and backs may change.",
            )


def _front(kind: CollectionNoteType) -> tuple[str, ...]:
    return tuple(each.front for each in kind.templates)


def _order(held: Held, note_type: int) -> tuple[bool, bool]:
    """Return whether notes of the type have several cards, and whether those are scattered."""
    notes = {note.id for note in held.notes if note.note_type == note_type}
    owners = [card.note for card in sorted(held.cards, key=lambda each: each.id)]
    owners = [note for note in owners if note in notes]
    runs = sum(note != last for last, note in zip((None, *owners), owners, strict=False))
    return len(owners) > len(set(owners)), runs > len(set(owners))


def _decks(case: Case) -> Iterator[Flaw]:
    old, new = _deck_of(case.release.old), _deck_of(case.release.new)
    moves: dict[tuple[str, str], list[str]] = {}
    for guid in case.release.common:
        then = old.get(case.release.then[guid].id, "")
        now = new.get(case.release.now[guid].id, "")
        if then != now and then and now:
            moves.setdefault((then, now), []).append(guid)
    there, left = set(old.values()), set(new.values())
    is_ours = case.naming.is_ours
    for (then, now), guids in moves.items():
        is_renamed = then not in left or (is_ours and now not in there)
        keep = _KEEP_TOPIC if is_ours and _parent(then) == _parent(now) else "Keep the deck's name."
        yield Flaw(
            rule="deck-renamed" if is_renamed else "note-moved",
            severity=Severity.ERROR if is_renamed else Severity.WARNING,
            message=f"{count(len(guids), 'note')} moved from the deck “{then}” to “{now}”.",
            harm="No import moves a card that a learner has: the old cards stay in the old deck,"
            " and new ones come into the new.",
            remedy=keep
            if is_renamed
            else "Leave notes where they are, or tell learners to move them.",
            notes=case.naming.names(case.release.now[guid] for guid in guids),
        )


def _parent(deck: str) -> str:
    return deck.rpartition("::")[0]


def _deck_of(held: Held) -> Mapping[int, str]:
    return {card.note: held.deck_of(card) for card in reversed(held.cards)}


def _renumbered(case: Case) -> Iterator[Flaw]:
    release = case.release
    renumbered = [
        guid
        for guid in sorted(release.changed)
        if all(kind.is_cloze for kind in release.types(guid))
        and _is_renumbered(
            _deletions(release.then[guid].fields), _deletions(release.now[guid].fields)
        )
    ]
    if renumbered:
        yield Flaw(
            rule="cloze-renumbered",
            message=f"{count(len(renumbered), 'cloze note')} with a text under another number.",
            harm="Reviews stay with the number: the learner's progress is on another text now.",
            remedy="Keep the old numbers on the old texts, and give new texts new numbers.",
            notes=case.naming.names(release.now[guid] for guid in renumbered),
        )


def _deletions(fields: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(_DELETION.findall("\n".join(fields)))


def _is_renumbered(old: frozenset[tuple[str, str]], new: frozenset[tuple[str, str]]) -> bool:
    texts = {text for _, text in new - old}
    return any(text in texts for _, text in old - new)
