"""The process that holds Anki: `python -m ankiflask.rehearsal FOLDER`.

It first says {"anki": version}, or {"missing": why}. Then each line of standard input is a JSON
object {"do": command, …arguments}, answered by {"result": …} or {"error": words}. Collections live
in the folder, which whoever made it removes.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import IO, Any


def main(folder: Path) -> None:
    """Answer commands until standard input ends."""
    commands, answers = _pipes()
    _keep_temporary_files_in(folder / "tmp")
    _serve(folder, commands, answers)


def _pipes() -> tuple[IO[str], IO[str]]:
    """Return the two pipes; what Anki itself prints goes to standard error."""
    commands = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return commands, answers


def _keep_temporary_files_in(folder: Path) -> None:
    """Have what Anki leaves of an import amid which it is ended go with the folder."""
    folder.mkdir(exist_ok=True)
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    os.environ.update(own)  # noqa: TID251 - not read, but told to Anki


def _serve(folder: Path, commands: IO[str], answers: IO[str]) -> None:
    try:
        anki = import_module("ankiflask.rehearsal.commands")
    except ImportError as error:
        _write(answers, {"missing": str(error)})
        return
    _write(answers, {"anki": anki.version()})
    for line in commands:
        _write(answers, _answer(anki, folder, json.loads(line)))


def _answer(anki: Any, folder: Path, command: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": anki.COMMANDS[command.pop("do")](folder, **command)}
    except BaseException as error:  # noqa: BLE001 - Anki's panics are no Exceptions
        return {"error": str(error) or type(error).__name__}


def _write(answers: IO[str], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
