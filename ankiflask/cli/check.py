"""`ankiflask check`."""

import click

from ankiflask.cli.options import decks, report_format, with_progress
from ankiflask.cli.report import annotations, count, problems_json, say_problems, to_json
from ankiflask.cli.streams import say
from ankiflask.cli.surroundings import clock
from ankiflask.files.places import places
from ankiflask.pipeline import each_cue, inspect, problems_of
from ankiflask.values.errors import InputError
from ankiflask.values.problems import has_errors


@click.command()
@decks
@report_format("text", "json", "github")
def command(decks: tuple[str, ...], form: str) -> int:
    """Say what is wrong with decks, each thing with its file and line. Writes nothing.

    A DECK is a folder, a deck.yaml, or a bare text file. With none, every deck under decks/ is
    checked. `--format github` marks the lines of a pull request.
    """
    inspected = inspect(places(decks), clock(), with_progress)
    problems = problems_of(inspected, each_cue)
    if form == "json":
        say(to_json({"problems": problems_json(problems)}))
    elif form == "github" and problems:
        say(annotations(problems))
    elif form == "text":
        say_problems(problems)
        notes = sum(len(each.deck.notes) for each in inspected if each.deck)
        counts = ((len(inspected), "deck"), (notes, "note"), (len(problems), "problem"))
        say(", ".join(count(number, thing) for number, thing in counts))
    return InputError.exit_code if has_errors(problems) else 0
