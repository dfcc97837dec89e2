"""`ankiflask draft`."""

from pathlib import Path

import click

from ankiflask.cli.options import report_format
from ankiflask.cli.report import count, problems_json, say_problems, to_json
from ankiflask.pipeline import Drafted, draft
from ankiflask.values.errors import InputError


@click.command()
@click.argument("text", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DECK.yaml",
    help="The deck file; one that is there only gets what is new. Without it: standard output.",
)
@report_format("text", "json")
def command(text: Path, output: Path | None, form: str) -> int:
    """Turn TEXT into a deck file, for a person to review.

    Run again, it appends a note for each new statement and leaves every byte that people edited.
    """
    into = output / "deck.yaml" if output and output.is_dir() else output
    try:
        drafted = draft(text, into)
    except InputError as error:
        if form == "json":
            click.echo(to_json({"added": [], "problems": problems_json(error.problems)}))
        else:
            say_problems(error.problems)
        return error.exit_code
    _report(drafted, into, form)
    return 0


def _report(drafted: Drafted, into: Path | None, form: str) -> None:
    if form == "json":
        added = [note.id for note in drafted.added]
        click.echo(to_json({"added": added, "problems": problems_json(drafted.problems)}))
        return
    say_problems(drafted.problems)
    if into is None:
        click.echo(drafted.text, nl=False)
    else:
        click.echo(f"{into}: {count(len(drafted.added), 'new note')}")
