"""`ankiflask new`."""

from dataclasses import asdict
from pathlib import Path

import click

from ankiflask.cli.environment import clock, random_tail
from ankiflask.cli.options import NamedPath, report_format
from ankiflask.cli.report import to_json
from ankiflask.cli.streams import printable, say
from ankiflask.pipeline.new import new
from ankiflask.project import REPOSITORY
from ankiflask.text import count

_BEFORE_A_RELEASE = "Before you release it on GitHub, set the variable ANKIFLASK_SOURCE there, as its README.md says."


@click.command()
@click.argument("name")
@click.option(
    "-o",
    "--output",
    type=NamedPath(path_type=Path),
    metavar="DIR",
    help="The folder to make. Without it, NAME.",
)
@report_format("text", "json")
def command(name: str, output: Path | None, form: str) -> int:
    """Make a folder with a deck called NAME to start from.

    It holds a small example, its lock, a README for learners, and a workflow that releases the deck
    on GitHub when a tag is pushed. A folder that is there already is left as it is.
    """
    started = new(name, output, random_tail(), clock())
    if form == "json":
        say(to_json({**asdict(started), "folder": str(started.folder)}))
        return 0
    folder = printable(str(started.folder))
    say(f"{folder}: a deck of {count(started.notes, 'note')} to start from")
    say(f"Edit {started.deck} there, and run `ankiflask check` and `ankiflask build` in it.")
    if not REPOSITORY:
        say(_BEFORE_A_RELEASE)
    return 0
