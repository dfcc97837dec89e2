"""Three releases of a deck that ankiflask built: learners come from any to the next unharmed."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.anki.releases import publish
from tests.anki.restyled import new_css_and_backs, restyled, rewritten
from tests.cli.command_line import Run
from tests.rehearsal.genanki_packages import RIVERS, Package
from tests.rehearsal.verifying import verified

FIRST_AT, DAY = 1_700_000_000, 86_400
EDITS_REPLACED = (
    "2 edits were replaced, of notes that the release did not change. Anki does so with this"
    " option; tell learners to leave it as it is proposed."
)
HEAD = "deck: Birds\nuid: birds\ndifficulty: medium\n"
NOTES = {
    "robin": "question: What colour is a robin's breast?\n    answer: Orange.",
    "wren": "cloze: A wren {{c1::sings}} to defend its {{c2::territory}}.",
    "swift": "question: Where does a swift sleep?\n    answer: In the air.",
    "crane": "question: How does a crane sleep?\n    answer: On one leg.",
    "stork": "question: What does a stork clatter with?\n    answer: Its bill.",
    "owl": "question: Why is an owl's flight silent?\n    answer: Its feathers are fringed.",
    "heron": "question: What does a heron eat?\n    answer: Fish and frogs.",
    "eagle": "question: Where does an eagle nest?\n    answer: On cliffs.",
}
SECOND = {
    "robin": "question: What colour is a robin's breast?\n    answer: Orange, never red.",
    "crane": "difficulty: hard\n    question: How does a crane sleep?\n    answer: On one leg.",
    "owl": "question: Why is an owl's flight silent?\n    answer: Its feathers are fringed.\n"
    "    reverse: Which bird flies in silence, on fringed feathers?",
    "gull": "question: What does a gull drink?\n    answer: Salt water, too.",
}
THIRD = {"wren": "cloze: A wren {{c1::sings}} to defend its {{c2::territory}} in {{c3::spring}}."}


@dataclass(frozen=True)
class Birds:
    """A deck's releases, a day apart; the third has other styling and backs."""

    first: Path
    second: Path
    third: Path


def deck(notes: dict[str, str], retired: str = "") -> str:
    lines = "".join(f"  - id: {name}\n    {text}\n" for name, text in notes.items())
    return f"{HEAD}retired: [{retired}]\nnotes:\n{lines}"


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory) -> Birds:
    folder = tmp_path_factory.mktemp("birds") / "deck"
    second = {name: text for name, text in (NOTES | SECOND).items() if name != "stork"}
    return Birds(
        first=publish(folder, deck(NOTES), FIRST_AT).package,
        second=publish(folder, deck(second, "stork"), FIRST_AT + DAY).package,
        third=restyled(
            publish(folder, deck(second | THIRD, "stork"), FIRST_AT + 2 * DAY).package,
            folder / "third.apkg",
            new_css_and_backs,
        ),
    )


def test_every_upgrade_passes_with_nothing_to_say(run: Run, birds: Birds) -> None:
    report = verified(run, birds.third, birds.second, birds.first)
    assert report.code == 0
    assert report.rules == []
    assert report.warnings == set()
    steps = [(each["from"], each["options"]) for each in report.said["upgrades"]]
    assert steps == [
        (str(old), options)
        for old in (birds.second, birds.first)
        for options in ("default", "merge", "always")
    ]


def test_the_numbers_are_those_of_the_release(run: Run, birds: Birds) -> None:
    counts = verified(run, birds.second, birds.first).counts()
    assert counts == {
        "notes_before": 8,
        "notes_after": 9,  # the retired one stays
        "added": 1,
        "updated": 3,
        "conflicting": 0,
        "duplicates": 0,
        "doubled_cards": 0,
        "reviews": 3,
        "lost_reviews": 0,
        "changes": 3,
        "arrived": 3,
        "edits": counts["edits"],
        "kept": counts["edits"],
    }
    assert counts["edits"] >= 1


def test_the_text_is_a_block_a_rehearsal(run: Run, birds: Birds, tmp_path: Path) -> None:
    (tmp_path / "new.apkg").write_bytes(birds.second.read_bytes())
    (tmp_path / "old.apkg").write_bytes(birds.first.read_bytes())
    ran = run("verify", "new.apkg", "--upgrade-from", "old.apkg")
    assert ran.err == ""
    head, *lines = ran.out.splitlines()
    assert head.startswith("new.apkg, rehearsed with Anki ")
    numbers = "9 notes (8 before), 3 of 3 changes arrived, {} of 2 edits kept, 3 of 3 reviews kept, 0 duplicates, 0 conflicting"
    assert lines == [
        "First import: 8 notes, 10 cards, 0 media files",
        f"Upgrade from old.apkg, Anki's default options: {numbers.format(2)}",
        f"Upgrade from old.apkg, “Merge note types” ticked: {numbers.format(2)}",
        f"Upgrade from old.apkg, “Update: Always”: {numbers.format(0)}",
        f"  warning: {EDITS_REPLACED} [edits-replaced]",
        "Passed.",
    ]


def test_an_older_release_after_a_newer_one_is_seen_to_bring_nothing(
    run: Run, birds: Birds
) -> None:
    report = verified(run, birds.first, birds.second)
    counts = report.counts()
    assert (counts["arrived"], counts["updated"], counts["kept"]) == (0, 0, counts["edits"])


def test_every_note_under_another_uid_is_a_second_one(
    run: Run, birds: Birds, tmp_path: Path
) -> None:
    other = deck(NOTES).replace("uid: birds", "uid: garden-birds")
    package = publish(tmp_path / "other", other, FIRST_AT + DAY).package
    report = verified(run, package, birds.first)
    assert report.code == 1
    assert "note-replaced" in report.rules


def test_a_note_that_was_retired_for_a_like_one_is_no_fault(run: Run, tmp_path: Path) -> None:
    notes = {name: text for name, text in NOTES.items() if name != "owl"}
    notes["owl-flight"] = NOTES["owl"]
    first = publish(tmp_path / "deck", deck(NOTES), FIRST_AT).package
    package = publish(tmp_path / "deck", deck(notes, "owl"), FIRST_AT + DAY).package
    report = verified(run, package, first)
    assert report.rules == []
    assert "note-replaced" in report.warnings


def test_a_lost_lock_is_seen_by_the_new_times_of_unchanged_notes(
    run: Run, birds: Birds, tmp_path: Path
) -> None:
    again = publish(tmp_path / "without-lock", deck(NOTES), FIRST_AT + DAY).package
    report = verified(run, again, birds.first)
    assert (report.code, report.rules) == (1, ["unchanged-note-restamped"])
    said = report.problem("unchanged-note-restamped")
    assert sorted(said["ids"]) == sorted(NOTES)
    assert "3 of 3 edits by the learner wiped" in said["message"]
    assert "Restore the deck.lock of the older release" in said["message"]
    assert report.counts()["changes"] == 0
    assert (report.counts()["edits"], report.counts()["kept"]) == (3, 0)


def test_a_note_that_is_newer_since_it_is_rendered_otherwise_is_no_fault(
    run: Run, birds: Birds, tmp_path: Path
) -> None:
    def renew(database: sqlite3.Connection) -> None:
        (fields,) = database.execute("select flds from notes where flds like '%Fish%'").fetchone()
        later = fields.replace("Fish", "<b>Fish</b>").replace(str(FIRST_AT), str(FIRST_AT + DAY))
        database.execute(
            "update notes set flds = ?, mod = ? where flds = ?", (later, FIRST_AT + DAY, fields)
        )

    report = verified(run, rewritten(birds.first, tmp_path / "new.apkg", renew), birds.first)
    assert (report.code, report.rules) == (0, [])
    assert (report.counts()["changes"], report.counts()["arrived"]) == (1, 1)


def test_a_change_that_was_taken_back_is_newer_for_a_reason(run: Run, tmp_path: Path) -> None:
    changed = NOTES | {"heron": "question: What does a heron eat?\n    answer: Mice."}
    first, second, third = (
        publish(tmp_path / "deck", deck(notes), FIRST_AT + days * DAY).package
        for days, notes in enumerate((NOTES, changed, NOTES))
    )
    report = verified(run, third, second, first)
    assert (report.code, report.rules) == (0, [])
    alone = verified(run, third, first)
    assert alone.problem("unchanged-note-restamped")["ids"] == ["heron"]


def test_another_tools_deck_made_anew_with_ours_doubles_every_note(
    run: Run, tmp_path: Path
) -> None:
    notes = "".join(
        f"  - id: {name}\n    question: {question}\n    answer: {answer}\n    topics: [rivers]\n"
        for name, (question, answer) in RIVERS.items()
    )
    new = f"deck: Rivers\nuid: rivers\ndifficulty: easy\nnotes:\n{notes}"
    package = publish(tmp_path / "deck", new, FIRST_AT + DAY).package
    report = verified(run, package, Package().write(tmp_path / "old.apkg"))
    assert (report.code, report.rules) == (1, ["note-replaced"])
    assert len(report.problem("note-replaced")["ids"]) == len(RIVERS)
    assert report.counts()["duplicates"] == len(RIVERS)
