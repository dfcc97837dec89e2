"""Packages that hurt learners, made with the real genanki: each fails, and says why and what to do."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.anki.restyled import rewritten, scattered
from tests.cli.command_line import Run
from tests.rehearsal.genanki_packages import (
    BASIC,
    BOTH_WAYS,
    CLOZE,
    RIVERS,
    SECOND_AT,
    Package,
)
from tests.rehearsal.verifying import Report, verified

FIRST = Package()
SECOND = replace(FIRST, second=SECOND_AT)
MENDED = {**RIVERS, "nile": ("Which river flows through Cairo, Egypt?", "The Nile")}
CLOZES = Package(
    notes={
        "sum": ("{{c1::One}} and {{c2::two}} make three.",),
        "sea": ("{{c1::Water}} is {{c2::wet}}.",),
    },
    fields=("Text",),
    templates=CLOZE,
    is_cloze=True,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def alone(run: Run, folder: Path, package: Package) -> Report:
    return verified(run, package.write(folder / "new.apkg"))


def upgraded(run: Run, folder: Path, old: Package, new: Package) -> Report:
    return verified(run, new.write(folder / "new.apkg"), old.write(folder / "old.apkg"))


def test_a_sound_package_passes(run: Run, folder: Path) -> None:
    report = alone(run, folder, FIRST)
    assert report.code == 0
    assert report.said["fresh"] == {"notes": 6, "cards": 6, "media": 0, "problems": []}


MAP = ("What is this? <img src='map.png'>", "A map")
ALONE = {
    "one GUID twice": (
        replace(FIRST, same_guid=True), ["guid-twice"], "every later update lands on one of them",
    ),
    "empty front": (
        replace(FIRST, notes={**RIVERS, "lone": ("", "A back")}),
        ["note-without-card"], "Nobody ever sees them",
    ),
    "no deletion": (
        replace(CLOZES, notes={**CLOZES.notes, "lone": ("No deletion.",)}),
        ["note-without-card"], "Nobody ever sees them",
    ),
    "missing media": (
        replace(FIRST, notes={**RIVERS, "lone": MAP}), ["media-missing"], "map.png",
    ),
    "broken front": (
        replace(FIRST, templates=(("Card", "{{Frnt}}", "{{Back}}"),)),
        ["card-not-shown"], "Mend the template",
    ),
    "broken back": (
        replace(FIRST, templates=(("Card", "{{Front}}", "{{#Back}}"),)),
        ["card-not-shown"], "Mend the template",
    ),
    "time of zero": (
        replace(FIRST, second=0),
        ["time-zero", "check-breaks", "check-breaks"], "never timestamp=0",
    ),
    "time to come": (
        replace(FIRST, second=4_000_000_000),
        ["time-in-future"], "no later release reaches them",
    ),
    "control character": (
        replace(FIRST, notes={**RIVERS, "odd": ("What\x1fis it?", "It")}), ["anki-refuses"], "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ALONE)
def test_a_package_that_hurts_a_first_learner(run: Run, folder: Path, case: str) -> None:
    package, rules, words = ALONE[case]
    report = alone(run, folder, package)
    assert report.rules == rules
    problem = report.problem(rules[0])
    assert words in problem["message"]
    if "lone" in package.notes:
        assert problem["ids"] == [FIRST.guid("lone")]
    if rules == ["card-not-shown"]:
        assert len(problem["ids"]) == len(RIVERS)


def test_media_that_no_field_names_are_only_a_warning(run: Run, folder: Path) -> None:
    (folder / "map.png").write_bytes(b"x")
    report = alone(run, folder, replace(FIRST, media=(folder / "map.png",)))
    assert report.code == 0
    assert report.warnings == {"media-unused"}


def test_small_ids_and_times_that_are_not_zero_are_sound(run: Run, folder: Path) -> None:
    def number(database: sqlite3.Connection) -> None:
        database.execute("create temp table old as select id from notes")
        for table, key in (("cards", "nid"), ("notes", "id")):
            database.execute(
                f"update {table} set mod = 1, {key} = "  # noqa: S608 - names of our own
                f"(select count(*) from old where old.id <= {table}.{key})"
            )
        database.execute("update cards set id = nid")

    package = FIRST.write(folder / "old.apkg")
    report = verified(run, rewritten(package, folder / "new.apkg", number), package)
    assert report.said["fresh"]["problems"] == []
    assert report.said["fresh"]["notes"] == len(RIVERS)


def test_a_mended_typo_under_a_guid_of_the_fields(run: Run, folder: Path) -> None:
    old = replace(FIRST, keeps_guids=False)
    report = upgraded(run, folder, old, replace(SECOND, keeps_guids=False, notes=MENDED))
    assert report.rules == ["note-replaced", "unchanged-note-restamped"]
    said = report.problem("note-replaced")
    assert len(said["ids"]) == 1
    assert (
        "the learner has the new note beside the old one, and 1 review left behind"
        in said["message"]
    )
    assert "the same GUID in every release" in said["message"]
    assert report.counts()["duplicates"] == 1


def test_a_reworded_answer_under_a_guid_of_the_fields(run: Run, folder: Path) -> None:
    old = replace(FIRST, keeps_guids=False)
    notes = {**RIVERS, "nile": (RIVERS["nile"][0], "The Nile, the longest of all of them")}
    report = upgraded(run, folder, old, replace(SECOND, keeps_guids=False, notes=notes))
    assert "same-first-field" in report.rules
    assert "a new one beside it" in report.problem("same-first-field")["message"]
    assert report.counts()["duplicates"] == 1


def test_a_constant_timestamp(run: Run, folder: Path) -> None:
    report = upgraded(run, folder, FIRST, replace(FIRST, notes=MENDED, css="b { color: red }"))
    assert report.rules == ["change-not-stamped", "style-not-stamped"]
    assert report.problem("change-not-stamped")["ids"] == [FIRST.guid("nile")]
    assert "the change never reaches the learner" in report.problem("change-not-stamped")["message"]
    assert (report.counts()["changes"], report.counts()["arrived"]) == (1, 0)


def test_the_time_of_the_build_on_every_note(run: Run, folder: Path) -> None:
    report = upgraded(run, folder, FIRST, replace(SECOND, notes=MENDED))
    assert report.rules == ["unchanged-note-restamped"]
    said = report.problem("unchanged-note-restamped")
    assert set(said["ids"]) == {FIRST.guid(name) for name in RIVERS if name != "nile"}
    assert "2 of 2 edits by the learner wiped" in said["message"]
    assert "the second at which it itself last changed" in said["message"]
    assert (report.counts()["changes"], report.counts()["arrived"]) == (1, 1)
    assert (report.counts()["edits"], report.counts()["kept"]) == (2, 0)


CLOZED = {name: (f"{{{{c1::{back}}}}} flows there.", "") for name, (_, back) in RIVERS.items()}
UPGRADES = {
    "field added": (
        FIRST, replace(SECOND, fields=("Front", "Back", "More")),
        "fields-changed", "the fields of “River” changed (More added). Anki updates none of them",
    ),
    "template removed": (
        replace(FIRST, templates=BOTH_WAYS), SECOND, "templates-changed", "(Card 2 removed)",
    ),
    "kind": (
        FIRST, replace(SECOND, notes=CLOZED, is_cloze=True, templates=(("Cloze", "{{cloze:Front}}", "{{cloze:Front}}"),)),
        "kind-changed", "only one has clozes",
    ),
    "another type": (
        FIRST, replace(SECOND, type_id=1_700_000_000_000),
        "note-type-changed", "they moved from the note type “River” to another",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UPGRADES)
def test_another_shape_of_a_note_type(run: Run, folder: Path, case: str) -> None:
    old, new, rule, words = UPGRADES[case]
    report = upgraded(run, folder, old, new)
    assert rule in report.rules
    assert words in report.problem(rule)["message"]
    assert len(report.problem(rule)["ids"]) == len(RIVERS)
    assert report.counts()["conflicting"] == len(RIVERS)
    if rule != "note-type-changed":
        assert "River+" in report.problem("stray-note-type")["message"]


def test_a_removed_and_a_renumbered_cloze(run: Run, folder: Path) -> None:
    notes: dict[str, tuple[str, ...]] = {
        "sum": ("{{c1::One}} and two make three.",),
        "sea": ("{{c2::Water}} is {{c1::wet}}.",),
    }
    report = upgraded(run, folder, CLOZES, replace(CLOZES, notes=notes, second=SECOND_AT))
    assert report.rules == ["cloze-renumbered", "cloze-removed"]
    assert report.problem("cloze-renumbered")["ids"] == [FIRST.guid("sea")]
    assert "Reviews stay with the number" in report.problem("cloze-renumbered")["message"]
    assert report.problem("cloze-removed")["ids"] == [FIRST.guid("sum")]


def test_a_field_that_a_second_card_showed_is_emptied(run: Run, folder: Path) -> None:
    old = replace(FIRST, templates=BOTH_WAYS)
    notes = {**RIVERS, "nile": (RIVERS["nile"][0], "")}
    report = upgraded(run, folder, old, replace(old, notes=notes, second=SECOND_AT))
    assert "card-emptied" in report.rules
    assert report.problem("card-emptied")["ids"] == [FIRST.guid("nile")]


def test_a_renamed_deck(run: Run, folder: Path) -> None:
    report = upgraded(run, folder, FIRST, replace(SECOND, deck="Streams"))
    assert report.rules == ["deck-renamed", "unchanged-note-restamped"]
    said = report.problem("deck-renamed")["message"]
    assert "from the deck “Rivers” to “Streams”" in said
    assert "Keep the deck's name." in said


def test_a_file_that_changes_under_its_name(run: Run, folder: Path) -> None:
    notes = {**RIVERS, "map": MAP}
    package = replace(FIRST, notes=notes, media=(folder / "map.png",))
    (folder / "map.png").write_bytes(b"old")
    old = package.write(folder / "old.apkg")
    (folder / "map.png").write_bytes(b"new")
    report = verified(run, package.write(folder / "new.apkg"), old)
    assert "media-not-delivered" in report.rules
    assert report.problem("media-not-delivered")["ids"] == [FIRST.guid("map")]


def marked(templates: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    return tuple((name, f"<b>{front}</b>", back) for name, front, back in templates)


def test_a_changed_front_by_which_anki_makes_cards_twice(run: Run, folder: Path) -> None:
    pairs = {f"pair-{n}": (f"What is {n}?", f"The number {n}") for n in range(20)}
    old = replace(FIRST, notes=pairs, templates=BOTH_WAYS)
    new = replace(old, templates=marked(BOTH_WAYS), second=SECOND_AT)
    report = verified(
        run, scattered(new.write(folder / "new.apkg")), scattered(old.write(folder / "old.apkg"))
    )
    assert {"front-changed", "cards-doubled"} <= set(report.rules)
    assert "Leave fronts as they are" in report.problem("front-changed")["message"]
    assert "one with the reviews and one without" in report.problem("cards-doubled")["message"]
    assert report.counts()["doubled_cards"] > 0


def test_a_changed_front_is_a_warning_where_a_notes_cards_are_in_a_row(
    run: Run, folder: Path
) -> None:
    old = replace(FIRST, templates=BOTH_WAYS)
    new = replace(old, templates=marked(BOTH_WAYS), second=SECOND_AT)
    assert upgraded(run, folder, old, new).warnings == {"front-changed"}


def test_a_changed_front_is_nothing_where_a_note_has_one_card(run: Run, folder: Path) -> None:
    report = upgraded(run, folder, FIRST, replace(SECOND, templates=marked(BASIC)))
    assert report.warnings == set()


def test_notes_that_are_gone_are_a_warning(run: Run, folder: Path) -> None:
    notes = {name: texts for name, texts in RIVERS.items() if name != "volga"}
    report = upgraded(run, folder, FIRST, replace(FIRST, notes=notes))
    assert report.code == 0
    assert report.warnings == {"note-gone"}
    assert report.problem("note-gone")["ids"] == [FIRST.guid("volga")]


def test_an_older_package_that_cannot_be_used_fails_too(run: Run, folder: Path) -> None:
    report = upgraded(run, folder, replace(FIRST, second=0), FIRST)
    assert report.code == 1
