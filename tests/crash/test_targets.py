"""What may stand where a file shall be written."""

import os
import stat
from pathlib import Path

import pytest

from ankiflask.errors import OutputError
from ankiflask.files.write import write_file
from tests.crash.ages import LOCK, NEW_SECOND, PACKAGE, Ages, put
from tests.crash.builders import Builders, Order

KINDS = ["folder", "full folder", "link to a file", "link to nothing", "link to itself", "fifo"]


def stand(path: Path, kind: str) -> None:
    """Put something that is no regular file at the path."""
    match kind.split():
        case ["link", *_, to]:
            path.symlink_to({"file": "other", "nothing": "nowhere", "itself": path.name}[to])
            path.with_name("other").write_bytes(b"mine")
        case ["fifo"]:
            os.mkfifo(path)
        case _:
            path.mkdir()
            if kind == "full folder":
                (path / "mine").write_bytes(b"mine")


def looks(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return the kind of everything in the folder, and what it holds or where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        content = str(path.readlink()).encode() if stat.S_ISLNK(mode) else b""
        found[str(path)] = mode, path.read_bytes() if stat.S_ISREG(mode) else content
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_where_no_regular_file_stands_no_package_is_written(
    builds: Builders, ages: Ages, tmp_path: Path, kind: str
) -> None:
    put(tmp_path, ages.old)
    package = tmp_path / PACKAGE
    package.unlink()
    stand(package, kind)
    before = looks(package.parent)
    run = builds.run(Order(folder=str(tmp_path), second=NEW_SECOND))
    assert run.code == 4
    assert run.err == (
        "Error: dist/birds.apkg is no regular file, so nothing was written. "
        "Remove it, or name another place.\n"
    )
    assert looks(package.parent) == before


@pytest.mark.parametrize("kind", ["link to nothing", "link to itself"])
def test_a_lock_that_leads_nowhere_is_told_and_stays(
    builds: Builders, ages: Ages, tmp_path: Path, kind: str
) -> None:
    put(tmp_path, ages.old)
    (tmp_path / LOCK).unlink()
    stand(tmp_path / LOCK, kind)
    before = looks(tmp_path)
    run = builds.run(Order(folder=str(tmp_path), second=NEW_SECOND))
    assert run.code in {1, 4}
    assert "decks/birds/deck.lock" in run.err
    assert looks(tmp_path) == before


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    path = Path("/dev/null")
    if os.geteuid() == 0:  # who could replace the real one
        path = tmp_path / "null"
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    with pytest.raises(OutputError, match="no regular file"):
        write_file(path, b"new")
    assert stat.S_ISCHR(path.lstat().st_mode)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o444, 0o755, 0o000])
def test_an_old_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "birds.apkg"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_file(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    path.chmod(0o600)
    assert path.read_bytes() == b"new"


def test_a_folder_that_may_not_be_written_is_told(
    builds: Builders, ages: Ages, tmp_path: Path
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere; test_failing_calls.py refuses it")
    put(tmp_path, ages.old)
    (tmp_path / "dist").chmod(0o555)
    run = builds.run(Order(folder=str(tmp_path), second=NEW_SECOND))
    (tmp_path / "dist").chmod(0o755)
    assert run.code == 4
    assert run.err == (
        "Error: dist/birds.apkg could not be written: permission denied. Look at the rights of its "
        "folder, and run this again. What stood there before is unchanged.\n"
    )


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "dist").write_bytes(b"mine")
    for path in (tmp_path / "dist" / "birds.apkg", tmp_path / "dist" / "new" / "birds.apkg"):
        with pytest.raises(OutputError, match="Remove the file that stands where a folder should"):
            write_file(path, b"new")
    assert looks(tmp_path).popitem()[1][1] == b"mine"


def test_a_file_that_has_the_content_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "birds.apkg"
    write_file(path, b"same")
    before = path.stat()
    write_file(path, b"same")
    assert path.stat() == before


def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("b" * 255)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
