"""A verdict over one upgrade: a good one has no flaw, and each harm is one."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from ankiflask.clock import ModTime
from ankiflask.html import Html
from ankiflask.problems import Severity
from ankiflask.rehearsal.case import Naming, habits
from ankiflask.rehearsal.comparing import Release
from ankiflask.rehearsal.model import (
    Examined,
    Held,
    Imported,
    ImportOptions,
    Learnt,
    Upgrade,
    Upgraded,
)
from ankiflask.rehearsal.verdict import upgrade_verdict
from tests.rehearsal.facts import E, held

OLD = {f"note-{n}": f"The text number {n} of all the texts" for n in range(12)}
NEW = {**OLD, "note-0": "A new text", "note-12": "One note more"}
THEN, EDITED, NOW = ModTime(100), ModTime(101), ModTime(200)
FIRST = held(OLD, THEN)


def stamped(collection: Held, seconds: Mapping[str, int]) -> Held:
    """Return the collection with other seconds for some notes."""
    notes = (
        replace(note, second=ModTime(seconds.get(note.guid, note.second)))
        for note in collection.notes
    )
    return replace(collection, notes=tuple(notes))


RELEASE = Release(FIRST, stamped(held(NEW, THEN), {"note-0": NOW, "note-12": NOW}))
HABITS = habits(RELEASE)


def edited(collection: Held) -> Held:
    """Return it after the learner wrote into notes, and reviewed two cards."""
    notes = (
        replace(note, second=EDITED, fields=(note.fields[0], Html("My own words")))
        if note.guid in HABITS.edit
        else replace(note, second=EDITED, tags=("mine",))
        if note.guid in HABITS.tag
        else note
        for note in collection.notes
    )
    return replace(collection, notes=tuple(notes), reviews={1: 1, 2: 2})


LEARNT = Learnt(habits=HABITS, held=edited(FIRST), examined=Examined())
GOOD = edited(RELEASE.new)


def judged(
    after: Held,
    options: ImportOptions = ImportOptions.DEFAULT,
    release: Release = RELEASE,
    examined: Examined | None = None,
    naming: Naming | None = None,
) -> Upgrade:
    imported = Imported(held=after, added=1, updated=1, conflicting=0)
    upgraded = Upgraded(options=options, imported=imported, examined=examined or Examined())
    return upgrade_verdict("old.apkg", release, LEARNT, upgraded, naming or Naming())


def rules(upgrade: Upgrade) -> list[str]:
    return [flaw.rule for flaw in upgrade.flaws]


def without(collection: Held, guid: str) -> Held:
    return replace(collection, notes=tuple(n for n in collection.notes if n.guid != guid))


@pytest.mark.parametrize("options", ImportOptions)
def test_a_good_upgrade_has_no_flaw(options: ImportOptions) -> None:
    upgrade = judged(GOOD, options)
    assert upgrade.flaws == ()
    assert upgrade.counts is not None
    assert (upgrade.counts.changes, upgrade.counts.arrived) == (1, 1)
    assert upgrade.counts.edits == upgrade.counts.kept > 1
    assert (upgrade.counts.reviews, upgrade.counts.lost_reviews) == (2, 0)


def test_a_lost_review_is_one() -> None:
    assert rules(judged(replace(GOOD, reviews={1: 1}))) == ["reviews-lost"]


def test_a_lost_card_loses_its_reviews_too() -> None:
    cards = tuple(card for card in GOOD.cards if card.id != 2)
    found = rules(judged(replace(GOOD, cards=cards)))
    assert found == ["reviews-lost", "card-not-kept", "new-card-lost"]


@pytest.mark.parametrize(
    "change", [{"deck": E}, {"queue": -1}, {"flags": 2}, {"reviews": 7}, {"interval": 9}]
)
def test_what_the_learner_did_to_a_card_stays(change: dict[str, object]) -> None:
    first, *others = GOOD.cards
    changed: Held = replace(GOOD, cards=(replace(first, **change), *others))  # type: ignore[arg-type]  # one of the fields each
    (flaw,) = judged(changed).flaws
    assert flaw.rule == "card-not-kept"
    assert [note.id for note in flaw.notes] == ["note-0"]


def test_a_change_that_does_not_arrive_though_it_is_newer() -> None:
    assert rules(judged(edited(held({**NEW, "note-0": OLD["note-0"]}, THEN)))) == ["change-lost"]


def test_a_new_note_that_does_not_arrive() -> None:
    assert rules(judged(without(GOOD, "note-12"))) == ["new-note-lost"]


def test_a_wiped_edit_is_a_flaw_and_under_an_option_that_does_so_a_warning() -> None:
    wiped = replace(RELEASE.new, reviews=GOOD.reviews)
    (flaw,) = judged(wiped).flaws
    assert (flaw.rule, flaw.severity) == ("edit-lost", Severity.ERROR)
    (flaw,) = judged(wiped, ImportOptions.ALWAYS).flaws
    assert (flaw.rule, flaw.severity) == ("edits-replaced", Severity.WARNING)


def test_an_edit_no_older_than_the_change_stays_and_is_no_flaw() -> None:
    touched = HABITS.edit[0]
    new = stamped(held({**OLD, touched: "Changed"}, THEN), {touched: EDITED})
    assert "change-lost" not in rules(judged(edited(FIRST), release=Release(FIRST, new)))


def test_an_unstamped_change_of_ours_is_another_rendering_and_a_warning() -> None:
    new = held({**OLD, "note-0": "Rendered otherwise"}, THEN)
    release = Release(FIRST, new)
    (theirs,) = judged(edited(FIRST), release=release).flaws
    (ours,) = judged(edited(FIRST), release=release, naming=Naming("birds")).flaws
    assert (theirs.rule, theirs.severity) == ("change-not-stamped", Severity.ERROR)
    assert (ours.rule, ours.severity) == ("rendering-not-delivered", Severity.WARNING)


def test_what_check_database_says_counts_only_where_it_is_new() -> None:
    said = Examined(check=("Fixed something.",))
    assert rules(judged(GOOD, examined=said)) == ["check-database"]
    known = replace(LEARNT, examined=said)
    imported = Imported(held=GOOD, added=1, updated=1, conflicting=0)
    upgraded = Upgraded(options=ImportOptions.DEFAULT, imported=imported, examined=said)
    assert upgrade_verdict("old.apkg", RELEASE, known, upgraded, Naming()).flaws == ()


def test_a_note_moved_to_another_deck_that_was_there_is_a_warning() -> None:
    first, *others = RELEASE.new.cards
    new = replace(RELEASE.new, cards=(replace(first, deck=E), *others))
    (flaw,) = judged(GOOD, release=Release(FIRST, new)).flaws
    assert (flaw.rule, flaw.severity) == ("note-moved", Severity.WARNING)


def test_a_note_of_ours_moved_to_a_new_subdeck_is_an_error() -> None:
    first, *others = RELEASE.new.cards
    new = replace(RELEASE.new, cards=(replace(first, deck=E), *others))
    flaws = judged(GOOD, release=Release(FIRST, new), naming=Naming("birds")).flaws
    (flaw,) = (each for each in flaws if each.rule == "deck-renamed")
    assert flaw.severity is Severity.ERROR
    assert "Write the first topic" in flaw.remedy


def test_notes_that_follow_one_pattern_are_not_taken_for_each_other() -> None:
    capitals = {
        name: f"The capital of {name} is {name[::-1]}" for name in ("Peru", "Chile", "Mali")
    }
    other = {name: f"The capital of {name} is {name[::-1]}" for name in ("Chad", "Mali", "Chile")}
    release = Release(held(capitals, THEN), held(other, THEN))
    learnt = Learnt(habits=HABITS, held=release.old, examined=Examined())
    imported = Imported(held=release.new, added=1, updated=0, conflicting=0)
    upgraded = Upgraded(options=ImportOptions.DEFAULT, imported=imported, examined=Examined())
    found = rules(upgrade_verdict("old.apkg", release, learnt, upgraded, Naming()))
    assert "note-gone" in found
    assert "note-replaced" not in found
