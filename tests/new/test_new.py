"""`ankiflask new`: a folder that passes as it stands, and is nobody else's deck."""

import json
import re
from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.errors import UsageError
from ankiflask.files.places import Place
from ankiflask.pipeline.build import BuildOptions, build
from ankiflask.pipeline.new import new
from tests.cli.command_line import Run

FILES = [
    ".gitattributes",
    ".github/workflows/release.yml",
    ".gitignore",
    "README.md",
    "decks/spanish-verbs/deck.lock",
    "decks/spanish-verbs/deck.yaml",
    "release-check.sh",
]
DEVICES = ["con", "CON", "Nul", "aux.deck", "prn .x", "com1", "LPT9.a.b", "COM\u00b9", "CONIN$"]
NAME, TAIL = "Spanish verbs", "x7k2m"


def files_in(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def uid_in(folder: Path) -> str:
    (file,) = folder.glob("decks/*/deck.yaml")
    (uid,) = re.findall(r"^uid: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return str(uid)


def test_it_makes_a_folder_called_as_the_deck(run: Run, tmp_path: Path) -> None:
    ran = run("new", NAME)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Spanish verbs: a deck of 3 notes to start from\n"
        "Edit decks/spanish-verbs/deck.yaml there, and run `ankiflask check` and `ankiflask build` in it.\n"
        "Before you release it on GitHub, set the variable ANKIFLASK_SOURCE there, as its README.md says.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert files_in(tmp_path / NAME) == FILES


def test_all_of_it_passes_as_it_stands(run: Run, tmp_path: Path) -> None:
    run("new", NAME)
    deck = f"{NAME}/decks/spanish-verbs"
    checked = run("check", deck)
    assert (checked.code, checked.out) == (0, "1 deck, 3 notes, 0 problems\n")
    built = run("build", "--locked", deck)
    assert (built.code, built.err) == (0, "")
    uid = uid_in(tmp_path / NAME)
    assert built.out == f"dist/{uid}.apkg: 3 notes, 4 cards (1 easy, 2 medium, 0 hard)\n"
    verified = run("verify", f"dist/{uid}.apkg", "--upgrade-from", f"dist/{uid}.apkg")
    assert verified.code == 0, verified.err


def test_no_slot_stays_empty_and_each_text_speaks_of_this_deck(run: Run, tmp_path: Path) -> None:
    run("new", NAME)
    texts = {name: (tmp_path / NAME / name).read_text(encoding="utf-8") for name in FILES}
    uid = uid_in(tmp_path / NAME)
    assert not [name for name, text in texts.items() if re.search(r"@[A-Z]+@", text)]
    assert texts["README.md"].startswith(f"# {NAME}\n")
    assert f"Download `{uid}.apkg`" in texts["README.md"]
    assert "$ANKIFLASK_SOURCE" in texts[".github/workflows/release.yml"]
    assert "set `ANKIFLASK_SOURCE` to" in texts["README.md"]
    assert all(text.endswith("\n") and "\r" not in text for text in texts.values())


def test_two_decks_of_one_name_have_two_identities(run: Run, tmp_path: Path) -> None:
    uids = []
    for folder in ("mine", "yours"):
        run("new", NAME, "-o", folder)
        uids.append(uid_in(tmp_path / folder))
    assert all(re.fullmatch(r"spanish-verbs-[a-z2-9]{6}", uid) for uid in uids)
    assert uids[0] != uids[1]


def test_the_lock_bears_the_second_of_the_build(run: Run, tmp_path: Path) -> None:
    run("new", NAME, env={"SOURCE_DATE_EPOCH": "1700000000"})
    lock = (tmp_path / NAME / "decks/spanish-verbs/deck.lock").read_text(encoding="utf-8")
    assert re.findall(r"^note \S+ (\d+) ", lock, re.MULTILINE) == ["1700000000"] * 3


def test_json_says_what_was_made(run: Run, tmp_path: Path) -> None:
    ran = run("new", NAME, "-o", "a/b", "--json")
    assert json.loads(ran.out) == {
        "folder": "a/b",
        "uid": uid_in(tmp_path / "a/b"),
        "deck": "decks/spanish-verbs/deck.yaml",
        "files": FILES,
        "notes": 3,
    }


@pytest.mark.parametrize(
    ("name", "uid"),
    [
        ("Languages::Spanish", "languages-spanish"),
        ("Deutsch: Verben", "deutsch-verben"),
        ("null", "null"),
        ("3.10", "deck-3-10"),
        ("- [x] {y} #z", "x-y-z"),
        ("日本語", "deck-"),
        ("C", "deck-c"),
        ("a long name " * 9 + "end", "a-long-name-a-long-name-a-"),
        ("back\\slash", "back-slash"),
        ("Éire", "eire"),
        ("Con", "deck-con"),
        ("LPT1", "deck-lpt1"),
    ],
)
def test_a_deck_may_be_called_as_its_author_likes(
    clock: Clock, tmp_path: Path, name: str, uid: str
) -> None:
    started = new(name, tmp_path / "deck", TAIL, clock)
    assert re.fullmatch(r"[a-z][a-z0-9-]{1,31}", started.uid)
    assert started.uid.startswith(uid)
    assert started.uid == uid_in(tmp_path / "deck")
    place = Place(tmp_path / "deck" / started.deck)
    (built,) = build((place,), tmp_path / "dist", clock, BuildOptions(is_locked=True)).decks
    assert (built.name, built.uid) == (name, started.uid)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "A deck's name is one line and holds a letter or a digit."),
        ("!?", "A deck's name is one line and holds a letter or a digit."),
        ("two\nlines", "A deck's name is one line and holds a letter or a digit."),
        ("escape\x1b[2J", "A deck's name is one line and holds a letter or a digit."),
        ("Default", "Every Anki has a deck 'Default' already"),
        ("a::", "Anki would rename the deck"),
        (' "x"', "Anki would rename the deck"),
    ],
)
def test_a_name_that_no_deck_can_have_is_told_and_nothing_is_made(
    clock: Clock, tmp_path: Path, name: str, told: str
) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(told)}"):
        new(name, tmp_path / "deck", TAIL, clock)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a/b", "..a", "a::b", "a\\b", "what?", "dot.", *DEVICES])
def test_a_name_that_no_folder_can_have_wants_another_for_the_folder(
    clock: Clock, name: str
) -> None:
    told = f"A folder cannot be called {name!r} on every system. Say with -o DIR"
    with pytest.raises(UsageError, match=re.escape(told)):
        new(name, None, TAIL, clock)


def test_a_wrong_name_is_a_wrong_command_line(run: Run, tmp_path: Path) -> None:
    ran = run("new", "Default")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "Error: Every Anki has a deck 'Default' already, which the learner's own cards are in. "
        "Choose a name of its own.\n"
    )
    assert list(tmp_path.iterdir()) == []
