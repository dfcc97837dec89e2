"""Whether what the release changed reaches the learner."""

from collections.abc import Iterator

from ankiflask.problems import Severity
from ankiflask.rehearsal.case import Case
from ankiflask.rehearsal.comparing import ordinals
from ankiflask.rehearsal.model import Flaw
from ankiflask.text import count


def delivered(case: Case) -> Iterator[Flaw]:
    """Yield what does not arrive."""
    yield from _changes(case)
    lost = [guid for guid in case.release.added if guid not in case.after]
    if lost:
        yield Flaw(
            rule="new-note-lost",
            message=f"{count(len(lost), 'new note')} did not arrive.",
            harm="The learner never gets them.",
            remedy="Give them row ids and GUIDs that no other note has.",
            notes=case.names(lost),
        )
    yield from _new_cards(case)
    yield from _style(case)
    yield from _media(case)


def _changes(case: Case) -> Iterator[Flaw]:
    then, now = case.release.then, case.release.now
    lost = [guid for guid in case.undelivered if guid not in case.blocked]
    old = [guid for guid in lost if now[guid].second <= then[guid].second]
    if old and case.naming.is_ours:
        yield Flaw(
            rule="rendering-not-delivered",
            severity=Severity.WARNING,
            message=f"{count(len(old), 'note looks', 'notes look')} otherwise with the same source:"
            " rendered by another version of ankiflask or Pygments.",
            harm="Learners who have them keep the old look, until the note's next change.",
            notes=case.names(old),
        )
    elif old:
        yield Flaw(
            rule="change-not-stamped",
            message=f"{count(len(old), 'note')} changed without a newer time of change.",
            harm="Anki updates a note only if it is newer: the change never reaches the learner.",
            remedy="Give each changed note the second of its change, greater than before (genanki"
            " stamps all notes with one `timestamp`: a constant one delivers nothing).",
            notes=case.names(old),
        )
    other = set(lost) - set(old)
    if other:
        yield Flaw(
            rule="change-lost",
            message=f"{count(len(other), 'changed note')} did not arrive.",
            harm="The learner keeps the old text.",
            remedy="Keep the note type as it was; Anki did not update notes that are newer here.",
            notes=case.names(other),
        )


def _new_cards(case: Case) -> Iterator[Flaw]:
    wanted, there = ordinals(case.release.new), ordinals(case.held)
    short = [
        note
        for guid, note in case.release.now.items()
        if guid in case.after
        and guid not in case.blocked
        and not wanted[note.id] <= there[case.after[guid].id]
    ]
    if short:
        yield Flaw(
            rule="new-card-lost",
            message=f"{count(len(short), 'note')} did not get all of their cards.",
            harm="The learner never sees the new cards.",
            remedy="Give the cards row ids that no other card has.",
            notes=case.naming.names(short),
        )


def _style(case: Case) -> Iterator[Flaw]:
    old, new, after = (held.note_types for held in (case.release.old, case.release.new, case.held))
    for number, kind in new.items():
        then, there = old.get(number), after.get(number)
        if not then or (then.fields, len(then.templates)) != (kind.fields, len(kind.templates)):
            continue
        looks, old_looks = (kind.css, kind.templates), (then.css, then.templates)
        if looks != old_looks and not (there and (there.css, there.templates) == looks):
            yield Flaw(
                rule="style-not-stamped",
                message=f"The styling or the templates of the note type “{kind.name}” changed and"
                " did not arrive.",
                harm="The learner keeps the old look; where fields changed to suit the new one,"
                " cards look broken.",
                remedy="Give the note type a newer time of change (genanki: a newer `timestamp`).",
            )


def _media(case: Case) -> Iterator[Flaw]:
    there, old = set(case.held.media.values()), case.release.old.media
    new = case.release.new.media
    lost = [name for name, content in new.items() if name in old and content not in there]
    if lost:
        users = [
            guid
            for guid, note in case.release.now.items()
            if guid not in case.blocked and any(name in "\n".join(note.fields) for name in lost)
        ]
        yield Flaw(
            rule="media-not-delivered",
            message=f"{count(len(lost), 'media file')} changed under the same name and did not"
            f" arrive: {', '.join(sorted(lost)[:5])}.",
            harm="The learner keeps the old picture or sound.",
            remedy="Name a file anew when its content changes, in the fields too.",
            notes=case.names(users),
        )
    known = case.learnt.examined.missing
    gone = [name for name in case.upgraded.examined.missing if name in new and name not in known]
    if gone:
        yield Flaw(
            rule="media-lost",
            message=f"{count(len(gone), 'media file')} did not arrive: {', '.join(gone[:5])}.",
            harm="The learner sees a hole, or hears nothing.",
            remedy="Give the notes that name them a newer time of change.",
        )
