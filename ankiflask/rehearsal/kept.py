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
    yield from _reviews(case)
    yield from _cards(case)
    yield from _edits(case)
    yield from _doubled(case)
    yield from _unclozed(case)
    yield from _emptied(case)


def _reviews(case: Case) -> Iterator[Flaw]:
    if case.lost_reviews:
        cards = frozenset(case.learnt.held.reviews[review] for review in case.lost_reviews)
        yield Flaw(
            rule="reviews-lost",
            message=f"{count(len(case.lost_reviews), 'review')} lost.",
            harm="The learner begins these cards anew.",
            remedy="Keep GUIDs, note types and templates as they were.",
            notes=case.naming.names(case.notes_of(cards)),
        )


def _cards(case: Case) -> Iterator[Flaw]:
    changed = frozenset(
        card.id
        for card in case.learnt.held.cards
        if _state(case.held, case.cards_after.get(card.id)) != _state(case.learnt.held, card)
    )
    if changed:
        yield Flaw(
            rule="card-not-kept",
            message=f"{count(len(changed), 'card')} lost deck, suspension, flag or progress.",
            harm="What the learner did to these cards is undone.",
            remedy="Keep GUIDs, note types and templates as they were.",
            notes=case.naming.names(case.notes_of(changed)),
        )


def _state(held: Held, card: CollectionCard | None) -> object:
    if card is None:
        return None
    return held.deck_of(card), card.type, card.queue, card.reviews, card.interval, card.flags


def _edits(case: Case) -> Iterator[Flaw]:
    then, now = case.release.then, case.release.now
    newer = [guid for guid in case.release.unchanged if now[guid].second > then[guid].second]
    if newer and case.options is not ImportOptions.ALWAYS and not case.blocked:
        yield _restamped(case, newer)
    elif case.lost_edits:
        yield _lost_by_chance(case) if case.is_default else _lost_by_option(case)


def _lost_by_option(case: Case) -> Flaw:
    is_always = case.options is ImportOptions.ALWAYS  # it replaces whatever was edited
    now = case.release.now
    return Flaw(
        rule="edits-replaced",
        severity=Severity.WARNING,
        message=_replaced(case),
        harm="Anki does so with this option; tell learners to leave it as it is proposed.",
        notes=case.naming.names(now[guid] for guid in case.lost_edits if not is_always),
    )


def _lost_by_chance(case: Case) -> Flaw:
    return Flaw(
        rule="edit-lost",
        message=_replaced(case),
        harm="The learner's own words are gone.",
        remedy="Keep the note type as it was, and GUIDs and times of unchanged notes.",
        notes=case.naming.names(case.release.now[guid] for guid in case.lost_edits),
    )


def _replaced(case: Case) -> str:
    edits = count(len(case.lost_edits), "edit was", "edits were")
    return f"{edits} replaced, of notes that the release did not change."


def _restamped(case: Case, newer: list[str]) -> Flaw:
    lost = len(case.lost_edits)
    return Flaw(
        rule="unchanged-note-restamped",
        message=f"{count(len(newer), 'note carries', 'notes carry')} a newer time without a change;"
        f" {lost} of {count(len(case.own_edits), 'edit')} by the learner wiped.",
        harm="Anki replaces fields and tags of every note that looks newer.",
        remedy=_KEEP_LOCK if case.naming.is_ours else _STAMP,
        notes=case.naming.names(case.release.now[guid] for guid in newer),
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
    removed = _removed_clozes(case) if case.is_default else ()
    if removed:
        yield Flaw(
            rule="cloze-removed",
            message=f"{count(len(removed), 'cloze note')} lost a number that learners have.",
            harm="Its card stays, shows nothing, and Empty Cards removes it with its reviews.",
            remedy="Keep the old numbers on the old texts, or retire the note and add another.",
            notes=case.naming.names(case.release.now[guid] for guid in removed),
        )


def _removed_clozes(case: Case) -> tuple[str, ...]:
    old, new = ordinals(case.release.old), ordinals(case.release.new)
    return tuple(
        guid
        for guid in case.release.common
        if all(kind.is_cloze for kind in case.release.types(guid))
        and old.get(case.release.then[guid].id, frozenset())
        - new.get(case.release.now[guid].id, frozenset())
    )
