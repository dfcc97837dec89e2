"""`ankiflask diff`, and a comparison as a person reads it on a terminal."""

from collections.abc import Iterator

import click

from ankiflask.cli import diff_outline as outline
from ankiflask.cli.diff_json import change_json
from ankiflask.cli.diff_markdown import change_markdown
from ankiflask.cli.environment import clock, environment
from ankiflask.cli.marks import shown
from ankiflask.cli.options import NamedPath, report_format, with_progress
from ankiflask.cli.report import say_problems, say_refusal, to_json
from ankiflask.cli.streams import printable, say, tell
from ankiflask.errors import InputError
from ankiflask.pipeline.diff import diff
from ankiflask.problems import Severity, has_errors
from ankiflask.releases.model import Level, ReleaseChange
from ankiflask.text import count

_COLOURS = {Level.MAJOR: "red", Level.MINOR: "yellow", Level.PATCH: "green", Level.NONE: "green"}
_FORMAT = outline.Format(
    plain=printable,
    marks=shown,
    row="  ",
    below="      ",
    name=click.style("{}", fg="cyan"),
    names={
        "Added": click.style("{}", fg="green"),
        **dict.fromkeys(("Retired", "Lost", "Gone"), click.style("{}", fg="magenta")),
    },
    title="  {}",
    title_length=72,
    like="  (much like the new {}: {:.0%})",
    removed=click.style("-{}", fg="red"),
    added=click.style("+{}", fg="green"),
    old="{}",
    new="{}",
    deck="deck",
    are="are: ",
    other_guid="  (another GUID)",
    never_arrives=click.style("  never arrives", fg="red"),
    lists_all_media=True,
)


def change_text(change: ReleaseChange) -> str:
    """Return the whole report, with word marks."""
    names = printable(f"{change.deck}, {change.old} to {change.new}")
    level = click.style(change.level, fg=_COLOURS[change.level], bold=True)
    blocks = [f"{click.style(names, bold=True)}: {level}", outline.summary(change)]
    sections = (
        ("For learners", [*_asks(change)]),
        ("Wrong with the release", [*_wrong(change)]),
        *outline.Outline(change, _FORMAT).sections(),
    )
    for title, entries in sections:
        if entries:
            blocks.append("\n".join(["", click.style(title, bold=True), *entries]))
    return "\n".join(blocks)


def _asks(change: ReleaseChange) -> Iterator[str]:
    for reason in change.reasons:
        words = printable(outline.reason_words(reason))
        yield f"  {click.style(f'{reason.level:6}', fg=_COLOURS[reason.level])} {words}"
    if outline.has_nothing(change):
        yield "  Nothing changed for them."
        return
    yield f"  {outline.how_to_import(change.options)}"
    for words, search in outline.searches(change):
        yield f"  {words}:"
        yield f"      {printable(search)}"


def _wrong(change: ReleaseChange) -> Iterator[str]:
    for problem in change.problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        kind = click.style(f"{problem.severity}:", fg=colour, bold=True)
        yield f"  {kind} {printable(problem.words)} [{problem.rule}]"
    if change.unseen:
        yield f"  {count(len(change.unseen), 'note')} differ in markup alone, and will with their next change."


@click.command()
@click.argument("old", type=NamedPath())
@click.argument("new", type=NamedPath())
@click.option(
    "--fail-on",
    type=click.Choice([str(Level.MAJOR), str(Level.MINOR), str(Level.PATCH)]),
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
    if fail_on and change.level.rank >= Level(fail_on).rank:
        tell(f"It asks a {change.level} thing of learners, so this fails (--fail-on {fail_on}).")
        return InputError.exit_code
    if has_errors(change.problems):
        tell("Something is wrong with the release, so this fails.")
        return InputError.exit_code
    return 0
