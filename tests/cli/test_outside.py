"""A deck reads only what is in its folder; a draft copies its text there; nothing outside is shown."""

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run

HIDDEN = "topsecret-4711"
HIDDEN_TEXT = f"root:{HIDDEN}:0\n- {HIDDEN}\n{HIDDEN} is a bird with a red breast.\n"
NOTES = "A robin is a small bird with a red breast.\n"
COMMANDS = ("check", "check --format github", "check --fix", "build", "preview")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Make a deck, and next to its repository a file that it has no business with."""
    (tmp_path / "outside").mkdir()
    for name in ("id.txt", "id.png", "deck.yaml", "deck.lock"):
        (tmp_path / "outside" / name).write_text(HIDDEN_TEXT, encoding="utf-8")
    folder = tmp_path / "decks" / "birds"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    return folder


def with_key(folder: Path, key: str) -> None:
    (folder / "deck.yaml").write_text(DECK + f"    {key}\n", encoding="utf-8")


def with_source(folder: Path, source: str) -> None:
    (folder / "deck.yaml").write_text(f"source: {source}\n{DECK}", encoding="utf-8")


def linked_folder(folder: Path) -> None:
    (folder / "notes").symlink_to("../../outside")
    with_source(folder, "notes/id.txt")


def linked_file(folder: Path) -> None:
    (folder / "seed.txt").symlink_to("../../outside/id.txt")
    with_source(folder, "seed.txt")


def linked_twice(folder: Path) -> None:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to(folder.parents[1] / "outside" / "id.txt")
    with_source(folder, "a")


def linked_media(folder: Path) -> None:
    (folder / "media").symlink_to("../../outside")
    with_key(folder, "picture: id.png")


def media_behind_a_link(folder: Path) -> None:
    (folder / "files").symlink_to("../../outside")
    (folder / "media").symlink_to("files")
    with_key(folder, "note: '![x](id.png)'")


def linked_picture(folder: Path) -> None:
    (folder / "media").mkdir()
    (folder / "media" / "id.png").symlink_to("../../../outside/id.png")
    with_key(folder, "picture: id.png")


def linked_deck(folder: Path) -> None:
    (folder / "deck.yaml").unlink()
    (folder / "deck.yaml").symlink_to("../../outside/deck.yaml")


def linked_lock(folder: Path) -> None:
    (folder / "deck.lock").symlink_to("../../outside/deck.lock")


WAYS: dict[str, Callable[[Path], object]] = {
    "source above": lambda folder: with_source(folder, "../../outside/id.txt"),
    "source above and back": lambda folder: with_source(folder, "../../outside/../outside/id.txt"),
    "source that is absolute": lambda folder: with_source(folder, str(folder.parents[1] / "outside" / "id.txt")),
    "source of the system": lambda folder: with_source(folder, "../" * 20 + "etc/passwd"),
    "source of the process": lambda folder: with_source(folder, "../" * 20 + "proc/self/environ"),
    **{each.__name__: each for each in (linked_folder, linked_file, linked_twice, linked_media, media_behind_a_link, linked_picture, linked_deck, linked_lock)},
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_nothing_outside_is_read_or_shown(quick: Run, deck: Path, tmp_path: Path, way: str) -> None:
    WAYS[way](deck)
    outside = {path: path.read_bytes() for path in (tmp_path / "outside").iterdir()}
    for words in COMMANDS:
        ran = quick(*words.split(), env={"TOKEN": HIDDEN})
        assert ran.code == 1, (words, ran)
        assert HIDDEN not in ran.out + ran.err
        assert "root:" not in ran.out + ran.err
        assert "Traceback" not in ran.err
    for made in (tmp_path / "dist").glob("*") if (tmp_path / "dist").exists() else ():
        assert HIDDEN.encode() not in made.read_bytes()
        if zipfile.is_zipfile(made):
            with zipfile.ZipFile(made) as archive:
                assert HIDDEN_TEXT.encode() not in [
                    archive.read(name) for name in archive.namelist()
                ]
    assert {path: path.read_bytes() for path in outside} == outside


@pytest.mark.parametrize(
    "source", ["seed.txt", "texts/seed.txt", "./texts/../seed.txt", "link.txt"]
)
def test_a_source_in_the_folder_is_read(quick: Run, deck: Path, source: str) -> None:
    (deck / "texts").mkdir()
    for name in ("seed.txt", "texts/seed.txt"):
        (deck / name).write_text(NOTES, encoding="utf-8")
    (deck / "link.txt").symlink_to("texts/seed.txt")
    with_source(deck, source)
    assert quick("check").code == 0


def test_a_deck_folder_that_is_a_link_is_one_all_the_same(
    quick: Run, deck: Path, tmp_path: Path
) -> None:
    (deck / "seed.txt").write_text(NOTES, encoding="utf-8")
    with_source(deck, "seed.txt")
    (tmp_path / "here").symlink_to(deck)
    assert quick("check", "here").code == 0


def test_a_fifo_is_refused_and_not_waited_for(quick: Run, deck: Path) -> None:
    os.mkfifo(deck / "seed.txt")
    with_source(deck, "seed.txt")
    assert quick("check").code == 1
    assert stat.S_ISFIFO((deck / "seed.txt").stat().st_mode)


OUT = "decks/new/deck.yaml"


def test_a_text_from_elsewhere_is_copied_and_said_so(quick: Run, tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + NOTES.replace("\n", "\r\n").encode()
    (tmp_path / "notes.txt").write_bytes(content)
    ran = quick("draft", "notes.txt", "-o", OUT)
    assert ran.code == 0
    assert (
        "the text was copied to decks/new/notes.txt. Edit the copy from now on. [draft-copied]"
        in ran.err
    )
    assert (tmp_path / "decks/new/notes.txt").read_bytes() == content
    assert "\nsource: notes.txt\n" in (tmp_path / OUT).read_text(encoding="utf-8")
    assert quick("check").code == 0
    assert quick("build").code == 0


def test_drafted_again_the_copy_or_the_text_add_what_is_new(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    assert quick("draft", "notes.txt", "-o", OUT).code == 0
    for text in ("notes.txt", "decks/new/notes.txt"):
        before = (tmp_path / OUT).read_bytes()
        assert quick("draft", text, "-o", OUT).out == f"{OUT}: 0 new notes\n"
        assert (tmp_path / OUT).read_bytes() == before
    grown = NOTES + "An owl is a bird of the night.\n"
    (tmp_path / "notes.txt").write_text(grown, encoding="utf-8")
    ran = quick("draft", "notes.txt", "-o", OUT)
    assert ran.out == f"{OUT}: 1 new note\n"
    assert "The new lines were copied to decks/new/notes.txt, too." in ran.err
    assert (tmp_path / "decks/new/notes.txt").read_text(encoding="utf-8") == grown
    assert quick("check").code == 0


def test_an_edited_copy_is_never_overwritten(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    assert quick("draft", "notes.txt", "-o", OUT).code == 0
    copy = tmp_path / "decks/new/notes.txt"
    copy.write_text(NOTES + "Mine is a line of my own.\n", encoding="utf-8")
    edited, deck = copy.read_bytes(), (tmp_path / OUT).read_bytes()
    (tmp_path / "notes.txt").write_text(
        NOTES + "An owl is a bird of the night.\n", encoding="utf-8"
    )
    ran = quick("draft", "notes.txt", "-o", OUT)
    assert ran.code == 1
    assert (
        "Draft decks/new/notes.txt; if yours is the one to keep, copy it there before." in ran.err
    )
    assert (copy.read_bytes(), (tmp_path / OUT).read_bytes()) == (edited, deck)


def test_another_file_of_that_name_is_left_alone(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    (tmp_path / "decks/new").mkdir(parents=True)
    (tmp_path / "decks/new/notes.txt").write_text("mine\n", encoding="utf-8")
    ran = quick("draft", "notes.txt", "-o", OUT)
    assert ran.code == 1
    assert "would be copied to decks/new/notes.txt, where another file is." in ran.err
    assert (tmp_path / "decks/new/notes.txt").read_text(encoding="utf-8") == "mine\n"
    assert not (tmp_path / OUT).exists()


def test_a_text_named_like_the_deck_file_gets_another_name(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "deck.lock").write_text(NOTES, encoding="utf-8")
    assert quick("draft", "deck.lock", "-o", OUT).code == 0
    assert (tmp_path / "decks/new/seed.txt").read_text(encoding="utf-8") == NOTES
    assert quick("check").code == 0


def test_a_text_in_the_folder_is_not_copied(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "decks/new/texts").mkdir(parents=True)
    (tmp_path / "decks/new/texts/notes.txt").write_text(NOTES, encoding="utf-8")
    ran = quick("draft", "decks/new/texts/notes.txt", "-o", OUT)
    assert "draft-copied" not in ran.err
    assert "\nsource: texts/notes.txt\n" in (tmp_path / OUT).read_text(encoding="utf-8")
