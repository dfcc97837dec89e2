"""Every file and folder that a command makes has the rights that the umask leaves."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run

COMMANDS = (
    "build right.yaml -o made/dist",
    "draft lines.txt -o made/deck.yaml",
    "check --fix made/deck.yaml",
    "preview right.yaml -o made/page/preview.html",
    "new Birds -o made/birds",
)


@contextmanager
def masked(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def rights(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("mask", [0o077, 0o027, 0o022, 0o002])
def test_what_is_new_has_the_rights_that_the_umask_leaves(
    quick: Run, tmp_path: Path, mask: int
) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "right.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "lines.txt").write_text("A robin is a bird with a red breast.\n", encoding="utf-8")
    before = {*rights(tmp_path)}
    with masked(mask):
        for words in COMMANDS:
            ran = quick(*words.split())
            assert ran.code == 0, ran.err
    made = {name: mode for name, mode in rights(tmp_path).items() if name not in before}
    assert {"right.lock", "made/dist/birds.apkg", "made/deck.yaml", "made/page/preview.html"} <= {
        *made
    }
    for name, mode in made.items():
        whole = 0o777 if (tmp_path / name).is_dir() else 0o666
        assert mode == whole & ~mask, f"{name} {mode:o}"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o604])
def test_what_is_there_keeps_its_rights(quick: Run, tmp_path: Path, mode: int) -> None:
    deck = tmp_path / "right.yaml"
    deck.write_text(DECK, encoding="utf-8")
    assert quick("build", "right.yaml").code == 0
    files = (tmp_path / "right.lock", tmp_path / "dist" / "birds.apkg")
    for file in files:
        file.chmod(mode)
    deck.write_text(DECK.replace("Orange", "Red"), encoding="utf-8")
    with masked(0o077):
        assert quick("build", "right.yaml").code == 0
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [mode, mode]
