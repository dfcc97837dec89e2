"""A comparison as a person reads it on a terminal."""

from collections.abc import Iterator

import click

from ankiflask.cli.diff_outline import (
    Format,
    Outline,
    has_nothing,
    how_to_import,
    reason_words,
    searches,
    summary,
)  # fmt: skip
from ankiflask.cli.marks import shown
from ankiflask.cli.streams import printable
from ankiflask.problems import Severity
from ankiflask.releases.model import Level, ReleaseChange
from ankiflask.text import count

_COLOURS = {Level.MAJOR: "red", Level.MINOR: "yellow", Level.PATCH: "green", Level.NONE: "green"}
_FORMAT = Format(
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
    blocks = [f"{click.style(names, bold=True)}: {level}", summary(change)]
    sections = (
        ("For learners", [*_asks(change)]),
        ("Wrong with the release", [*_wrong(change)]),
        *Outline(change, _FORMAT).sections(),
    )
    for title, entries in sections:
        if entries:
            blocks.append("\n".join(["", click.style(title, bold=True), *entries]))
    return "\n".join(blocks)


def _asks(change: ReleaseChange) -> Iterator[str]:
    for reason in change.reasons:
        words = printable(reason_words(reason))
        yield f"  {click.style(f'{reason.level:6}', fg=_COLOURS[reason.level])} {words}"
    if has_nothing(change):
        yield "  Nothing changed for them."
        return
    yield f"  {how_to_import(change.options)}"
    for words, search in searches(change):
        yield f"  {words}:"
        yield f"      {printable(search)}"


def _wrong(change: ReleaseChange) -> Iterator[str]:
    for problem in change.problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        kind = click.style(f"{problem.severity}:", fg=colour, bold=True)
        yield f"  {kind} {printable(problem.words)} [{problem.rule}]"
    if change.unseen:
        yield f"  {count(len(change.unseen), 'note')} differ in markup alone, and will with their next change."
