"""Examples in processes of their own, several at a time: the only place that starts a deck's code."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

from ankiflask.examples.report import MOST_PRINTED, seen
from ankiflask.values.errors import UsageError
from ankiflask.values.example import Example, Seen, Surroundings

_INSIDE = Path(__file__).with_name("inside.py")
_Running = set["subprocess.Popen[str]"]


def absolute_python(name: str) -> Path:
    """Return the path of the Python that is meant. Raises UsageError where there is none."""
    found = shutil.which(name)
    # Not resolved: what a link of an environment leads to does not know the environment.
    python = Path(os.path.abspath(found)) if found else None  # noqa: PTH100 - it keeps links
    asked = [str(python), "-I", "-c", "import sys; print(sys.version_info >= (3, 9))"]
    try:
        said = python and subprocess.run(asked, capture_output=True, timeout=60, check=False).stdout  # noqa: S603 - what the user named
    except (OSError, subprocess.TimeoutExpired):
        said = b""
    if python is None or not said or said.strip() != b"True":
        message = f"{name!r} is no Python of 3.9 or newer that can be run."
        raise UsageError(message, "Name one, such as `--python .venv/bin/python`.")
    return python


def run(
    examples: Sequence[Example], where: Surroundings
) -> Generator[tuple[Example, Seen], None, None]:
    """Yield each example with what its run left, in order.

    Each has a process and an empty folder of its own. Both are gone when it ends, also where the
    caller stops before the last one.
    """
    running: _Running = set()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = [pool.submit(_run_one, example, where, running) for example in examples]
        try:
            for example, future in zip(examples, futures, strict=True):
                yield example, future.result()
        finally:
            for future in futures:
                future.cancel()
            while wait(futures, timeout=0.05).not_done:
                for process in tuple(running):
                    _kill(process)


def _run_one(example: Example, where: Surroundings, running: _Running) -> Seen:
    with tempfile.TemporaryDirectory(prefix="ankiflask-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        for own in ("here", "home", "tmp"):
            (folder / own).mkdir()
        code = _exit_code(_job(example, where, folder), where, folder, running)
        return seen(code, _beginning(folder / "printed"), _beginning(folder / "report"))


def _job(example: Example, where: Surroundings, folder: Path) -> str:
    return json.dumps(
        {
            "codes": [
                {"key": code.key, "text": code.text, "places": [each.place for each in code.claims]}
                for code in example.codes
            ],
            "has_network": example.has_network,
            "seconds": where.seconds,
            "report": str(folder / "report"),
        }
    )


def _exit_code(job: str, where: Surroundings, folder: Path, running: _Running) -> int | None:
    """Return how the process ended, None where its time was over. Nothing of its group is left."""
    with (folder / "printed").open("ab") as printed:
        process = subprocess.Popen(  # noqa: S603 - what `--run` is for
            [where.python, "-I", "-X", "utf8", _INSIDE],
            stdin=subprocess.PIPE,
            stdout=printed,
            stderr=subprocess.DEVNULL,
            cwd=folder / "here",
            env=_environment(where, folder),
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )
    running.add(process)
    try:
        process.communicate(job, timeout=where.seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill(process)
        process.wait()
        running.discard(process)
    return process.returncode


def _environment(where: Surroundings, folder: Path) -> dict[str, str]:
    return {
        "PATH": os.pathsep.join((str(where.python.parent), os.defpath)),
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8",
    }


def _kill(process: "subprocess.Popen[str]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _beginning(file: Path) -> bytes:
    """Return what stands in the file, or enough of it to see that it is too much."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_PRINTED + 1)
    except OSError:
        return b""
