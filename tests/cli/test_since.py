"""`build --since`, `--unreleased`, `--renew`, and what the gates propose."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run

CASES = Path(__file__).parents[1] / "cases"
OF_0_1_0 = CASES / "since" / "birds-1-of-0.1.0.apkg"
FIRST, SECOND, THIRD = ({"SOURCE_DATE_EPOCH": f"17{n}0000000"} for n in (1, 2, 3))


def times(birds: Path) -> dict[str, int]:
    """Return the modification times in the lock, by id."""
    text = (birds / "deck.lock").read_text(encoding="utf-8")
    return {m[1]: int(m[2]) for m in re.finditer(r"^note (\S+) (\d{10})", text, re.MULTILINE)}


def write(birds: Path, text: str) -> None:
    (birds / "deck.yaml").write_text(text, encoding="utf-8")


def test_a_package_of_0_1_0_gives_back_ids_and_kinds_and_moves_every_time(
    run: Run, tmp_path: Path
) -> None:
    """Its notes have other note types in Anki; with their old times they would never arrive."""
    birds = shutil.copytree(CASES / "locks" / "frozen", tmp_path / "birds")
    before = times(birds)
    (birds / "deck.lock").unlink()
    ran = run("build", "birds", "--since", str(OF_0_1_0))
    assert ran.code == 0
    assert "0 of 2 notes keep their modification times" in ran.err
    assert all(times(birds)[note_id] > before[note_id] for note_id in ("robin-colour", "robin-egg"))
    assert (birds / "deck.lock").read_text(encoding="utf-8").count(" retired\n") == 2
    text = (birds / "deck.yaml").read_text(encoding="utf-8")
    (birds / "deck.lock").unlink()
    write(birds, text.replace("id: robin-egg", "id: blue-egg"))
    ran = run("build", "birds", "--since", str(OF_0_1_0))
    assert (ran.code, "[vanished-id]" in ran.err) == (1, True)


def test_of_several_packages_no_time_is_below_the_greatest(run: Run, birds: Path) -> None:
    run("build", "-o", "v1", env=FIRST)
    write(birds, DECK.replace("Orange.", "Red."))
    run("build", "-o", "v2", env=SECOND)
    released = times(birds)
    write(birds, DECK)
    (birds / "deck.lock").unlink()
    for order in (("v1", "v2"), ("v2", "v1")):
        words = [word for name in order for word in ("--since", f"{name}/birds.apkg")]
        assert run("build", *words, env=FIRST).code == 0
        assert times(birds)["robin-egg"] == released["robin-egg"]
        assert times(birds)["robin-colour"] == released["robin-colour"] + 1
        (birds / "deck.lock").unlink()


def test_ids_of_the_old_package_are_still_held_against_the_deck(run: Run, birds: Path) -> None:
    run("build")
    (birds / "deck.lock").unlink()
    write(birds, DECK.replace("id: robin-egg", "id: wren-egg"))
    ran = run("build", "--since", "dist/birds.apkg")
    assert (ran.code, "[vanished-id]" in ran.err) == (1, True)


def test_a_package_that_cannot_help_is_refused(run: Run, birds: Path, tmp_path: Path) -> None:
    run("build")
    ran = run("build", "--since", str(OF_0_1_0))
    assert ran.code == 1
    assert "The package has the uid 'birds-1'; the decks to build have: birds." in ran.err
    (tmp_path / "x.apkg").write_bytes(b"no package")
    assert run("build", "--since", "x.apkg").code == 1
    assert run("build", "--since", "gone.apkg").code == 1
    assert run("build", "--locked", "--since", "dist/birds.apkg").code == 2
    assert birds.is_dir()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            r"(note robin-egg) \d{10}",
            r"\1 1710000001",
            "'robin-egg' has another time in the lock",
        ),
        (r"note robin-egg .*\n", "", "'robin-egg' is not in the lock"),
        (r"(note robin-egg .*)", r"\1 retired", "'robin-egg' is retired only in the lock"),
        (
            r"(note robin-egg \d{10}) cloze",
            r"\1 qa",
            "'robin-egg' is a qa note in the lock",
        ),
        (
            r"(note robin-egg \d{10}) cloze 1",
            r"\1 cloze 2",
            "'robin-egg' has other cards",
        ),
        (r"(note) robin-egg (.*)", r"\g<0>\n\1 wren \2", "'wren' is only in the lock"),
        (
            r"(note robin-egg) \d{10}(.*)",
            r"\g<0>\n\1 1710000001\2",
            "'robin-egg' has another time in the lock",
        ),
    ],
)
def test_a_lock_that_disagrees_with_the_notes_of_its_package_is_not_trusted(
    run: Run, birds: Path, old: str, new: str, reason: str
) -> None:
    run("build", env=FIRST)
    (birds / "deck.lock").unlink()
    with (
        zipfile.ZipFile(birds / "../../dist/birds.apkg") as built,
        zipfile.ZipFile(birds / "../../changed.apkg", "w") as changed,
    ):
        for name in built.namelist():
            content = built.read(name)
            if name == "deck.lock":
                text, number = re.subn(old, new, content.decode())
                assert number == 1
                content = text.encode()
            changed.writestr(name, content)
    ran = run("build", "--since", "changed.apkg", env=THIRD)
    assert ran.code == 1
    assert "changed.apkg: error: The deck.lock in this package does not match its notes" in ran.err
    assert reason in ran.err
    assert not (birds / "deck.lock").exists()


def test_diff_names_builds_that_bring_the_right_times_back(run: Run, birds: Path) -> None:
    lock = birds / "deck.lock"
    run("build", "-o", "old", env=FIRST)
    released = times(birds)

    def remedies(rule: str) -> str:
        ran = run("diff", "old/birds.apkg", "dist/birds.apkg")
        return "".join(line for line in ran.out.splitlines() if f"[{rule}]" in line)

    lock.unlink()
    run("build", "-o", "dist", "--unreleased", env=SECOND)
    assert "delete deck.lock and run `ankiflask build --since OLD.apkg`" in remedies("restamped")
    lock.unlink()
    assert run("build", "--since", "old/birds.apkg", env=THIRD).code == 0
    assert (times(birds), remedies("restamped")) == (released, "")
    write(birds, DECK.replace("Orange.", "Red."))
    run("build", env=THIRD)
    lock.write_text(re.sub("1730000000", "1710000000", lock.read_text("utf-8")), "utf-8")
    run("build", env=THIRD)
    assert "or with `ankiflask build --since OLD.apkg`" in remedies("never-arrives")
    assert run("build", "--since", "old/birds.apkg", env=THIRD).code == 0
    assert remedies("never-arrives") == ""


def test_renew_gives_a_named_note_a_new_time_and_says_what_that_costs(
    run: Run, birds: Path
) -> None:
    run("build", env=SECOND)
    before = times(birds)
    ran = run("build", "--renew", "robin-egg", env=FIRST)
    assert "The next import replaces what learners edited" in ran.err
    assert times(birds) == before | {"robin-egg": before["robin-egg"] + 1}
    ran = run("build", "--renew", "robin-eg")
    assert (ran.code, "Did you mean robin-egg?" in ran.err) == (2, True)


def test_a_deck_that_nobody_has_is_renamed_and_keeps_the_times(run: Run, birds: Path) -> None:
    run("build", env=FIRST)
    before = times(birds)
    write(birds, DECK.replace("Birds", "Fowl").replace("id: robin-egg", "id: egg"))
    ran = run("build")
    assert "`ankiflask build decks/birds/deck.yaml --unreleased`" in ran.err
    assert run("build", "--unreleased", env=THIRD).code == 0
    assert times(birds) == {"robin-colour": before["robin-colour"], "egg": 1_730_000_000}
    assert run("build", "--locked").code == 0


def test_unreleased_wants_to_know_which_of_several_decks(run: Run, birds: Path) -> None:
    shutil.copytree(birds, birds.parent / "owls")
    write(birds.parent / "owls", DECK.replace("uid: birds", "uid: owls"))
    assert run("build", "--unreleased").code == 2
    assert run("build", "--unreleased", "decks/owls").code == 0


def test_the_line_that_a_gate_shows_resolves_it(run: Run, birds: Path) -> None:
    run("build")
    without_egg = DECK[: DECK.index("  - id: robin-egg")]
    write(birds, without_egg)
    (line,) = re.findall(r"`(retired: [^`]*)`", run("build").err)
    write(birds, f"{line}\n{without_egg}")
    assert run("build").code == 0
    write(birds, DECK)
    (line,) = re.findall(r"`(id: [^`]*)`", run("build").err)
    write(birds, f"retired: [robin-egg]\n{DECK.replace('id: robin-egg', line)}")
    assert run("build").code == 0


def test_two_drafts_of_one_name_have_two_uids_unless_one_is_asked_for(
    run: Run, tmp_path: Path
) -> None:
    for name in ("bio.md", "文法.md", "1st.md"):
        (tmp_path / name).write_text("A robin is a small bird.\n", encoding="utf-8")
        uids = [re.findall(r"^uid: (.*)$", run("draft", name).out, re.MULTILINE) for _ in "12"]
        assert uids[0] != uids[1]
        assert all(re.fullmatch(r"[a-z][a-z0-9-]{1,24}-[a-z2-9]{6}", uid) for (uid,) in uids)
    assert "\nuid: cells\n" in run("draft", "bio.md", "--uid", "cells").out
    assert run("draft", "bio.md", "--uid", "Cells!").code == 2
    assert run("draft", "bio.md", "-o", "bio.yaml", "--uid", "cells").code == 0
    assert run("draft", "bio.md", "-o", "bio.yaml", "--uid", "other").code == 2
