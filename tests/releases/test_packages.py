"""Packages of any tool are compared, and what their makers did to learners is named."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ankiflask.cli.diff import change_text
from ankiflask.clock import Clock
from ankiflask.errors import InputError
from ankiflask.pipeline.diff import diff
from tests.cli.command_line import Run
from tests.package.packing import PACKAGE, after, flagged, with_file, with_link, without
from tests.releases.packages import Foreign, restyled
from tests.releases.repository import Repository

EXPECTED = Path(__file__).parents[1] / "cases" / "diff"
Holds = Callable[[Path, str], None]
LATER = 1_700_086_400
NOTES = [
    ("japan", "What is the capital of Japan?", "Tokyo"),
    ("peru", "What is the capital of Peru?", "Lima"),
    ("chad", "What is the capital of Chad?", "N'Djamena"),
]
EDITED = [
    ("japan", "What is the capital of Japan?", "<b>Tokyo</b>, once Edo"),
    ("peru", "What is the capital of Peru?", "Lima"),
    ("fiji", "What is the capital of Fiji?", "Suva"),
]
FIRST = Foreign()
SECOND = Foreign(second=LATER)

CASES = {
    "genanki-edits": (SECOND, EDITED),
    "genanki-same-second": (FIRST, EDITED),
    "genanki-own-guids": (replace(SECOND, has_guids=False), EDITED),
    "genanki-field-added": (replace(SECOND, fields=("Front", "Back", "Hint")), NOTES),
    "genanki-front-and-css": (
        replace(SECOND, front="<b>{{Front}}</b>", css=".card { color: navy; }"), NOTES,
    ),
    "genanki-style-same-second": (replace(FIRST, css=".card { color: navy; }"), NOTES),
    "genanki-deck-renamed": (replace(SECOND, deck="World::Capitals"), EDITED),
    "genanki-other-note-type": (replace(SECOND, type_id=1_600_000_000_007), NOTES),
    "genanki-guid-twice": (SECOND, [*NOTES, NOTES[0]]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_script_with_genanki_does_to_learners_is_told_whole(
    run: Run, tmp_path: Path, holds: Holds, case: str
) -> None:
    tool, notes = CASES[case]
    FIRST.write(tmp_path / "old.apkg", NOTES)
    tool.write(tmp_path / "new.apkg", notes)
    ran = run("diff", "old.apkg", "new.apkg")
    assert (ran.err, ran.code) == ended(ran.out)
    holds(EXPECTED / f"{case}.txt", ran.out)


def ended(told: str) -> tuple[str, int]:
    """Return what stands on standard error, and the exit code, of a comparison that told this."""
    is_wrong = "  error: " in told
    return ("Something is wrong with the release, so this fails.\n" * is_wrong, int(is_wrong))


def test_a_terminal_gets_bold_and_colours(tmp_path: Path, clock: Clock) -> None:
    old = FIRST.write(tmp_path / "old.apkg", NOTES)
    new = SECOND.write(tmp_path / "new.apkg", EDITED)
    told = change_text(diff(str(old), str(new), clock, {}))
    assert "\x1b[1mAdded\x1b[0m" in told
    assert "\x1b[31m\x1b[1mmajor\x1b[0m" in told
    assert "Back: Tokyo\x1b[32m{+, once Edo+}\x1b[0m" in told


def test_default_guids_are_told_with_the_notes_that_they_double(
    run: Run, tmp_path: Path, holds: Holds
) -> None:
    replace(FIRST, has_guids=False).write(tmp_path / "old.apkg", NOTES)
    replace(SECOND, has_guids=False).write(tmp_path / "new.apkg", EDITED)
    holds(EXPECTED / "genanki-default-guids.txt", run("diff", "old.apkg", "new.apkg").out)


def test_a_picture_that_changed_under_its_name_is_told(
    run: Run, tmp_path: Path, holds: Holds
) -> None:
    notes = [*NOTES, ("flag", "Whose flag is this?", '<img src="flag.svg">')]
    replace(FIRST, media={"flag.svg": b"<svg/>"}).write(tmp_path / "old.apkg", notes)
    replace(FIRST, media={"flag.svg": b"<svg> </svg>"}).write(tmp_path / "new.apkg", notes)
    holds(EXPECTED / "genanki-picture.txt", run("diff", "old.apkg", "new.apkg").out)


def _look(model: dict[str, Any]) -> None:
    model["css"] = model["css"].replace("1.15rem", "1.3rem")
    model["tmpls"][0]["afmt"] += "<hr>"


def _later(model: dict[str, Any]) -> None:
    _look(model)
    model["mod"] += 1


def _front(model: dict[str, Any]) -> None:
    _later(model)
    model["tmpls"][0]["qfmt"] += "<hr>"


STYLES = {"style": _later, "style-same-second": _look, "style-front": _front}


@pytest.mark.parametrize("case", STYLES)
def test_another_style_is_told_whole(ours: Repository, run: Run, holds: Holds, case: str) -> None:
    package = ours.top / "dist-v2.0/birds.apkg"
    (ours.top / "new.apkg").write_bytes(restyled(package.read_bytes(), STYLES[case]))
    ran = run("diff", "v2.0:decks/birds", "new.apkg")
    assert (ran.err, ran.code) == ended(ran.out)
    holds(EXPECTED / f"{case}.txt", ran.out)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_package_beside_itself_shows_no_change(run: Run, tmp_path: Path, form: str) -> None:
    FIRST.write(tmp_path / "old.apkg", NOTES)
    ran = run("diff", "old.apkg", "old.apkg", "--format", form, "--fail-on", "patch")
    assert (ran.err, ran.code) == ("", 0)
    assert "none" in ran.out


BAD = {
    "no zip": (b"deck", "This is no Anki package"),
    "half": (PACKAGE[: len(PACKAGE) // 2], "This is no Anki package, or only a part of one."),
    "nothing": (b"", "This is no Anki package"),
    "no collection": (without("collection.anki2"), "There is no Anki collection in the file."),
    "link": (with_link(), "link"),
    "encrypted": (flagged(1), "encrypted"),
    "no tables": (after("DROP TABLE notes"), "has no table"),
    "no database": (with_file("collection.anki2", b"SQLite?"), "damaged"),
    "too new": (with_file("meta", b"\x08\x09"), "update ankiflask"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_sound_package_is_told(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.chdir(tmp_path)
    content, says = BAD[case]
    Path("good.apkg").write_bytes(PACKAGE)
    Path("bad.apkg").write_bytes(content)
    for names in (("good.apkg", "bad.apkg"), ("bad.apkg", "good.apkg")):
        with pytest.raises(InputError, match=says) as refused:
            diff(*names, clock, {})
        assert {problem.file for problem in refused.value.problems} == {"bad.apkg"}


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_text_that_is_too_long_to_compare_by_words_is_said_to_be(
    run: Run, tmp_path: Path, form: str
) -> None:
    for name, second, word in (("old", 1, "owl"), ("new", 2, "wren")):
        text = " ".join(f"{word}-{n}" for n in range(20_000))
        Foreign(second=second).write(tmp_path / f"{name}.apkg", [("birds", "Which birds?", text)])
    ran = run("diff", "old.apkg", "new.apkg", "--format", form)
    assert "(too long to compare word by word)" in ran.out


def test_ten_thousand_notes_are_compared_and_fit_into_release_notes(
    run: Run, tmp_path: Path
) -> None:
    for name, word in (("old", "first"), ("new", "second")):
        notes = (
            f"  - {{id: n-{n}, question: What is {n}?, answer: The {word} {n}}}"
            for n in range(10_000)
        )
        head = "deck: Big\nuid: big\ndifficulty: easy\nnotes:\n"
        (tmp_path / name).mkdir()
        (tmp_path / name / "deck.yaml").write_text(head + "\n".join(notes), encoding="utf-8")
    ran = run("diff", "old", "new", "--format", "markdown")
    assert ran.code == 0
    assert "10,000 changed" in ran.out.replace("notes changed", "changed")
    assert len(ran.out) < 125_000
    assert "</details>" in ran.out
