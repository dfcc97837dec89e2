"""Every file call of a build fails, once or from then on, in each of three ways."""

from pathlib import Path

import pytest

from tests.crash.ages import Ages
from tests.crash.builders import Builders, Order
from tests.crash.judge import disturb, undisturbed_calls


def is_vital(calls: tuple[str, ...], number: int) -> bool:
    """Whether content is not safely there without this call."""
    call = calls[number - 1]
    is_content = calls[number - 2] in {"os.write", "os.chmod"}  # and no folder
    return call in {"os.write", "os.replace", "renameat2"} or (call == "os.fsync" and is_content)


@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES"])
@pytest.mark.parametrize("is_lasting", [False, True], ids=["once", "from then on"])
def test_a_failing_file_call_leaves_the_old_or_the_new_and_is_told(
    builds: Builders, any_ages: Ages, tmp_path: Path, error: str, *, is_lasting: bool
) -> None:
    calls = undisturbed_calls(builds, any_ages, tmp_path / "undisturbed")
    # Reading never goes on after a failure, so there once and from then on are the same.
    numbers = range(calls.index("os.mkdir") + 1 if is_lasting else 1, len(calls) + 1)
    orders = [Order(what=error, call=n, is_lasting=is_lasting) for n in numbers]
    runs = disturb(builds, any_ages, tmp_path, orders)
    for number, run in zip(numbers, runs, strict=True):
        assert run.code in ({4} if is_vital(calls, number) else {0, 1, 2, 4}), (number, run)


@pytest.mark.parametrize("size", [0, 100, 400, 4096])
def test_a_limit_on_the_size_of_files_leaves_the_old_or_the_new_and_is_told(
    builds: Builders, ages: Ages, tmp_path: Path, size: int
) -> None:
    (run,) = disturb(builds, ages, tmp_path, [Order(file_size=size)])
    assert run.code == 4
    assert "file too large. Raise the limit on the size of files" in run.err
