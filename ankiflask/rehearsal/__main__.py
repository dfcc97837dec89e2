"""The process that holds Anki: `python -m ankiflask.rehearsal FOLDER`.

It first says {"anki": version}, or {"missing": why}. Then each line of standard input is a JSON
object {"do": command, …arguments}, answered by {"result": …} or {"error": words}. Collections live
in the folder, which whoever made it removes.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any


def main(folder: Path) -> None:
    """Answer commands until standard input ends."""
    commands = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What Anki itself prints is no answer: it goes to standard error.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    # What Anki leaves of an import amid which it is ended goes with the folder.
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)))  # noqa: TID251 - not read, but set for Anki
    for answer in _answers(folder, commands):
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _answers(folder: Path, commands: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    try:
        anki = import_module("ankiflask.rehearsal.commands")
    except ImportError as error:
        yield {"missing": str(error)}
        return
    yield {"anki": anki.version()}
    for line in commands:
        command = json.loads(line)
        try:
            answer = {"result": anki.COMMANDS[command.pop("do")](folder, **command)}
        except BaseException as error:  # noqa: BLE001 - Anki's panics are no Exceptions
            answer = {"error": str(error) or type(error).__name__}
        yield answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
