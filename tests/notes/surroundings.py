"""What some decks of tests/cases/decks need around them that a repository does not hold."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path


def surround(case: str, folder: Path) -> None:
    """Put around the copy of a case what belongs there."""
    if case in _MAKERS:
        _MAKERS[case](folder)


def _linked_outside(folder: Path) -> None:
    (folder.parent / "secret.png").write_bytes(b"secret")
    _media(folder).joinpath("robin.png").symlink_to(folder.parent / "secret.png")


def _linked_to_itself(folder: Path) -> None:
    _media(folder).joinpath("robin.png").symlink_to("robin.png")


def _folder_as_picture(folder: Path) -> None:
    _media(folder).joinpath("robin.png").mkdir()


def _fifo_as_picture(folder: Path) -> None:
    os.mkfifo(_media(folder) / "robin.png")


def _source_above(folder: Path) -> None:
    (folder.parent / "seed.txt").write_bytes(b"A robin sings.\n")


def _media_linked_inside(folder: Path) -> None:
    _media(folder).joinpath("robin.png").write_bytes(b"robin")
    (folder / "media").rename(folder / "pictures")
    (folder / "media").symlink_to("pictures")


def _linked_media(folder: Path) -> None:
    pictures = folder.parent / "pictures"
    pictures.mkdir()
    (pictures / "robin.png").write_bytes(b"robin")
    (folder / "media").symlink_to(pictures)


def _reserved_names(folder: Path) -> None:
    # No repository can hold these: nobody could check it out on Windows.
    for name in ("aux.png", "NUL.mp3", "con.png"):
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / name).write_bytes(name.encode())


def _two_letter_cases(folder: Path) -> None:
    for name in ("robin.png", "Robin.png"):
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / name).write_bytes(name.encode())


def _media(folder: Path) -> Path:
    (folder / "media").mkdir()
    return folder / "media"


_MAKERS: Mapping[str, Callable[[Path], object]] = {
    "good-media-folder-is-a-link": _media_linked_inside,
    "good-pictures-of-two-letter-cases": _two_letter_cases,
    "image-is-a-folder": _folder_as_picture,
    "image-links-outside": _linked_outside,
    "image-reserved-on-windows": _reserved_names,
    "media-folder-links-outside": _linked_media,
    "lock-is-a-fifo": lambda folder: os.mkfifo(folder / "deck.lock"),
    "lock-is-a-folder": lambda folder: (folder / "deck.lock").mkdir(),
    "media-is-a-file": lambda folder: (folder / "media").write_bytes(b"x"),
    "picture-is-a-fifo": _fifo_as_picture,
    "picture-is-a-folder": _folder_as_picture,
    "picture-links-outside": _linked_outside,
    "picture-links-to-itself": _linked_to_itself,
    "picture-reserved-on-windows": _reserved_names,
    "source-above-the-deck": _source_above,
    "source-ends-while-read": lambda folder: (folder / "seed.txt").symlink_to("/proc/self/mem"),
    "source-is-a-device": lambda folder: (folder / "seed.txt").symlink_to("/dev/zero"),
    "source-is-a-fifo": lambda folder: os.mkfifo(folder / "seed.txt"),
}
