"""One at a time in a folder."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ankiflask.errors import OutputError
from ankiflask.files.locks import in_turn

TAKER = """
import sys
from pathlib import Path
from ankiflask.files.locks import in_turn
with in_turn(map(Path, sys.argv[1:])):
    print("taken", flush=True)
    sys.stdin.read()
"""


@contextmanager
def taken(*folders: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process has its turn in the folders."""
    command = [sys.executable, "-c", TAKER, *map(str, folders)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as taker:
        assert taker.stdout
        assert taker.stdout.readline() == b"taken\n"
        yield taker


def test_whoever_waited_too_long_is_told_what_to_do(tmp_path: Path) -> None:
    with taken(tmp_path), pytest.raises(OutputError) as told, in_turn([tmp_path], patience=0.1):
        pass
    assert str(told.value) == (
        f"Another ankiflask has been at work in {tmp_path} for 0.1 seconds. "
        "Wait until it is done, or end it, and run this again."
    )


def test_a_turn_ends_with_its_block_and_with_its_process(tmp_path: Path) -> None:
    for _ in range(2):
        with in_turn([tmp_path], patience=0.1):
            pass
    with taken(tmp_path) as taker:
        taker.kill()
        with in_turn([tmp_path]):
            pass


def test_several_folders_are_waited_for_and_others_are_not(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    for folder in (one, two, three):
        folder.mkdir()
    with taken(one, two):
        with in_turn([three], patience=0.1):
            pass
        with pytest.raises(OutputError), in_turn([three, two], patience=0.1):
            pass
        with in_turn([three], patience=0.1):  # It was given back.
            pass


def test_a_folder_by_two_names_is_one_folder(tmp_path: Path) -> None:
    folder, other = tmp_path / "folder", tmp_path / "other"
    folder.mkdir()
    other.symlink_to(folder)
    with in_turn([folder, folder, other, folder / "." / ".." / "folder"], patience=0.1):
        pass
    with taken(folder), pytest.raises(OutputError), in_turn([other], patience=0.1):
        pass


def test_who_waits_for_one_folder_does_not_keep_another_from_whoever_has_the_first(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = sorted(folders, key=lambda folder: folder.stat().st_ino)
    command = [sys.executable, "-c", TAKER, str(second), str(first)]
    with (
        taken(first) as taker,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as waiter,
    ):
        time.sleep(0.5)
        with in_turn([second], patience=0.1):
            pass
        taker.kill()
        assert waiter.stdout
        assert waiter.stdout.readline() == b"taken\n"
        waiter.kill()


def test_what_is_no_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with in_turn([tmp_path / "nowhere", tmp_path / "file" / "below"], patience=0.1):
        pass
