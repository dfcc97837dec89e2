"""`ankiflask build`."""

import click

from ankiflask.cli.options import NamedPath, decks, encoding, quiet, report_format, with_progress
from ankiflask.cli.report import built_json, built_lines, say_problems, say_refusal, to_json
from ankiflask.cli.streams import say
from ankiflask.cli.surroundings import clock
from ankiflask.files.places import output_folder, places
from ankiflask.pipeline import build
from ankiflask.values.errors import InputError


@click.command()
@decks
@click.option(
    "-o",
    "--output",
    type=NamedPath(),
    metavar="DIR",
    help="The folder that the packages go to. Without it: dist.",
)
@encoding
@quiet
@click.option("--locked", is_flag=True, help="Write no lock; fail if one is stale. For CI.")
@report_format("text", "json", nothing={"decks": [], "problems": []})
def command(
    decks: tuple[str, ...], output: str | None, encoding: str, *, locked: bool, form: str
) -> int:
    """Turn decks into .apkg packages.

    A DECK is a folder, a deck.yaml, or a bare text file. With none, every deck under decks/ is
    built. Beside each deck.yaml stands its deck.lock: commit both.
    """
    try:
        named, into = places(decks, encoding), output_folder(output)
        built = build(named, into, clock(), locked=locked, watch=with_progress)
    except InputError as error:
        return say_refusal(error, form, "decks")
    if form == "json":
        say(to_json(built_json(built)))
    else:
        say_problems(built.problems)
        say(built_lines(built))
    return 0
