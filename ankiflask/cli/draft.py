"""`ankiflask draft`."""

import os
from pathlib import Path

import click

from ankiflask.cli.options import NamedPath, report_format
from ankiflask.cli.report import count, problems_json, say_problems, say_refusal, to_json
from ankiflask.cli.streams import printable, say, say_file
from ankiflask.pipeline.draft import Drafted, draft
from ankiflask.values.errors import InputError


@click.command()
@click.argument("text", type=NamedPath(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=NamedPath(path_type=Path),
    metavar="DECK.yaml",
    help="The deck file; one that is there only gets what is new. Without it: standard output.",
)
@report_format("text", "json")
def command(text: Path, output: Path | None, form: str) -> int:
    """Turn TEXT into a deck file, for a person to review.

    Run again, it appends a note for each new statement and leaves every byte that people edited.
    """
    into = output / "deck.yaml" if output and os.path.isdir(output) else output  # noqa: PTH112 - as in places
    try:
        drafted = draft(text, into)
    except InputError as error:
        return say_refusal(error, form, "added")
    _report(drafted, into, form)
    return 0


def _report(drafted: Drafted, into: Path | None, form: str) -> None:
    if form == "json":
        added = [note.id for note in drafted.added]
        say(to_json({"added": added, "problems": problems_json(drafted.problems)}))
        return
    say_problems(drafted.problems)
    if into is None:
        say_file(drafted.text)
    else:
        say(f"{printable(str(into))}: {count(len(drafted.added), 'new note')}")
