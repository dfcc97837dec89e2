"""`ankiflask preview`."""

import webbrowser

import click

from ankiflask.cli.environment import clock
from ankiflask.cli.options import NamedPath, decks, encoding, quiet, with_progress
from ankiflask.cli.report import say_problems
from ankiflask.cli.streams import printable, say, tell
from ankiflask.errors import InputError
from ankiflask.files.places import page_named
from ankiflask.files.replace import replace_output
from ankiflask.pipeline.preview import LEFT_OUT, is_preview, preview
from ankiflask.problems import Severity, has_errors
from ankiflask.text import count


@click.command()
@decks
@click.option(
    "-o",
    "--output",
    type=NamedPath(),
    metavar="FILE",
    help="The page, or its folder. Without it: dist/preview.html.",
)
@encoding
@quiet
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def command(decks: tuple[str, ...], output: str | None, encoding: str, *, opens: bool) -> int:
    """Write one page with every card as Anki shows it. It needs no network and no Anki.

    A DECK is a folder, a deck.yaml, a bare text file, or a package of any tool. With none, every
    deck under decks/ is shown. What `check` finds stands beside each card.
    """
    page = page_named(output)
    try:
        previewed = preview(decks, clock(), with_progress, encoding)
    except InputError as error:
        say_problems(error.problems)
        return error.exit_code
    replace_output(page, previewed.html.encode("utf-8", "replace"), is_preview, "a preview")
    errors = [each for each in previewed.problems if each.severity is Severity.ERROR]
    say_problems(errors)
    say_problems(each for each in previewed.problems if each.rule in LEFT_OUT)
    problems = len(previewed.problems)
    shown = f", {count(problems, 'problem')} shown" if problems else ""
    say(f"{printable(str(page))}: {count(previewed.cards, 'card')}{shown}")
    if opens and not webbrowser.open(page.absolute().as_uri()):
        tell("No browser could be opened. Open the page by hand.")
    return InputError.exit_code if has_errors(errors) else 0
