"""Whether what is the learner's own stays."""

from collections import Counter
from collections.abc import Iterator

from ankiflask.anki.collection import CollectionCard
from ankiflask.problems import Severity
from ankiflask.rehearsal.case import Case
from ankiflask.rehearsal.comparing import ordinals
from ankiflask.rehearsal.model import Flaw, Held, ImportOptions
from ankiflask.text import count

_STAMP = (
    "Give each note the second at which it itself last changed, and not the time of the build"
    " (genanki stamps all notes with one `timestamp`, by default now)."
)
_KEEP_LOCK = (
    "Restore the deck.lock of the older release from version control, or delete deck.lock and run"
    " `ankiflask build --since OLD.apkg`, where OLD.apkg is that release: it holds the time at which"
    " each note last changed."
)


def kept(case: Case) -> Iterator[Flaw]:
    """Yield what is lost."""
    if case.lost_reviews:
        yield Flaw(
            rule="reviews-lost",
            message=f"{count(len(case.lost_reviews), 'review')} lost.",
            harm="The learner begins these cards anew.",
            remedy="Keep GUIDs, note types and templates as they were.",
            notes=case.owners(case.learnt.held.reviews[review] for review in case.lost_reviews),
        )
    changed = [
        card.id
        for card in case.learnt.held.cards
        if _state(case.held, case.cards_after.get(card.id)) != _state(case.learnt.held, card)
    ]
    if changed:
        yield Flaw(
            rule="card-not-kept",
            message=f"{count(len(changed), 'card')} lost deck, suspension, flag or progress.",
            harm="What the learner did to these cards is undone.",
            remedy="Keep GUIDs, note types and templates as they were.",
            notes=case.owners(changed),
        )
    yield from _edits(case)
    yield from _doubled(case)
    if case.is_default:
        yield from _unclozed(case)
    yield from _emptied(case)


def _state(held: Held, card: CollectionCard | None) -> object:
    if card is None:
        return None
    return held.deck_of(card), card.type, card.queue, card.reviews, card.interval, card.flags


def _edits(case: Case) -> Iterator[Flaw]:
    then, now = case.release.then, case.release.now
    newer = [guid for guid in case.release.unchanged if now[guid].second > then[guid].second]
    is_always = case.options is ImportOptions.ALWAYS  # it replaces whatever was edited
    edits = count(len(case.lost_edits), "edit was", "edits were")
    replaced = f"{edits} replaced, of notes that the release did not change."
    if newer and not is_always and not case.blocked:
        yield Flaw(
            rule="unchanged-note-restamped",
            message=f"{count(len(newer), 'note carries', 'notes carry')} a newer time without a change;"
            f" {len(case.lost_edits)} of {count(len(case.own_edits), 'edit')} by the learner wiped.",
            harm="Anki replaces fields and tags of every note that looks newer.",
            remedy=_KEEP_LOCK if case.naming.is_ours else _STAMP,
            notes=case.names(newer),
        )
    elif case.lost_edits and case.is_default:
        yield Flaw(
            rule="edit-lost",
            message=replaced,
            harm="The learner's own words are gone.",
            remedy="Keep the note type as it was, and GUIDs and times of unchanged notes.",
            notes=case.names(case.lost_edits),
        )
    elif case.lost_edits:
        yield Flaw(
            rule="edits-replaced",
            severity=Severity.WARNING,
            message=replaced,
            harm="Anki does so with this option; tell learners to leave it as it is proposed.",
            notes=() if is_always else case.names(case.lost_edits),
        )


def _doubled(case: Case) -> Iterator[Flaw]:
    counted = Counter((card.note, card.ordinal) for card in case.held.cards)
    doubled = {note for (note, _), number in counted.items() if number > 1}
    if doubled:
        extra = sum(number - 1 for number in counted.values())
        yield Flaw(
            rule="cards-doubled",
            message=f"Anki made {count(extra, 'card')} a second time.",
            harm="The learner has cards twice, one with the reviews and one without.",
            remedy="Leave the fronts of the templates as they are: a changed front makes Anki look"
            " for missing cards, and where a collection has statistics it finds them wrongly.",
            notes=case.naming.names(
                case.release.now.get(note.guid, note)
                for note in case.held.notes
                if note.id in doubled
            ),
        )


def _emptied(case: Case) -> Iterator[Flaw]:
    rows = {*case.upgraded.examined.empty} - {*case.learnt.examined.empty}
    notes = {note.id: note for note in case.held.notes}
    emptied = {card.note for card in case.held.cards if card.id in rows}
    types = case.held.note_types
    plain = [row for row in sorted(emptied) if not types[notes[row].note_type].is_cloze]
    if plain:
        yield Flaw(
            rule="card-emptied",
            message=f"{count(len(plain), 'note')} with a card that shows nothing any more.",
            harm="It stays with the learner, until Empty Cards removes it with its reviews.",
            remedy="Keep the field filled that its front shows.",
            notes=case.naming.names(notes[row] for row in plain),
        )


def _unclozed(case: Case) -> Iterator[Flaw]:
    release = case.release
    old, new = ordinals(release.old), ordinals(release.new)
    removed = [
        guid
        for guid in release.common
        if all(kind.is_cloze for kind in release.types(guid))
        and old[release.then[guid].id] - new[release.now[guid].id]
    ]
    if removed:
        yield Flaw(
            rule="cloze-removed",
            message=f"{count(len(removed), 'cloze note')} lost a number that learners have.",
            harm="Its card stays, shows nothing, and Empty Cards removes it with its reviews.",
            remedy="Keep the old numbers on the old texts, or retire the note and add another.",
            notes=case.names(removed),
        )
