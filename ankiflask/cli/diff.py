"""`ankiflask diff`."""

import click

from ankiflask.cli.diff_json import change_json
from ankiflask.cli.diff_markdown import change_markdown
from ankiflask.cli.diff_text import change_text
from ankiflask.cli.environment import clock, environment
from ankiflask.cli.options import NamedPath, report_format, with_progress
from ankiflask.cli.report import say_problems, say_refusal, to_json
from ankiflask.cli.streams import say, tell
from ankiflask.errors import InputError
from ankiflask.pipeline.diff import diff
from ankiflask.problems import has_errors
from ankiflask.releases.model import Level, ReleaseChange

_LEVELS = [str(Level.MAJOR), str(Level.MINOR), str(Level.PATCH)]


@click.command()
@click.argument("old", type=NamedPath())
@click.argument("new", type=NamedPath())
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    help="Exit with 1 also where learners are asked this much or more.",
)
@report_format("text", "markdown", "json", nothing={"changed": [], "problems": []})
def command(old: str, new: str, form: str, fail_on: str | None) -> int:
    """Say what a release changes, and what it asks of learners. Writes nothing.

    OLD and NEW are each a package of any tool, a deck (a folder or a deck.yaml), or either of them
    at a git revision, as in v1.0:decks/flask. `--format markdown` is for release notes.

    It asks a major thing where fields, templates, fronts, GUIDs, kinds or decks' names changed or
    an id was lost; a minor one where notes or cards came or went; else it is a patch. Exit code 1
    says that something is wrong with the release: a change that no learner gets, or one that
    replaces what learners edited.
    """
    try:
        change = diff(old, new, clock(), environment(), with_progress)
    except InputError as error:
        return say_refusal(error, form, "changed")
    if form == "json":
        say(to_json(change_json(change)))
    elif form == "markdown":
        say_problems(change.problems)  # they are no word for learners
        say(change_markdown(change))
    else:
        say(change_text(change))
    return _exit_code(change, fail_on)


def _exit_code(change: ReleaseChange, fail_on: str | None) -> int:
    if fail_on and change.level.rank >= Level(fail_on).rank:
        tell(f"It asks a {change.level} thing of learners, so this fails (--fail-on {fail_on}).")
        return InputError.exit_code
    if has_errors(change.problems):
        tell("Something is wrong with the release, so this fails.")
        return InputError.exit_code
    return 0
