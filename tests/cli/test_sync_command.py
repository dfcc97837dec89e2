"""`ankiflask sync` in a pipe: what it says, where it says it, and how it ends."""

import json
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.anki.learner import Learner
from tests.cli.command_line import DECK, Run

PLAN = """\
birds: 2 to add
  add        robin-colour
  add        robin-egg
"""
UNKNOWN = "There is no record of earlier syncs with this profile: a note that you deleted counts as new.\n"
KEYS = ["url", "profile", "decks", "applied", "verified", "needs", "twin_cards"]
DECK_KEYS = [
    "uid", "added", "updated", "unchanged", "conflicts", "kept", "newer", "moved", "duplicated",
    "missing", "retired", "changes",
]  # fmt: skip
CLOSED = "http://127.0.0.1:9"  # nobody listens there


@pytest.fixture
def at(addon: Addon) -> dict[str, str]:
    return {"ANKICONNECT_URL": addon.url}


def test_with_yes_the_plan_is_shown_carried_out_and_proven(
    quick: Run, birds: Path, ann: Learner, at: dict[str, str]
) -> None:
    done = quick("sync", "--yes", env=at)
    assert (done.out, done.err, done.code) == (
        f"{PLAN}Done, and read back.\n", UNKNOWN, 0,
    )  # fmt: skip
    assert len(ann.look().notes) == 2
    assert (birds / "deck.lock").exists()
    again = quick("sync", "--yes", env=at)
    assert (again.out, again.err, again.code) == (
        "birds: 2 unchanged\nAnki is up to date.\n",
        "",
        0,
    )


def test_a_dry_run_shows_the_plan_and_leaves_collection_and_lock(
    quick: Run, birds: Path, ann: Learner, at: dict[str, str]
) -> None:
    before = ann.look()
    done = quick("sync", "--dry-run", env=at)
    assert (done.out, done.err, done.code) == (f"{PLAN}Nothing was changed.\n", UNKNOWN, 0)
    assert ann.look() == before
    assert not (birds / "deck.lock").exists()


def test_a_pipe_that_says_neither_yes_nor_no_is_a_wrong_command_line(
    quick: Run, birds: Path, ann: Learner, at: dict[str, str]
) -> None:
    before = ann.look()
    done = quick("sync", env=at)
    assert (done.out, done.code) == (PLAN, 2)
    assert done.err == (
        f"{UNKNOWN}Error: Nothing was changed: without a terminal nobody can be asked."
        " Add --yes to go ahead.\n"
    )
    told = quick("sync", "--json", env=at)
    report = json.loads(told.out)
    assert ([*report], report["needs"], told.code) == ([*KEYS, "error"], ["--yes"], 2)
    assert report["decks"][0]["added"] == ["robin-colour", "robin-egg"]
    assert told.err == PLAN + done.err
    assert ann.look() == before
    assert not (birds / "deck.lock").exists()


@pytest.mark.usefixtures("birds")
def test_json_is_one_value_with_the_promised_keys(
    quick: Run, at: dict[str, str], addon: Addon
) -> None:
    done = quick("sync", "--yes", "--json", env=at)
    told = json.loads(done.out)
    assert [*told] == KEYS
    (deck,) = told.pop("decks")
    assert told == {
        "url": addon.url,
        "profile": "User 1",
        "applied": True,
        "verified": True,
        "needs": [],
        "twin_cards": 0,
    }
    assert [*deck] == DECK_KEYS
    assert deck.pop("uid") == "birds"
    assert deck.pop("added") == ["robin-colour", "robin-egg"]
    assert not any(deck.values())


def test_json_gives_both_texts_of_what_changes(quick: Run, birds: Path, at: dict[str, str]) -> None:
    quick("sync", "--yes", env=at)
    (birds / "deck.yaml").write_text(DECK.replace("Orange.", "Orange-red."), encoding="utf-8")
    done = quick("sync", "--dry-run", "--format", "json", env=at)
    told = json.loads(done.out)
    assert (told["applied"], told["verified"], told["needs"]) == (False, False, ["--yes"])
    (deck,) = told["decks"]
    assert deck["updated"] == ["robin-colour"]
    assert deck["changes"] == [
        {"id": "robin-colour", "field": "Answer", "theirs": "Orange.", "ours": "Orange-red."}
    ]


def test_an_anki_that_is_not_there_is_exit_3_and_json_all_the_same(quick: Run, birds: Path) -> None:
    words = (
        f"Error: Nothing answers at {CLOSED}. Start Anki; its add-on AnkiConnect (2055492159) must"
        " be installed.\n"
    )
    plain = quick("sync", "--yes", env={"ANKICONNECT_URL": CLOSED})
    assert (plain.out, plain.err, plain.code) == ("", words, 3)
    told = quick("sync", "--json", "--url", f"{CLOSED}/")
    assert (told.err, told.code) == (words, 3)
    assert json.loads(told.out) == {
        "url": CLOSED, "profile": None, "decks": [], "applied": False, "verified": False,
        "needs": [], "twin_cards": 0, "error": words.removeprefix("Error: ").rstrip(),
    }  # fmt: skip
    assert not (birds / "deck.lock").exists()


def test_an_input_with_errors_is_json_with_its_problems(quick: Run, birds: Path) -> None:
    (birds / "deck.yaml").write_text(DECK.replace("answer:", "anwser:"), encoding="utf-8")
    done = quick("sync", "--json", env={"ANKICONNECT_URL": CLOSED})
    told = json.loads(done.out)
    assert (done.err, done.code) == ("", 1)
    assert [*told] == [*KEYS, "problems"]
    assert told["decks"] == []
    assert {each["severity"] for each in told["problems"]} == {"error"}


def test_a_conflict_is_exit_5_with_what_to_do(
    quick: Run, birds: Path, ann: Learner, at: dict[str, str]
) -> None:
    quick("sync", "--yes", env=at)
    (theirs,) = (each for each in ann.look().notes if "Answer" in each.fields)
    ann.edit(theirs, "Answer", "Rusty.")
    (birds / "deck.yaml").write_text(DECK.replace("Orange.", "Orange-red."), encoding="utf-8")
    told = quick("sync", "--yes-many", "--json", env=at)
    (deck,) = json.loads(told.out)["decks"]
    assert (deck["conflicts"], told.code) == (["robin-colour"], 5)
    assert told.err.endswith(
        "Error: 1 note in conflict: robin-colour. Settle each with --keep ID or --overwrite ID.\n"
    )
    again = quick("sync", "--yes", env=at)
    assert again.out.splitlines() == [
        "birds: 1 in conflict, 1 unchanged",
        "  conflict   robin-colour",
        "      Answer",
        "        in Anki:     [-Rusty.-]",
        "        in the deck: {+Orange-red.+}",
        "      --keep robin-colour keeps the text in Anki, --overwrite robin-colour takes the deck's",
        "Nothing to write.",
    ]
    settled = quick("sync", "--yes", "--overwrite", "robin-colour", env=at)
    assert settled.code == 0
    assert quick("sync", "--undo", env=at).code == 2  # nobody is there to agree
    undone = quick("sync", "--undo", "--yes", env=at)
    assert (undone.out.splitlines()[-1], undone.code) == ("Taken back, and read back.", 0)


def test_a_sync_that_only_retires_can_be_taken_back_and_says_so(
    quick: Run, birds: Path, at: dict[str, str]
) -> None:
    quick("sync", "--yes", env=at)
    head, _, _ = DECK.partition("  - id: robin-egg")
    retired = head.replace("notes:", "retired: [robin-egg]\nnotes:")
    (birds / "deck.yaml").write_text(retired, encoding="utf-8")
    done = quick("sync", "--yes", "--suspend-retired", env=at)
    assert done.out.splitlines() == [
        "birds: 1 to retire, 1 unchanged",
        "  retire     robin-egg: gets the tag ankiflask::retired, 1 card will be suspended",
        "Done, and read back. `ankiflask sync --undo` takes it back.",
    ]
    undone = quick("sync", "--undo", "--yes", env=at)
    lines = undone.out.splitlines()
    assert lines[0].endswith(": 1 note to take back")
    assert lines[1:] == [
        "  birds/robin-egg",
        "      tags: -ankiflask::retired",
        "1 card will no longer be suspended.",
        "Taken back, and read back.",
    ]
    nothing = quick("sync", "--undo", "--yes", env=at)
    assert nothing.out.splitlines()[1:] == [
        "2 added notes will stay; delete in Anki if wanted: birds/robin-colour, birds/robin-egg",
        "Nothing was changed: there is nothing to take back.",
    ]


def test_an_unknown_id_is_told_with_a_likely_one(quick: Run, birds: Path) -> None:
    for option in ("--overwrite", "--keep", "--restore"):
        done = quick("sync", "--yes", option, "robin-color", env={"ANKICONNECT_URL": CLOSED})
        assert (done.out, done.code) == ("", 2)
        assert done.err == "Error: No note is called 'robin-color'. Did you mean robin-colour?\n"
    both = quick("sync", "--keep", "robin-egg", "--overwrite", "birds/robin-egg")
    assert (both.code, both.err) == (
        2, "Error: 'birds/robin-egg' cannot be both kept and overwritten.\n",
    )  # fmt: skip
    assert not (birds / "deck.lock").exists()


@pytest.mark.usefixtures("birds")
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://192.0.2.1:8765", "'192.0.2.1' is not this computer. Give --allow-remote if you"),
        ("https://anki.example", "'anki.example' is not this computer."),
        ("http://ann:secret@127.0.0.1:8765", "The address of AnkiConnect holds a name or a"),
        ("127.0.0.1:8765", "'127.0.0.1:8765' is no address of AnkiConnect."),
    ],
)
def test_an_address_that_is_not_this_computers_is_a_wrong_command_line(
    quick: Run, url: str, words: str
) -> None:
    for done in (
        quick("sync", "--yes", "--url", url),
        quick("doctor", env={"ANKICONNECT_URL": url}),
    ):
        assert (done.out, done.code) == ("", 2)
        assert done.err.startswith(f"Error: {words}")
        assert "secret" not in done.err
