"""A whole plan: what becomes of each deck's notes, of its media, and of the note types."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ankiflask.anki.collection import NoteTypeCopy
from ankiflask.anki.note_types import NOTE_TYPES
from ankiflask.anki.sync_field import read_sync_base
from ankiflask.html import media_names
from ankiflask.identity import AnkiCardId, NoteId, note_name
from ankiflask.package.model import AnkiNote, Contents, MediaFile
from ankiflask.sync.ankiconnect.collection import Live, LiveNote
from ankiflask.sync.found import Found, Lost, find
from ankiflask.sync.model import Choices, DeckPlan, Plan, TopicMove, Update
from ankiflask.sync.note_plan import Decision, NotePlan, plan_note, plan_retirement
from ankiflask.sync.operations import SYNC
from ankiflask.sync.styling import own_styles, style_changes

_Places = Mapping[NoteId, NotePlan | LiveNote | Lost]


def plan(
    decks: Sequence[Contents],
    live: Live,
    seen: Mapping[str, frozenset[NoteId]],
    choices: Choices,
) -> Plan:
    """Return what a sync will do, in the order of the decks and of their notes.

    `live` is what Anki holds. `seen` are by a deck's uid the ids once seen in this profile: a note
    seen before and gone now was deleted by the learner. The decks have different uids.
    """
    context = _Context(live, find(live.notes), choices)
    files: set[str] = set()
    plans = []
    for deck in decks:
        made = _deck_plan(deck, seen.get(deck.uid, frozenset()), context)
        plans.append(replace(made, media=tuple(x for x in made.media if x.name not in files)))
        files.update(file.name for file in made.media)
    kinds = sorted({note.note_type.kind for deck in decks for note in deck.notes})
    types = [live.note_types[kind] for kind in kinds if kind in live.note_types]
    return Plan(decks=tuple(plans), styles=style_changes(types), own_styles=own_styles(types))


@dataclass(frozen=True, slots=True)
class _Context:
    """What is the same for every deck of a sync."""

    live: Live
    found: Found
    choices: Choices


def _deck_plan(contents: Contents, seen: frozenset[NoteId], context: _Context) -> DeckPlan:
    """Return what becomes of the deck's notes, in its own order, and of its retired ones."""
    choices = context.choices
    fates = {note.id: _fate(note, context) for note in contents.notes}
    plans = {note_id: fate for note_id, fate in fates.items() if isinstance(fate, NotePlan)}
    retired = {
        note_id: context.found.where(note_name(contents.uid, note_id))
        for note_id in sorted({*contents.retired} - fates.keys())
    }
    places: _Places = {**fates, **retired}
    absent = [note for note in contents.notes if fates[note.id] is Lost.ABSENT]
    missing = {
        note.id
        for note in absent
        if note.id in seen
        and not choices.restore_all
        and note_name(note.uid, note.id) not in choices.restore
    }
    added = [note for note in absent if note.id not in missing]
    touched = [each for each in contents.notes if each.id in plans and not plans[each.id].is_newer]
    return DeckPlan(
        uid=contents.uid,
        additions=tuple(added),
        updates=tuple(each.update for each in plans.values() if each.update),
        retirements=tuple(_retirements(contents.uid, retired, context)),
        conflicts=tuple(note_id for note_id, each in plans.items() if each.is_conflict),
        kept=tuple(note_id for note_id, each in plans.items() if each.is_kept),
        newer=tuple(note_id for note_id, each in plans.items() if each.is_newer),
        moved=tuple(note_id for note_id, place in places.items() if place is Lost.MOVED),
        copies=_copies(contents, places, context),
        duplicated=tuple(note_id for note_id, place in places.items() if place is Lost.DUPLICATED),
        missing=tuple(note.id for note in absent if note.id in missing),
        unchanged=tuple(note_id for note_id, each in plans.items() if each.is_unchanged),
        changes=tuple(change for each in plans.values() for change in each.changes),
        media=_lacking_media(contents, (*touched, *added), context.live.media),
        topic_moves=tuple(_topic_moves(contents, plans)),
        siblings=_siblings(contents, plans),
        live=_alive(contents, places, context.found),
        size=len(contents.notes),
    )


def _fate(note: AnkiNote, context: _Context) -> NotePlan | Lost:
    name = note_name(note.uid, note.id)
    place = context.found.where(name, note.note_type.kind, note.row_id)
    if isinstance(place, Lost):
        return place
    decision = Decision.KEEP if name in context.choices.keep else Decision.ASK
    decision = Decision.OVERWRITE if name in context.choices.overwrite else decision
    return plan_note(note, place, decision)


def _retirements(
    uid: str, retired: Mapping[NoteId, LiveNote | Lost], context: _Context
) -> Iterator[Update]:
    for note_id, note in retired.items():
        if isinstance(note, LiveNote):
            is_suspending = context.choices.suspend_retired
            cards = [
                each for each in note.cards if is_suspending and each not in context.live.suspended
            ]
            update = plan_retirement(note_name(uid, note_id), note, tuple(cards))
            if update:
                yield update


def _copies(contents: Contents, places: _Places, context: _Context) -> tuple[NoteTypeCopy, ...]:
    """Return the copies of our note types that hold notes of the deck."""
    names = [note_name(contents.uid, id_) for id_, place in places.items() if place is Lost.MOVED]
    copies = Counter(context.found.copied[name] for name in names if name in context.found.copied)
    ours = {kind: note_type.name for kind, note_type in NOTE_TYPES.items()}
    ours |= {kind: note_type.name for kind, note_type in context.live.note_types.items()}
    return tuple(
        NoteTypeCopy(copy, ours[kind], n, is_earlier)
        for (copy, kind, is_earlier), n in copies.items()
    )


def _lacking_media(
    contents: Contents, notes: Sequence[AnkiNote], there: frozenset[str]
) -> tuple[MediaFile, ...]:
    """Return the deck's files that are not there and that one of the notes shows or plays."""
    lacking = [file for file in contents.media if file.name not in there]
    texts = [text for note in notes for text in note.fields] if lacking else []
    named = {name for text in texts for name in media_names(text)}
    return tuple(file for file in lacking if file.name in named)


def _topic_moves(contents: Contents, plans: Mapping[NoteId, NotePlan]) -> Iterator[TopicMove]:
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


def _siblings(
    contents: Contents, plans: Mapping[NoteId, NotePlan]
) -> dict[str, tuple[AnkiCardId, ...]]:
    cards: defaultdict[str, list[AnkiCardId]] = defaultdict(list)
    for note in contents.notes:
        cards[note.deck] += plans[note.id].live.cards if note.id in plans else ()
    return {deck: tuple(of_deck) for deck, of_deck in cards.items()}


def _alive(contents: Contents, places: _Places, found: Found) -> tuple[NoteId, ...]:
    wanted = [note.id for note in contents.notes]
    alive = {note_id for note_id, place in places.items() if place is not Lost.ABSENT}
    others = (alive | found.ids(contents.uid)).difference(wanted)
    return (*(note_id for note_id in wanted if note_id in alive), *sorted(others))


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
    changed = {each.name for each in (*agreed.updates, *agreed.retirements)}
    stored = {file.name for file in agreed.media}
    return replace(
        now,
        additions=tuple(note for note in now.additions if note.id in added),
        updates=tuple(each for each in now.updates if each.name in changed),
        retirements=tuple(each for each in now.retirements if each.name in changed),
        media=tuple(file for file in now.media if file.name in stored),
    )
