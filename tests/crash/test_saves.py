"""A person saves the file that a command is about to replace, at any of the command's file calls."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.crash.ages import put, tree
from tests.crash.builders import CORES, Builders, Order, Run
from tests.crash.faults import save_text
from tests.crash.judge import parts

DECK = """\
deck: Birds
uid: birds
source: notes.txt
difficulty: easy
notes:
  - id: robin-colour
    from: [1]
    question: What colour is a robin's breast?
    answer: Orange, see foo_bar().
"""
NOTES = "A robin's breast is orange.\nOwls eat mice at night.\n"
WITHOUT_SOURCE = DECK.replace("source: notes.txt\n", "").replace("    from: [1]\n", "")
FIRST = {"notes.txt": NOTES.encode()}
MEANWHILE = ("saved while this ran", "created while this ran", "removed while this ran")


@dataclass(frozen=True)
class Scene:
    """A command that writes `file`, where `files` are."""

    words: tuple[str, ...]
    files: dict[str, bytes]
    file: str


SCENES = {
    "a draft into a deck": Scene(
        ("draft", "notes.txt", "-o", "deck.yaml"), FIRST | {"deck.yaml": DECK.encode()}, "deck.yaml"
    ),
    "a first draft": Scene(("draft", "notes.txt", "-o", "deck.yaml"), FIRST, "deck.yaml"),
    "check --fix": Scene(
        ("check", "--fix", "deck.yaml"), {"deck.yaml": WITHOUT_SOURCE.encode()}, "deck.yaml"
    ),
    "a build's lock": Scene(
        ("build", "deck.yaml"),
        {
            "deck.yaml": WITHOUT_SOURCE.encode(),
            "deck.lock": b"format 1\nuid birds\ndeck Birds\nsubdecks none\n",
        },
        "deck.lock",
    ),
    "a build's first lock": Scene(
        ("build", "deck.yaml"), {"deck.yaml": WITHOUT_SOURCE.encode()}, "deck.lock"
    ),
}


@pytest.fixture(params=SCENES)
def scene(request: pytest.FixtureRequest) -> Scene:
    return SCENES[request.param]


@pytest.mark.parametrize("lacks", ["", "renameat2"])
@pytest.mark.parametrize("what", ["SAVE", "SAVE BY RENAMING"])
@pytest.mark.parametrize("is_lasting", [False, True], ids=["once", "again and again"])
def test_what_a_person_saves_at_any_moment_is_there_afterwards(  # noqa: PLR0913 - a grid
    builds: Builders, scene: Scene, tmp_path: Path, lacks: str, what: str, *, is_lasting: bool
) -> None:
    calls = undisturbed(builds, scene, tmp_path / "undisturbed", lacks)
    order = Order(words=scene.words, what=what, lacks=lacks, is_lasting=is_lasting)
    numbers = [
        number
        for number, name in enumerate(calls, start=1)
        # Between comparing and renaming only an exchange is without a gap.
        if not (lacks and what != "SAVE" and name == "os.replace")
    ]
    numbers = numbers[-12 if is_lasting else -32 :]  # before those nothing was read yet
    stopped = 0
    for number, run, place in disturbed(builds, scene, order, numbers, tmp_path):
        lasts = range(number, len(run.calls) + 1) if is_lasting else [number]
        found = tree(place)
        texts = {name: text.decode() for name, text in found.items() if name.startswith("deck")}
        kept = {name for name, text in texts.items() for at in lasts if text == save_text(at)}
        assert kept or len(run.calls) < number, (number, run, texts)
        assert not parts(found), (number, run)
        assert "Traceback" not in run.err
        if run.code == 4:
            stopped += 1
            assert any(each in run.err for each in (*MEANWHILE, "kept-1: compare")), run
            assert "editor.tmp" not in found
    assert stopped or is_lasting


def disturbed(
    builds: Builders, scene: Scene, order: Order, numbers: list[int], folder: Path
) -> Iterator[tuple[int, Run, Path]]:
    def one(number: int) -> tuple[int, Run, Path]:
        place = put(folder / str(number), scene.files)
        saved = str(place / scene.file)
        return (
            number,
            builds.run(replace(order, folder=str(place), call=number, saved=saved)),
            place,
        )

    with ThreadPoolExecutor(CORES) as pool:
        yield from pool.map(one, numbers)


def undisturbed(builds: Builders, scene: Scene, folder: Path, lacks: str) -> tuple[str, ...]:
    """Return the file calls of the command, which writes the file."""
    put(folder, scene.files)
    run = builds.run(Order(folder=str(folder), words=scene.words, lacks=lacks))
    assert run.code == 0, run
    assert (folder / scene.file).read_bytes() != scene.files.get(scene.file)
    return run.calls


@pytest.mark.parametrize("name", ["a draft into a deck", "check --fix"])
def test_a_deck_that_is_removed_meanwhile_is_not_made_again(
    builds: Builders, tmp_path: Path, name: str
) -> None:
    scene = SCENES[name]
    calls = undisturbed(builds, scene, tmp_path / "undisturbed", "")
    at = calls.index("os.write") + 1
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    place = put(tmp_path / "place", scene.files)
    order = Order(folder=str(place), words=scene.words, what="PAUSE", call=at, meeting=str(meeting))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(builds.run, order)
        while not (meeting / "paused").exists():
            assert not running.done(), running.result()
        (place / scene.file).unlink()
        (meeting / "go").touch()
        run = running.result()
    assert run.code == 4
    assert run.err.endswith(
        "deck.yaml was removed while this ran, so it was not written. Run this again.\n"
    )
    assert scene.file not in tree(place)


def test_a_kill_amid_an_exchange_leaves_what_a_person_saved_in_that_moment(
    builds: Builders, tmp_path: Path
) -> None:
    """The next command removes an old file that is known, and keeps one that is not."""
    place = put(tmp_path, SCENES["check --fix"].files)
    known, unknown = b"known", b"saved by a person"
    for content, random in ((known, "a" * 16), (unknown, "b" * 16)):
        name = f".ankiflask-{random}-{_hash(known)}-{'0' * 16}.old"
        (place / name).write_bytes(content)
    run = builds.run(Order(folder=str(place), words=("check", "--fix", "deck.yaml")))
    assert run.code == 0
    assert [text for name, text in tree(place).items() if name.endswith(".old")] == [unknown]


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]
