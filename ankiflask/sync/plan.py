"""A whole plan: what becomes of each deck's notes, of its media, and of the note types."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ankiflask.anki.collection import NoteTypeCopy
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.anki.sync_field import read_sync_base
from ankiflask.html import media_names
from ankiflask.package.model import AnkiNote, Contents, MediaFile
from ankiflask.sync.ankiconnect.collection import Live, LiveNote
from ankiflask.sync.found import Found, Lost, find
from ankiflask.sync.merge import Decision
from ankiflask.sync.model import Choices, DeckPlan, Plan, TopicMove, Update
from ankiflask.sync.note_plan import NotePlan, find_retired, plan_note, plan_retirement
from ankiflask.sync.operations import SYNC
from ankiflask.sync.styling import own_styles, style_changes


def lacking_media(
    contents: Contents, notes: Iterable[AnkiNote], there: frozenset[str]
) -> tuple[MediaFile, ...]:
    """Return the deck's files that are not there and that one of the notes shows or plays."""
    lacking = [file for file in contents.media if file.name not in there]
    if not lacking:
        return ()
    texts = (text for note in notes for text in note.fields)
    named = {name for text in texts for name in media_names(text)}
    return tuple(file for file in lacking if file.name in named)


def topic_moves(contents: Contents, plans: Mapping[str, NotePlan]) -> Iterator[TopicMove]:
    """Yield those of the notes to be updated, by the tags that we last wrote."""
    if contents.subdecks != "topic":
        return
    for note in contents.notes:
        plan = plans.get(note.id)
        base = read_sync_base(plan.live.fields[SYNC]) if plan and plan.update else None
        if base is None:
            continue
        old, new = (_subdeck(contents, tags) for tags in (base.tags, note.tags))
        if old.casefold() != new.casefold():
            yield TopicMove(note.id, old, new)


def _subdeck(contents: Contents, tags: tuple[str, ...]) -> str:
    """Return the deck's name and the first topic below it."""
    head = f"{contents.uid}::"
    topic = next((tag.removeprefix(head) for tag in tags if tag.startswith(head)), "")
    return f"{contents.deck}::{topic}" if topic else contents.deck


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What is the same for every deck of a sync."""

    live: Live
    found: Found
    choices: Choices


def deck_plan(contents: Contents, seen: frozenset[str], context: PlanContext) -> DeckPlan:
    """Return what becomes of the deck's notes, in its own order, and of its retired ones."""
    fates: dict[str, NotePlan | Lost] = {note.id: _fate(note, context) for note in contents.notes}
    plans = {note_id: fate for note_id, fate in fates.items() if isinstance(fate, NotePlan)}
    retired = find_retired(contents, context.found)
    places = {**fates, **retired}
    missing = _missing(contents, fates, seen, context.choices)
    added = tuple(
        note for note in contents.notes if fates[note.id] is Lost.ABSENT and note.id not in missing
    )
    return DeckPlan(
        uid=contents.uid,
        additions=added,
        updates=tuple(each.update for each in plans.values() if each.update),
        retirements=_retirements(contents.uid, retired, context),
        conflicts=tuple(note_id for note_id, each in plans.items() if each.is_conflict),
        kept=tuple(note_id for note_id, each in plans.items() if each.is_kept),
        newer=tuple(note_id for note_id, each in plans.items() if each.is_newer),
        moved=tuple(note_id for note_id, place in places.items() if place is Lost.MOVED),
        copies=_copies(contents, places, context),
        duplicated=tuple(note_id for note_id, place in places.items() if place is Lost.DUPLICATED),
        missing=tuple(missing),
        unchanged=tuple(note_id for note_id, each in plans.items() if each.is_unchanged),
        changes=tuple(change for each in plans.values() for change in each.changes),
        media=lacking_media(contents, (*_touched(contents, plans), *added), context.live.media),
        topic_moves=tuple(topic_moves(contents, plans)),
        siblings=_siblings(contents, plans),
        live=_alive(contents, places, context.found),
        size=len(contents.notes),
    )


def _copies(
    contents: Contents, places: Mapping[str, NotePlan | LiveNote | Lost], context: PlanContext
) -> tuple[NoteTypeCopy, ...]:
    """Return the copies of our note types that hold notes of the deck."""
    names = (f"{contents.uid}/{each}" for each, place in places.items() if place is Lost.MOVED)
    copies = Counter(context.found.copied[name] for name in names if name in context.found.copied)
    ours = {kind: note_type.name for kind, note_type in NOTE_TYPES.items()}
    ours |= {kind: note_type.name for kind, note_type in context.live.note_types.items()}
    return tuple(NoteTypeCopy(copy, ours[kind], n) for (copy, kind), n in copies.items())


def _fate(note: AnkiNote, context: PlanContext) -> NotePlan | Lost:
    place = context.found.where(f"{note.uid}/{note.id}", note.note_type.kind, note.row_id)
    if isinstance(place, Lost):
        return place
    return plan_note(note, place, _decision(note, context.choices))


def _decision(note: AnkiNote, choices: Choices) -> Decision:
    name = f"{note.uid}/{note.id}"
    if name in choices.overwrite:
        return Decision.OVERWRITE
    return Decision.KEEP if name in choices.keep else Decision.ASK


def _missing(
    contents: Contents,
    fates: Mapping[str, NotePlan | Lost],
    seen: frozenset[str],
    choices: Choices,
) -> dict[str, None]:
    return {
        note.id: None
        for note in contents.notes
        if fates[note.id] is Lost.ABSENT
        and note.id in seen
        and not choices.restore_all
        and f"{note.uid}/{note.id}" not in choices.restore
    }


def _retirements(
    uid: str, retired: Mapping[str, LiveNote | Lost], context: PlanContext
) -> tuple[Update, ...]:
    updates = (
        plan_retirement(uid, note_id, place, context.live, context.choices)
        for note_id, place in retired.items()
        if isinstance(place, LiveNote)
    )
    return tuple(each for each in updates if each)


def _touched(contents: Contents, plans: Mapping[str, NotePlan]) -> Iterable[AnkiNote]:
    return (note for note in contents.notes if note.id in plans and not plans[note.id].is_newer)


def _siblings(contents: Contents, plans: Mapping[str, NotePlan]) -> dict[str, tuple[int, ...]]:
    cards: dict[str, list[int]] = {}
    for note in contents.notes:
        of_deck = cards.setdefault(note.deck, [])
        if note.id in plans:
            of_deck += plans[note.id].live.cards
    return {deck: tuple(of_deck) for deck, of_deck in cards.items()}


def _alive(
    contents: Contents, places: Mapping[str, NotePlan | LiveNote | Lost], found: Found
) -> tuple[str, ...]:
    wanted = [note.id for note in contents.notes]
    alive = {note_id for note_id, place in places.items() if place is not Lost.ABSENT}
    others = (alive | found.ids(contents.uid)).difference(wanted)
    return (*(note_id for note_id in wanted if note_id in alive), *sorted(others))


def plan(
    decks: Sequence[Contents],
    live: Live,
    seen: Mapping[str, frozenset[str]],
    choices: Choices,
) -> Plan:
    """Return what a sync will do, in the order of the decks and of their notes.

    `live` is what Anki holds. `seen` are by a deck's uid the ids once seen in this profile: a note
    seen before and gone now was deleted by the learner. The decks have different uids.
    """
    context = PlanContext(live, find(live.notes), choices)
    plans = [deck_plan(deck, seen.get(deck.uid, frozenset()), context) for deck in decks]
    types = [
        live.note_types[kind]
        for kind in sorted({note.note_type.kind for deck in decks for note in deck.notes})
        if kind in live.note_types
    ]
    return Plan(
        decks=_each_file_once(plans), styles=style_changes(types), own_styles=own_styles(types)
    )


def _each_file_once(plans: Sequence[DeckPlan]) -> tuple[DeckPlan, ...]:
    names: set[str] = set()
    kept = []
    for each in plans:
        kept.append(replace(each, media=tuple(x for x in each.media if x.name not in names)))
        names.update(file.name for file in each.media)
    return tuple(kept)


def agreed_part(agreed: Plan, now: Plan) -> Plan:
    """Return `now` without what `agreed` does not name. The decks are the same, in one order."""
    styles = {each.name for each in agreed.styles}
    return replace(
        now,
        decks=tuple(_deck(then, deck) for then, deck in zip(agreed.decks, now.decks, strict=True)),
        styles=tuple(each for each in now.styles if each.name in styles),
    )


def _deck(agreed: DeckPlan, now: DeckPlan) -> DeckPlan:
    added = {note.id for note in agreed.additions}
    changed = {each.id for each in (*agreed.updates, *agreed.retirements)}
    stored = {file.name for file in agreed.media}
    return replace(
        now,
        additions=tuple(note for note in now.additions if note.id in added),
        updates=tuple(each for each in now.updates if each.id in changed),
        retirements=tuple(each for each in now.retirements if each.id in changed),
        media=tuple(file for file in now.media if file.name in stored),
    )
