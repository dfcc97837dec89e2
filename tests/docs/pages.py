"""README.md and the pages of docs/: their examples, each with what really comes of it.

An HTML comment before a fence says what the fence is:

    <!-- file: NAME -->          a file; it is written when the page comes to it
    <!-- shows NAME -->          the content of a file that an earlier command wrote
    <!-- run -->                 commands and what they print, each with exit code 0
    <!-- run: exit code 1 -->    the same, but the last command exits with that code
    <!-- run with Anki -->       the same in front of a running Anki
    <!-- json: COMMAND -->       the JSON that a command prints, with … for what differs from run to run

All examples of a page run in one folder, in the page's order.
"""

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.cli.command_line import Ran
from tests.waiting import HANG_LIMIT

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DOCS = ROOT / "docs"
PAGES = (README, *sorted(DOCS.glob("*.md")))
NEEDS_ANKI = tuple(DOCS / name for name in ("json.md", "sync.md"))

EXAMPLE = re.compile(
    r"(?P<head><!-- (?P<what>file|shows|run|json)(?: with Anki)?:? ?(?P<said>[^\n]*?) ?-->\n```(?P<language>\w+)\n)"
    r"(?P<body>.*?)(?P<end>```\n)",
    re.DOTALL,
)
# Hashes depend on when a note changed, and the uid of a new deck ends at random.
_RANDOM = re.compile(r'(?<=")[0-9a-f]{64}(?=")|(?<="birdsong-)[a-z0-9]{6}(?=")')
_EXIT_CODE = re.compile(r",? ?exit code (\d+)$")


@dataclass(frozen=True)
class Folder:
    """Where a page's examples run. `shown` replaces what differs from machine to machine."""

    path: Path
    ankiflask: Callable[..., Ran]
    shown: Callable[[str], str] = str

    def run(self, command: str) -> Ran:
        """Run a command that a page shows."""
        program, *words = shlex.split(command)
        if program == "ankiflask":
            return self.ankiflask(*words)
        done = subprocess.run(
            [program, *words],
            cwd=self.path,
            capture_output=True,
            encoding="utf-8",
            timeout=HANG_LIMIT,
            check=False,
        )
        return Ran(done.stdout, done.stderr, done.returncode)


def worked_through(page: str, folder: Folder) -> str:
    """Return the page with what its examples really print. Exit codes are asserted."""
    return EXAMPLE.sub(lambda match: _worked(match, folder), page)


def _worked(match: re.Match[str], folder: Folder) -> str:
    said = match["said"]
    expected = int(code[1]) if (code := _EXIT_CODE.search(said)) else 0
    words = _EXIT_CODE.sub("", said)
    if match["what"] == "file":
        file = folder.path / words
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(match["body"], encoding="utf-8")
        body = match["body"]
    elif match["what"] == "shows":
        body = (folder.path / words).read_text(encoding="utf-8")
    elif match["what"] == "json":
        body = _json(words, expected, folder)
    else:
        body = _session(match["body"], expected, folder)
    return match["head"] + body + match["end"]


def _session(session: str, expected: int, folder: Folder) -> str:
    commands = re.findall(r"^\$ (.*)\n", session, re.MULTILINE)
    assert commands
    printed = []
    for command in commands:
        ran = folder.run(command)
        wanted = expected if command is commands[-1] else 0
        assert ran.code == wanted, f"{command}: {ran}"
        printed.append(f"$ {command}\n{folder.shown(ran.err + ran.out)}")
    return "".join(printed)


def _json(command: str, expected: int, folder: Folder) -> str:
    ran = folder.run(command)
    assert ran.code == expected, f"{command}: {ran}"
    printed = json.dumps(json.loads(ran.out), indent=2, ensure_ascii=False)
    return folder.shown(_RANDOM.sub("…", printed)) + "\n"
