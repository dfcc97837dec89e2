"""`ankiflask build`."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ankiflask.cli.environment import clock, environment
from ankiflask.cli.options import NamedPath, decks, encoding, quiet, report_format, with_progress
from ankiflask.cli.report import problems_json, say_problems, say_refusal, to_json
from ankiflask.cli.streams import can_answer, printable, say, tell
from ankiflask.errors import InputError, UsageError
from ankiflask.files.places import output_folder, places
from ankiflask.pipeline.build import BuildOptions, build
from ankiflask.pipeline.past import Past
from ankiflask.releases.earlier import earlier_packages
from ankiflask.text import count


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
@click.option(
    "--since",
    multiple=True,
    type=NamedPath(path_type=Path),
    metavar="OLD.apkg",
    help="Restore a lost lock from a package that was released; the newest, or several.",
)
@click.option(
    "--unreleased", is_flag=True, help="Nobody has this deck: forget old names, kinds and ids."
)
@click.option(
    "--renew",
    multiple=True,
    metavar="ID",
    help="Give a note a new modification time; the next import replaces edits of it.",
)
@click.option("--yes", is_flag=True, help="Do not ask. A pipe needs it.")
@report_format("text", "json", nothing={"decks": [], "problems": []})
def command(
    decks: tuple[str, ...], output: str | None, encoding: str, form: str, **given: Any
) -> int:
    """Turn decks into .apkg packages.

    A DECK is a folder, a deck.yaml, or a bare text file. With none, every deck under decks/ is
    built. Next to each deck.yaml is its deck.lock: commit both.
    """
    try:
        options = _options(given)
        named = places(decks, encoding)
        if options.past.is_unreleased and not decks and len(named) > 1:
            message = f"--unreleased would forget the names and ids of {len(named)} decks."
            raise UsageError(message, "Name the deck that nobody has.")
        built = build(named, output_folder(output), clock(), options, with_progress)
    except InputError as error:
        return say_refusal(error, form, "decks")
    if form == "json":
        made = [asdict(deck) for deck in built.decks]
        say(to_json({"decks": made, "problems": problems_json(built.problems)}))
        return 0
    say_problems(built.problems)
    for deck in built.decks:
        difficulty = ", ".join(f"{number:,} {name}" for name, number in deck.difficulty.items())
        counts = f"{count(deck.notes, 'note')}, {count(deck.cards, 'card')} ({difficulty})"
        say(f"{printable(deck.file)}: {counts}")
    if not built.decks:
        say("Nothing was built.")
    return 0


def _options(given: Mapping[str, Any]) -> BuildOptions:
    changes = [f"--{key}" for key in ("since", "unreleased", "renew") if given[key]]
    if given["locked"] and changes:
        message = f"--locked leaves the lock as it is, and {changes[0]} changes it."
        raise UsageError(message, "Use one of them.")
    return BuildOptions(
        is_locked=given["locked"],
        past=Past(
            since=earlier_packages(given["since"]),
            is_unreleased=given["unreleased"],
            renew=given["renew"],
        ),
        environment=environment(),
        agree=lambda doubts: given["yes"] or _is_agreed(doubts),
    )


def _is_agreed(doubts: str) -> bool:
    """Return whether the decks count as unreleased. Raises UsageError where nobody can answer."""
    if not can_answer():
        raise UsageError(doubts, "If nobody has it, repeat this with --yes. Nothing was built.")
    tell(printable(doubts, keep="\n"))
    return click.confirm("Build it as a deck that nobody has?", err=True)
