"""Half-written files: whose writer lives stays, whose writer was killed goes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from ankiflask.files.part import new_part
from ankiflask.files.write import new_folder, write_file
from tests.crash.ages import tree

WRITER = """
import os, sys
from pathlib import Path
from ankiflask.files.write import new_folder
from ankiflask.files.part import new_part
with new_part(Path(sys.argv[1])) as (handle, part):
    os.write(handle, b"half")
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_part_stays_while_its_writer_lives_and_is_removed_after_its_death(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"held\n"
        write_file(tmp_path / "birds.apkg", b"new")
        assert sorted(tree(tmp_path).values()) == [b"half", b"new"]
        writer.kill()
    assert writer.returncode == -signal.SIGKILL
    write_file(tmp_path / "owls.apkg", b"new")
    assert sorted(tree(tmp_path)) == ["birds.apkg", "owls.apkg"]


NEW = """
import sys
from pathlib import Path
from ankiflask.files.write import new_folder
from ankiflask.files.write import write_file
with new_folder(Path(sys.argv[1]) / "tea") as part:
    write_file(part / "decks" / "tea" / "deck.yaml", b"half")
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_new_folder_stays_while_its_maker_lives_and_is_removed_after_its_death(
    tmp_path: Path,
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", NEW, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as maker:
        assert maker.stdout
        assert maker.stdout.readline() == b"held\n"
        with new_folder(tmp_path / "owls") as part:
            write_file(part / "deck.yaml", b"whole")
        assert sorted(tree(tmp_path).values()) == [b"half", b"whole"]
        maker.kill()
    mine = tmp_path / ".ankiflask-notes.new"
    mine.mkdir()
    with new_folder(tmp_path / "wrens") as part:
        write_file(part / "deck.yaml", b"whole")
    assert sorted(each.name for each in tmp_path.iterdir()) == [mine.name, "owls", "wrens"]


def test_what_only_looks_like_a_part_stays(tmp_path: Path) -> None:
    names = [".ankiflask", "ankiflask-0123.part", ".birds.apkg.part", ".ankiflask-notes.md"]
    for name in names:
        (tmp_path / name).write_bytes(b"mine")
    write_file(tmp_path / "birds.apkg", b"new")
    assert set(tree(tmp_path)) == {*names, "birds.apkg"}


def test_remains_go_also_where_nothing_new_is_to_be_written(tmp_path: Path) -> None:
    write_file(tmp_path / "deck.lock", b"same")
    (tmp_path / ".ankiflask-0123456789abcdef.part").write_bytes(b"half")
    write_file(tmp_path / "deck.lock", b"same")
    assert tree(tmp_path) == {"deck.lock": b"same"}


def test_a_fifo_with_the_name_of_a_part_stops_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".ankiflask-0123456789abcdef.part")
    write_file(tmp_path / "deck.lock", b"new")
    assert (tmp_path / "deck.lock").read_bytes() == b"new"


def test_a_part_is_nobody_elses_to_read(tmp_path: Path) -> None:
    with new_part(tmp_path) as (handle, _):
        assert os.fstat(handle).st_mode & 0o777 == 0o600
