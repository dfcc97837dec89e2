"""`ankiflask check`."""

import click

from ankiflask.cli.options import decks, encoding, quiet, report_format, with_progress
from ankiflask.cli.report import annotations, problems_json, say_summed_up, to_json
from ankiflask.cli.rule_text import rule_text
from ankiflask.cli.running import (
    Wanted,
    outcomes,
    outcomes_json,
    outcomes_line,
    problems_in,
    running,
)
from ankiflask.cli.streams import printable, say, tell
from ankiflask.cli.surroundings import clock, environment
from ankiflask.files.places import OUTPUT, places
from ankiflask.pipeline import Inspected, each_cue, look_through, problems_of
from ankiflask.pipeline.locks import lock_states
from ankiflask.pipeline.lost_lock import Traces
from ankiflask.pipeline.quality import mended, qualities
from ankiflask.pipeline.rule_names import rule_called
from ankiflask.values.errors import InputError
from ankiflask.values.problems import Problem, has_errors
from ankiflask.values.text import count


@click.command()
@decks
@click.option(
    "--explain",
    "rule",
    metavar="RULE",
    help="Explain a rule by its id or name, such as Q003 or vanished-id, and stop.",
)
@click.option("--fix", is_flag=True, help="First mend the deck files where that is certain.")
@encoding
@quiet
@report_format("text", "json", "github", nothing={"problems": []})
@running
def command(  # noqa: PLR0913 - click hands each option on by its name
    decks: tuple[str, ...],
    rule: str | None,
    encoding: str,
    *,
    fix: bool,
    form: str,
    wanted: Wanted,
) -> int:
    """Say what is wrong with decks, and what could be better, each thing with its file and line.

    A DECK is a folder, a deck.yaml, or a bare text file. With none, every deck under decks/ is
    checked. Only --fix writes. `--format github` marks the lines of a pull request.

    With --run the examples are executed, each in a process of its own, and what their comments claim
    is compared with what they show. Nothing else ever runs a deck's code.
    """
    if rule is not None:
        say(rule_text(rule_called(rule), form))
        return 0
    named = places(decks, encoding)
    fixed = mended(named, clock()) if fix else ()
    inspected = look_through(named, clock(), with_progress)
    ran = outcomes(inspected, wanted)
    found = (*problems_of(inspected, each_cue), *qualities(inspected), *problems_in(ran))
    problems = tuple(sorted({*found, *lock_states(inspected, Traces(OUTPUT, environment()))}))
    if form != "json":
        _say_fixed(fixed)
    if form == "json":
        told: dict[str, object] = {"fixed": problems_json(fixed)} if fix else {}
        if ran is not None:
            told["examples"] = outcomes_json(ran)
        say(to_json({"problems": problems_json(problems), **told}))
    elif form == "github" and problems:
        say(annotations(problems))
    elif form == "text":
        say_summed_up(problems)
        counts = _counts(inspected, problems, fixed)
        say(counts if ran is None else f"{counts}; {outcomes_line(ran)}")
    return InputError.exit_code if has_errors(problems) else 0


def _say_fixed(fixed: tuple[Problem, ...]) -> None:
    for each in fixed:
        done = click.style("fixed", fg="green", bold=True)
        tell(f"{printable(each.file)}:{each.line}: {done}: {printable(each.words)} [{each.rule}]")


def _counts(
    inspected: tuple[Inspected, ...], problems: tuple[Problem, ...], fixed: tuple[Problem, ...]
) -> str:
    notes = sum(len(each.deck.notes) for each in inspected if each.deck)
    counts = (
        (sum(1 for each in inspected if each.deck), "deck"),
        (notes, "note"),
        (len(problems), "problem"),
    )
    said = ", ".join(count(number, thing) for number, thing in counts)
    return f"{said}, {len(fixed)} fixed" if fixed else said
