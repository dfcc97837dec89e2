"""What is wrong with a package: in an empty collection, and as the upgrade of another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ankiflask.anki.collection import CollectionNote
from ankiflask.problems import Severity, and_more
from ankiflask.rehearsal.case import Case, Naming, plain
from ankiflask.rehearsal.comparing import Release
from ankiflask.rehearsal.delivered import delivered
from ankiflask.rehearsal.identity import Pairs, duplicates, identity, replaced_notes
from ankiflask.rehearsal.kept import kept
from ankiflask.rehearsal.model import Counts, Examined, Flaw, Held, Learnt, Upgrade, Upgraded
from ankiflask.rehearsal.shapes import shapes
from ankiflask.text import count, excerpt, normal

_DAY = 86400  # clocks differ
_LOOKS = {
    "empty": "Empty Cards",
    "faulty": "showing the cards",
    "missing": "Check Media",
    "check": "Check Database",
}


def fresh_verdict(
    held: Held, examined: Examined, media: Iterable[str], now: int, naming: Naming
) -> tuple[Flaw, ...]:
    """Return what is wrong. `media` are the names in the package, `now` is the present second."""
    return (
        *_misbuilt(held, naming),
        *_times(held.notes, now, naming),
        *_faulty(held, examined, naming),
        *_media(held, examined, media, naming),
        *_check_flaws(examined, Examined()),
    )


def _check_flaws(examined: Examined, known: Examined) -> Iterator[Flaw]:
    """Yield what Anki's checks complain of, but for what was `known` before."""
    for look, words in examined.broken.items():
        if look not in known.broken:
            yield Flaw(
                rule="check-breaks",
                message=f"{_LOOKS[look]} breaks down: {plain(words).rstrip('.')}.",
                harm="The learner's collection is damaged, and Anki cannot mend it.",
                remedy="Mostly an id or a time of 0 is the cause: give notes and cards ids and"
                " times of this century.",
            )
    lines = [line for line in examined.check if line not in known.check]
    if lines:
        yield Flaw(
            rule="check-database",
            message=f"Check Database complains: {plain(' '.join(lines))}",
            harm="The learner's collection is not sound, or loses what Anki mends away.",
            remedy="Mend in the package what it names.",
        )


def _misbuilt(held: Held, naming: Naming) -> Iterator[Flaw]:
    counted = Counter(note.guid for note in held.notes)
    twice = [note for note in held.notes if counted[note.guid] > 1]
    if twice:
        yield Flaw(
            rule="guid-twice",
            message=f"{count(len(twice), 'note')} with the GUID of another.",
            harm="Anki knows a note by its GUID: every later update lands on one of them, and the"
            " others are never updated.",
            remedy="Give each note a GUID of its own.",
            notes=naming.names(twice),
        )
    having = {card.note for card in held.cards}
    without = [note for note in held.notes if note.id not in having]
    if without:
        yield Flaw(
            rule="note-without-card",
            message=f"{count(len(without), 'note')} without any card.",
            harm="Nobody ever sees them, and they break add-ons that read the deck.",
            remedy="Fill the fields of a front, give a cloze note a deletion, or leave the note out.",
            notes=naming.names(without),
        )


def _times(notes: tuple[CollectionNote, ...], now: int, naming: Naming) -> Iterator[Flaw]:
    early = [note for note in notes if note.second <= 0 or note.id <= 0]
    if early:
        yield Flaw(
            rule="time-zero",
            message=f"{count(len(early), 'note')} with an id or a time of change at 0.",
            harm="Anki imports them, and then its own checks break down.",
            remedy="Give each note the second at which it last changed (genanki: never"
            " timestamp=0).",
            notes=naming.names(early),
        )
    late = [note for note in notes if note.second > now + _DAY]
    if late:
        yield Flaw(
            rule="time-in-future",
            message=f"{count(len(late), 'note')} with a time of change in the future.",
            harm="Anki updates only what is newer: until then, no later release reaches them.",
            remedy="Set the clock of the machine that builds, and build again.",
            notes=naming.names(late),
        )


def _faulty(held: Held, examined: Examined, naming: Naming) -> Iterator[Flaw]:
    notes = {note.id: note for note in held.notes}
    by_words: dict[str, list[CollectionNote]] = defaultdict(list)
    for card in held.cards:
        if card.id in examined.faulty:
            by_words[examined.faulty[card.id]].append(notes[card.note])
    for words, shown in by_words.items():
        said = plain(words).removesuffix("More information").strip().rstrip(".")
        yield Flaw(
            rule="card-not-shown",
            message=f"{count(len(shown), 'card')} cannot be shown: {said}.",
            harm="The learner sees Anki's complaint in the place of the card.",
            remedy="Mend the template, or fill the field that the front shows.",
            notes=naming.names(shown),
        )
    blank = set(examined.empty) - examined.faulty.keys()
    empty = [card for card in held.cards if card.id in blank]
    if empty:
        yield Flaw(
            rule="card-empty",
            message=f"{count(len(empty), 'card')} with an empty front.",
            harm="The learner sees a blank card, and Anki's Empty Cards removes it.",
            remedy="Fill the field that the front shows, or leave the card out.",
            notes=naming.names(notes[card.note] for card in empty),
        )


def _media(held: Held, examined: Examined, media: Iterable[str], naming: Naming) -> Iterator[Flaw]:
    if examined.missing:
        users = {row for each in examined.missing.values() for row in each}
        yield Flaw(
            rule="media-missing",
            message=f"{count(len(examined.missing), 'media file')} not in the package:"
            f" {_listed(examined.missing)}.",
            harm="The learner sees a hole, or hears nothing.",
            remedy="Put the files into the package, under the names that the fields give.",
            notes=naming.names(note for note in held.notes if note.id in users),
        )
    unused = {normal(name) for name in media} - held.media.keys()
    if unused:
        yield Flaw(
            rule="media-unused",
            severity=Severity.WARNING,
            message=f"{count(len(unused), 'media file')} that no field names: {_listed(unused)}.",
            harm="They make the package larger, and Anki leaves them out.",
            remedy="Leave them out of the package.",
        )


def _listed(names: Iterable[str]) -> str:
    return and_more([excerpt(name) for name in sorted(names)], 5)


def upgrade_verdict(
    source: str, release: Release, learnt: Learnt, upgraded: Upgraded, naming: Naming
) -> Upgrade:
    """Return the numbers and the flaws of one upgrade from the package `source`."""
    case = Case(release, learnt, upgraded, naming)
    replaced = replaced_notes(case)
    flaws = (
        *shapes(case),
        *identity(case, replaced),
        *kept(case),
        *delivered(case),
        *_check_flaws(upgraded.examined, learnt.examined),
        *_gone(case, replaced),
    )
    return Upgrade(source=source, options=case.options, counts=_counts(case, replaced), flaws=flaws)


def _gone(case: Case, replaced: Pairs) -> Iterator[Flaw]:
    known = {old for old, _ in replaced}
    gone = [case.release.then[guid] for guid in case.release.gone if guid not in known]
    stay = case.naming.names(note for note in gone if not case.naming.is_retired(note))
    if stay and case.is_default:
        yield Flaw(
            rule="note-gone",
            severity=Severity.WARNING,
            message=f"{count(len(stay), 'note is', 'notes are')} no longer in the package.",
            harm="An import deletes nothing: learners keep them, and get no more corrections.",
            remedy="Name them in the release notes, or bring them back.",
            notes=stay,
        )


def _counts(case: Case, replaced: Pairs) -> Counts:
    imported, held = case.upgraded.imported, case.held
    changes = len(case.release.changed)
    return Counts(
        notes_before=len(case.release.old.notes),
        notes_after=len(held.notes) - case.learnt.habits.own,
        added=imported.added,
        updated=imported.updated,
        conflicting=imported.conflicting,
        duplicates=duplicates(case, replaced),
        doubled_cards=len(held.cards) - len({(card.note, card.ordinal) for card in held.cards}),
        reviews=len(case.learnt.held.reviews),
        lost_reviews=len(case.lost_reviews),
        changes=changes,
        arrived=changes - len(case.undelivered),
        edits=len(case.own_edits),
        kept=len(case.own_edits) - len(case.lost_edits),
    )
