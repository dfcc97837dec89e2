"""What is wrong with an upgrade, and its numbers."""

from collections.abc import Iterator

from ankiflask.problems import Severity
from ankiflask.rehearsal.case import Case
from ankiflask.rehearsal.comparing import Release
from ankiflask.rehearsal.delivered import delivered
from ankiflask.rehearsal.fresh import check_flaws
from ankiflask.rehearsal.identity import Pairs, duplicates, identity, replaced_notes
from ankiflask.rehearsal.kept import kept
from ankiflask.rehearsal.model import Counts, Flaw, Learnt, Upgrade, Upgraded
from ankiflask.rehearsal.naming import Naming
from ankiflask.rehearsal.shapes import shapes
from ankiflask.text import count


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
        *check_flaws(upgraded.examined, learnt.examined),
        *_gone(case, replaced),
    )
    return Upgrade(source=source, options=case.options, counts=_counts(case, replaced), flaws=flaws)


def _gone(case: Case, replaced: Pairs) -> Iterator[Flaw]:
    told = {old for old, _ in replaced}
    gone = [guid for guid in case.release.gone if guid not in told]
    names = case.naming.names(case.release.then[guid] for guid in gone)
    stay = tuple(name for name in names if name.id not in case.naming.retired)
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
        notes_before=len(case.learnt.first.notes),
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
