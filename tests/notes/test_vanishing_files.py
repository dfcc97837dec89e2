"""A file that comes and goes while it is read."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ankiflask.errors import InputError
from ankiflask.files.read import read_text

TEXT = "deck: Birds\n" * 20_000


@pytest.fixture
def vanishing(tmp_path: Path) -> Iterator[Path]:
    """A file that another thread puts in its place and takes away, again and again."""
    path, spare = tmp_path / "deck.yaml", tmp_path / "spare"
    is_over = threading.Event()

    def come_and_go() -> None:
        while not is_over.is_set():
            spare.write_text(TEXT, encoding="utf-8")
            spare.rename(path)
            path.unlink()

    thread = threading.Thread(target=come_and_go)
    thread.start()
    yield path
    is_over.set()
    thread.join()


def test_a_file_that_goes_while_it_is_read_is_whole_or_told(vanishing: Path) -> None:
    for _ in range(500):
        try:
            text = read_text(vanishing).text
        except InputError as error:
            (problem,) = error.problems
            assert problem.rule == "unreadable"
        else:
            assert text == TEXT
