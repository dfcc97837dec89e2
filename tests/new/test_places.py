"""What stands at the place already is never touched, and half a folder is never seen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.crash.builders import CORES, Builders, Order, builders
from tests.new.test_new import FILES, NAME, files_in

TAKEN = "is there already, and nothing in it was touched. Choose another name"


def test_a_folder_with_something_in_it_is_refused(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / NAME / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    ran = run("new", NAME)
    assert (ran.code, ran.out) == (4, "")
    assert TAKEN in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert files_in(tmp_path / NAME) == ["mine.txt"]


def test_the_second_time_is_refused_too(run: Run, tmp_path: Path) -> None:
    assert run("new", NAME).code == 0
    before = (tmp_path / NAME / FILES[-2]).read_bytes()
    assert run("new", NAME).code == 4
    assert (tmp_path / NAME / FILES[-2]).read_bytes() == before


def test_an_empty_folder_is_filled(run: Run, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert run("new", NAME).code == 0
    assert files_in(tmp_path / NAME) == FILES


def test_a_file_and_a_link_at_the_place_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    (tmp_path / "lost").symlink_to("nowhere")
    for name in ("file", "link", "lost"):
        ran = run("new", NAME, "-o", name)
        assert ran.code == 4
        assert TAKEN in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "link", "lost"]


def test_the_present_folder_is_refused_even_if_empty(run: Run, tmp_path: Path) -> None:
    for name in (".", str(tmp_path), f"../{tmp_path.name}"):
        ran = run("new", NAME, "-o", name)
        assert ran.code == 4
        assert "is the folder that you are in, which cannot be replaced." in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file/deck", "x" * 300, "/proc/deck"])
def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    ran = run("new", NAME, "-o", place)
    assert (ran.code, ran.out) == (4, "")
    assert "could not be written: " in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_folder_has_the_rights_of_any_new_folder(run: Run, tmp_path: Path) -> None:
    run("new", NAME)
    (tmp_path / "other").mkdir()
    for mode in ((tmp_path / NAME).stat().st_mode, (tmp_path / NAME / "decks").stat().st_mode):
        assert mode == (tmp_path / "other").stat().st_mode


@pytest.fixture(scope="module")
def started() -> Iterator[Builders]:
    with builders(CORES) as running:
        yield running


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(CORES) as threads:
        yield threads


def orders(
    started: Builders, folder: Path, what: str, step: int, *, is_lasting: bool
) -> list[Order]:
    """Return an order for each `step`th file call, each with a folder of its own."""
    (folder / "undisturbed").mkdir(parents=True)
    calls = started.run(Order(folder=str(folder / "undisturbed"), words=("new", NAME))).calls
    assert len(calls) > 100
    made = []
    for number in range(1, len(calls) + 1, step):
        place = folder / f"{what}-{number}"
        place.mkdir()
        order = Order(
            folder=str(place), words=("new", NAME), what=what, call=number, is_lasting=is_lasting
        )
        made.append(order)
    return made


@pytest.mark.parametrize("what", ["ENOSPC", "EACCES", "SIGINT"])
def test_whatever_file_call_fails_there_is_the_whole_folder_or_nothing(
    started: Builders, pool: ThreadPoolExecutor, tmp_path: Path, what: str, *, is_soak: bool
) -> None:
    asked = orders(started, tmp_path, what, 1 if is_soak else 4, is_lasting=False)
    for order, ran in zip(asked, pool.map(started.run, asked), strict=True):
        left = [path.name for path in Path(order.folder).iterdir()]
        assert "Traceback" not in ran.err, (order, ran)
        assert left in ([], [NAME]), (order, ran)
        assert ran.code in ({0, 4, 130} if left else {4, 130}), (order, ran)
        if left:
            assert files_in(Path(order.folder) / NAME) == FILES, (order, ran)


@pytest.mark.parametrize("what", ["EIO", "SIGKILL"])
def test_a_disk_that_dies_or_a_kill_leaves_no_half_folder_of_that_name(
    started: Builders, pool: ThreadPoolExecutor, tmp_path: Path, what: str, *, is_soak: bool
) -> None:
    asked = orders(started, tmp_path, what, 1 if is_soak else 4, is_lasting=True)
    for order, ran in zip(asked, pool.map(started.run, asked), strict=True):
        assert "Traceback" not in ran.err, (order, ran)
        made = Path(order.folder) / NAME
        assert not made.exists() or files_in(made) == FILES, (order, ran)
