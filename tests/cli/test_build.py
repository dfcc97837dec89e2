"""`ankiflask build`, as a deck's maintainer meets it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run

NOON = "1795348800"  # 2026-11-22


def test_every_deck_under_decks_is_built_into_dist(run: Run, birds: Path, tmp_path: Path) -> None:
    ran = run("build")
    assert ran.code == 0
    assert ran.out == "dist/birds.apkg: 2 notes, 2 cards (1 easy, 0 medium, 1 hard)\n"
    assert "decks/birds/deck.lock: info: The deck has no lock yet" in ran.err
    assert (tmp_path / "dist" / "birds.apkg").exists()
    assert (birds / "deck.lock").exists()
    assert run("build").err == ""


def test_where_there_are_no_decks_it_says_what_to_do(run: Run, tmp_path: Path) -> None:
    ran = run("build")
    assert ran.code == 2
    assert "There is no deck here" in ran.err
    assert "ankiflask draft notes.txt -o decks/NAME/deck.yaml" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("birds")
def test_a_deck_can_be_named_by_its_folder_or_its_file(run: Run, tmp_path: Path) -> None:
    for name in ("decks/birds", "decks/birds/deck.yaml"):
        assert run("build", name, "-o", f"out/{name}").code == 0
    packages = [path.read_bytes() for path in (tmp_path / "out").rglob("*.apkg")]
    assert len(packages) == 2
    assert packages[0] == packages[1]


@pytest.mark.usefixtures("birds")
def test_json_tells_all_that_was_built(run: Run, tmp_path: Path) -> None:
    ran = run("build", "--json", env={"SOURCE_DATE_EPOCH": NOON})
    built = json.loads(ran.out)
    (deck,) = built["decks"]
    assert deck.pop("sha256") == sha256((tmp_path / "dist/birds.apkg").read_bytes()).hexdigest()
    assert len(deck.pop("digest")) == 64
    assert deck == {
        "uid": "birds",
        "name": "Birds",
        "file": "dist/birds.apkg",
        "notes": 2,
        "cards": 2,
        "difficulty": {"easy": 1, "medium": 0, "hard": 1},
        "topics": {"eggs": 1, "robins": 2},
    }
    assert [problem["rule"] for problem in built["problems"]] == ["new-lock"]


def test_json_on_errors_has_no_decks_and_every_problem(run: Run, birds: Path) -> None:
    deck = DECK.replace("answer:", "answr:").replace("robin-colour", "Robin")
    (birds / "deck.yaml").write_text(deck, encoding="utf-8")
    ran = run("build", "--json")
    assert ran.code == 1
    assert json.loads(ran.out) == {
        "decks": [],
        "problems": [
            {
                "file": "decks/birds/deck.yaml",
                "line": 5,
                "rule": "bad-id",
                "severity": "error",
                "message": "'Robin' cannot be an id. Write 1 to 48 of a-z and 0-9, with single - between words: `robin`.",
            },
            {
                "file": "decks/birds/deck.yaml",
                "line": 8,
                "rule": "unknown-key",
                "severity": "error",
                "message": "'answr' is no key of a note. Did you mean 'answer'?",
            },
        ],
    }


def test_one_bad_deck_of_two_and_nothing_is_written(run: Run, birds: Path, tmp_path: Path) -> None:
    other = tmp_path / "decks" / "wrens"
    other.mkdir()
    (other / "deck.yaml").write_text("deck: Wrens\nuid: wrens\n", encoding="utf-8")
    ran = run("build")
    assert ran.code == 1
    assert "decks/wrens/deck.yaml:1: error: The deck has no 'notes'." in ran.err
    assert not (tmp_path / "dist").exists()
    assert not (birds / "deck.lock").exists()


@pytest.mark.usefixtures("birds")
def test_two_decks_of_one_uid_are_refused(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "decks" / "wrens"
    other.mkdir()
    (other / "deck.yaml").write_text(DECK.replace("Birds", "Wrens"), encoding="utf-8")
    ran = run("build")
    assert ran.code == 1
    assert "decks/birds/deck.yaml has the uid 'birds' too" in ran.err


@pytest.mark.usefixtures("birds")
def test_building_twice_gives_the_same_bytes_and_leaves_the_lock_alone(
    run: Run, birds: Path, tmp_path: Path
) -> None:
    assert run("build", "-o", "one").code == 0
    written = (birds / "deck.lock").stat()
    assert run("build", "-o", "two").code == 0
    lock = (birds / "deck.lock").stat()
    assert (lock.st_ino, lock.st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
    one, two = (tmp_path / name / "birds.apkg" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.usefixtures("birds")
def test_neither_hash_seed_nor_time_zone_nor_locale_moves_a_byte(run: Run, tmp_path: Path) -> None:
    assert run("build", "-o", "first").code == 0
    first = (tmp_path / "first" / "birds.apkg").read_bytes()
    for number, env in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
            {"PYTHONHASHSEED": "3", "TZ": "Pacific/Apia", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
        )
    ):
        assert run("build", "--locked", "-o", str(number), env=env).code == 0
        assert (tmp_path / str(number) / "birds.apkg").read_bytes() == first


def test_a_stale_lock_fails_a_locked_build_which_writes_nothing(
    run: Run, birds: Path, tmp_path: Path
) -> None:
    assert run("build").code == 0
    lock = (birds / "deck.lock").read_bytes()
    package = (tmp_path / "dist" / "birds.apkg").read_bytes()
    (birds / "deck.yaml").write_text(DECK.replace("Orange", "Red"), encoding="utf-8")
    ran = run("build", "--locked")
    assert ran.code == 1
    assert "The lock is stale: it does not know the present 'robin-colour'." in ran.err
    assert "Run `ankiflask build` and commit the lock. [stale-lock]" in ran.err
    assert (birds / "deck.lock").read_bytes() == lock
    assert (tmp_path / "dist" / "birds.apkg").read_bytes() == package


def test_only_the_changed_note_gets_a_new_second(run: Run, birds: Path) -> None:
    assert run("build", env={"SOURCE_DATE_EPOCH": "1700000000"}).code == 0
    (birds / "deck.yaml").write_text(DECK.replace("Orange", "Red"), encoding="utf-8")
    assert run("build", env={"SOURCE_DATE_EPOCH": NOON}).code == 0
    lines = (birds / "deck.lock").read_text(encoding="utf-8").splitlines()
    seconds = {line.split()[1]: line.split()[2] for line in lines if line.startswith("note ")}
    assert seconds == {"robin-colour": NOON, "robin-egg": "1700000000"}


@pytest.mark.usefixtures("birds")
def test_a_senseless_source_date_epoch_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("build", env={"SOURCE_DATE_EPOCH": "abc"})
    assert ran.code == 2
    assert "SOURCE_DATE_EPOCH is 'abc', which is no second." in ran.err
    assert not (tmp_path / "dist").exists()


@pytest.mark.usefixtures("birds")
def test_an_output_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dist").write_bytes(b"a file")
    ran = run("build")
    assert ran.code == 4
    assert "dist/birds.apkg could not be written: " in ran.err


def test_a_bare_text_becomes_a_package_in_one_step(run: Run, tmp_path: Path) -> None:
    text = "A robin is a small bird.\nLet me think ...\nWrens are tiny birds.\nI know this ...\n"
    (tmp_path / "My notes.txt").write_text(text, encoding="utf-8")
    ran = run("build", "My notes.txt", "--json")
    assert ran.code == 0
    built = json.loads(ran.out)
    (deck,) = built["decks"]
    assert (deck["uid"], deck["notes"]) == ("draft-my-notes", 2)
    assert sum(deck["difficulty"].values()) == 2
    assert [problem["rule"] for problem in built["problems"]] == ["provisional-identity", "cues"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["My notes.txt", "dist"]


def test_help_and_version_answer(run: Run) -> None:
    assert "build" in run("--help").out
    assert run("--version").out.startswith("ankiflask 0.")
    assert "deck.lock" in run("build", "--help").out


def test_an_unknown_command_is_a_wrong_command_line(run: Run) -> None:
    ran = run("biuld")
    assert ran.code == 2
    assert "biuld" in ran.err
