"""Decks whose notes came back under other GUIDs, and decks of which some are merely gone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ankiflask.html import Html
from ankiflask.identity import AnkiCardId, AnkiNoteId
from ankiflask.rehearsal.case import Naming, habits
from ankiflask.rehearsal.comparing import Release
from ankiflask.rehearsal.model import Examined, Held, Imported, ImportOptions, Learnt, Upgraded
from ankiflask.rehearsal.verdict import upgrade_verdict
from tests.rehearsal.facts import held

Texts = tuple[str, str]
PORTS = (("Which port does HTTP use?", "80"), ("Which port does SSH use?", "22"))
RULES = (
    ("What does `git add` do?", "It stages changes for the next commit."),
    ("What does `git stash` do?", "It puts uncommitted changes away."),
    ("What does `git bisect` do?", "It finds the commit that broke something."),
    ("What does `git blame` do?", "It shows who wrote each line."),
)
REWRITTEN = (
    ("How are changes staged for the next commit?", "With `git add`, file by file or in parts."),
    ("Which command puts uncommitted changes away for later?", "`git stash`; `pop` gets them."),
    ("How is the commit found that broke something?", "`git bisect` searches by halves."),
    ("Who wrote each line: what shows it?", "`git blame`, with the commit and the date."),
)
OTHER = (
    ("What does `docker ps` do?", "It lists the containers that run."),
    ("What does `docker exec` do?", "It runs a command in a container."),
    ("What does `docker pull` do?", "It downloads an image."),
    ("What does `docker build` do?", "It makes an image from a Dockerfile."),
)
EXTENDED = tuple((f"{question} And why?", f"{answer} Now you know.") for question, answer in RULES)
CLOZES = tuple((f"{q[10:-4]}: {{{{c1::{a}}}}}", "") for q, a in RULES)

SWITCHED = {
    "the same texts": (RULES, RULES, 4),
    "with a little more": (RULES, EXTENDED, 4),
    "as clozes": (RULES, CLOZES, 4),
    "all of them rewritten, and half still to be known": (RULES, REWRITTEN, 2),
    "one reworded": (RULES[:1], (("What does `git add` do then?", RULES[0][1]),), 1),
}
GONE = {
    "another subject in the same form": (RULES, OTHER),
    "one removed and a similar one added": (
        PORTS, (PORTS[1], ("Which port does HTTPS use?", "443")),
    ),
    "one removed and its subject taken up": (
        RULES, (*RULES[:3], ("What does `git log` show?", "Who wrote each commit.")),
    ),
    "nothing new": (RULES, RULES[:2]),
}  # fmt: skip


def written(texts: Sequence[Texts], release: str, shared: Sequence[Texts] = ()) -> Held:
    """Return a collection with these notes; those in `shared` have one GUID in every release."""
    names = [f"{'both' if each in shared else release}: {each[0]}" for each in texts]
    plain = held(dict.fromkeys(names, ""), 100)
    notes = zip(plain.notes, texts, strict=True)
    return replace(
        plain, notes=tuple(replace(note, fields=tuple(map(Html, each))) for note, each in notes)
    )


def rules(old: Held, new: Held) -> dict[str, int]:
    release = Release(old, new)
    learnt = Learnt(habits=habits(release), held=old, examined=Examined())
    every = {note.guid: note for note in (*old.notes, *new.notes)}
    rows = tuple(replace(note, id=AnkiNoteId(row)) for row, note in enumerate(every.values()))
    cards = tuple(replace(old.cards[0], id=AnkiCardId(note.id), note=note.id) for note in rows)
    after = replace(new, notes=rows, cards=cards)
    imported = Imported(held=after, added=1, updated=0, conflicting=0)
    upgraded = Upgraded(options=ImportOptions.DEFAULT, imported=imported, examined=Examined())
    verdict = upgrade_verdict("old.apkg", release, learnt, upgraded, Naming())
    return {flaw.rule: len(flaw.notes) for flaw in verdict.flaws}


@pytest.mark.parametrize("case", SWITCHED)
def test_notes_that_came_back_under_other_guids_are_seen(case: str) -> None:
    old, new, number = SWITCHED[case]
    found = rules(written(old, "old"), written(new, "new"))
    assert found["note-replaced"] == number


@pytest.mark.parametrize("case", GONE)
def test_notes_that_are_gone_are_not_taken_for_others_that_are_new(case: str) -> None:
    old, new = GONE[case]
    shared = [each for each in old if each in new]
    found = rules(written(old, "old", shared), written(new, "new", shared))
    assert "note-replaced" not in found
    assert found["note-gone"] == len(old) - len(shared)


def test_in_a_deck_that_stays_a_rewritten_note_is_gone_and_another_is_new() -> None:
    old, new = (*RULES, *OTHER), (REWRITTEN[0], *RULES[1:], *OTHER)
    shared = new[1:]
    found = rules(written(old, "old", shared), written(new, "new", shared))
    assert "note-replaced" not in found
