"""`ankiflask preview`."""

import webbrowser
from pathlib import Path

import click

from ankiflask.cli.options import NamedPath, decks, encoding, with_progress
from ankiflask.cli.report import count, say_problems
from ankiflask.cli.streams import printable, say, tell
from ankiflask.cli.surroundings import clock
from ankiflask.files.write import write_file
from ankiflask.pipeline.preview import LEFT_OUT, Previewed, preview
from ankiflask.values.errors import InputError
from ankiflask.values.problems import Severity, has_errors


@click.command()
@decks
@click.option(
    "-o",
    "--output",
    default="dist/preview.html",
    show_default=True,
    type=NamedPath(path_type=Path),
    metavar="FILE",
    help="Where the page goes.",
)
@encoding
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def command(decks: tuple[str, ...], output: Path, encoding: str, *, opens: bool) -> int:
    """Write one page with every card as Anki shows it. It needs no network and no Anki.

    A DECK is a folder, a deck.yaml, a bare text file, or a package of any tool. With none, every
    deck under decks/ is shown. What `check` finds stands beside each card.
    """
    try:
        previewed = preview(decks, clock(), with_progress, encoding)
    except InputError as error:
        say_problems(error.problems)
        return error.exit_code
    write_file(output, previewed.html.encode("utf-8", "replace"))
    errors = [each for each in previewed.problems if each.severity is Severity.ERROR]
    say_problems(errors)
    say_problems(each for each in previewed.problems if each.rule in LEFT_OUT)
    say(_said(previewed, output))
    if opens and not webbrowser.open(output.absolute().as_uri()):
        tell("No browser could be opened. Open the page by hand.")
    return InputError.exit_code if has_errors(errors) else 0


def _said(previewed: Previewed, output: Path) -> str:
    said = f"{printable(str(output))}: {count(previewed.cards, 'card')}"
    problems = len(previewed.problems)
    return f"{said}, {count(problems, 'problem')} shown" if problems else said
