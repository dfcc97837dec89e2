"""A rule of the quality check, for a reader at a terminal."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from textwrap import indent
from typing import Any

import click

from ankiflask.cli.environment import clock, environment
from ankiflask.cli.options import decks, encoding, quiet, report_format, with_progress
from ankiflask.cli.report import annotations, problems_json, say_summed_up, to_json
from ankiflask.cli.streams import printable, progress, say, tell
from ankiflask.errors import InputError
from ankiflask.examples.model import Outcome, Result, Surroundings
from ankiflask.files.places import OUTPUT, places
from ankiflask.pipeline.check import mended, qualities, rule_called
from ankiflask.pipeline.inspect import Inspected, look_through, problems_of
from ankiflask.pipeline.locks import Traces, lock_states
from ankiflask.problems import OtherRule, Problem, Rule, has_errors
from ankiflask.sources.statements.messages import each_cue
from ankiflask.text import count


def rule_text(rule: Rule | OtherRule, form: str) -> str:
    """Return what a rule asks for, why, and its two examples if it has them; or the same as JSON."""
    if isinstance(rule, OtherRule):
        return to_json(asdict(rule)) if form == "json" else f"{rule.name}\n\n{rule.reason}"
    if form == "json":
        keys = ("id", "name", "reason", "bad", "good")
        said = {key: getattr(rule, key) for key in keys}
        return to_json(said | {"severity": str(rule.severity), "fix": rule.is_mended})
    mends = " `check --fix` mends it where that is certain." if rule.is_mended else ""
    return (
        f"{rule.id} {rule.name} ({rule.severity})\n\n{rule.reason}{mends}\n\n"
        f"bad:\n{indent(rule.bad, '  ')}\n\ngood:\n{indent(rule.good, '  ')}\n\n"
        f"To allow it: `allow: [{rule.id}]` in a note, or above the notes for the whole deck."
    )


_SECONDS = 10.0
_LONGEST = 3600.0


def _run_examples(
    inspected: Iterable[Inspected], python: str | None, seconds: float | None
) -> tuple[Outcome, ...]:
    # Slow to import; and only --run goes there.
    from ankiflask.pipeline.examples import examples_of, python_of, run_examples  # noqa: PLC0415

    where = Surroundings(python=python_of(python or sys.executable), seconds=seconds or _SECONDS)
    first = examples_of(inspected)
    done: list[Outcome] = []
    with progress() as show:
        for number, outcome in enumerate(run_examples(first, where), start=1):
            show(f"Running the examples: {number:,} of {len(first):,}")
            done.append(outcome)
    return tuple(done)


def outcomes_json(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Return the examples as JSON says them: file, line, id, result, how much each claims."""
    return [
        {
            "file": outcome.example.file,
            "line": outcome.example.line,
            "id": outcome.example.id,
            "result": str(outcome.result),
            "claims": len(outcome.example.claims),
        }
        for outcome in outcomes
    ]


def outcomes_line(outcomes: Sequence[Outcome]) -> str:
    """Return what came of the examples, for a person."""
    results = Counter(outcome.result for outcome in outcomes)
    silent = sum(not each.example.claims for each in outcomes if each.result is Result.RAN)
    without = f" ({silent} without a claim)" if silent else ""
    words = [f"{count(results[Result.RAN], 'example')} ran{without}"]
    for result, name in (
        (Result.FAILED, "failed"), (Result.SKIPPED, "skipped"), (Result.NOT_RUN, "not run"),
    ):  # fmt: skip
        if results[result]:
            words.append(f"{results[result]} {name}")
    return ", ".join(words)


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
@click.option("--run", is_flag=True, help="Execute the examples. Only for decks that you trust.")
@click.option("--python", metavar="PATH", help="The Python that runs the examples.")
@click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(min=0.1, max=_LONGEST),
    metavar="SECONDS",
    help=f"How long an example may run; {_SECONDS:g} unless told.",
)
def command(  # noqa: PLR0913 - click hands each option on by its name
    decks: tuple[str, ...],
    rule: str | None,
    encoding: str,
    *,
    fix: bool,
    form: str,
    run: bool,
    python: str | None,
    seconds: float | None,
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
    traces = Traces(OUTPUT, environment())
    fixed = mended(named, clock(), traces) if fix else ()
    inspected = look_through(named, clock(), with_progress)
    for option, value in (("--python", python), ("--time-limit", seconds)):
        if value is not None and not run:
            raise click.UsageError(f"{option} goes with --run.")
    ran = _run_examples(inspected, python, seconds) if run else ()
    found = {*problems_of(inspected, each_cue), *qualities(inspected)}
    found |= {*lock_states(inspected, traces), *(each for one in ran for each in one.problems)}
    problems = tuple(sorted(found))
    if form == "json":
        told: dict[str, object] = {"problems": problems_json(problems)}
        told |= {"fixed": problems_json(fixed)} if fix else {}
        told |= {"examples": outcomes_json(ran)} if run else {}
        say(to_json(told))
        return InputError.exit_code if has_errors(problems) else 0
    for each in fixed:
        done = click.style("fixed", fg="green", bold=True)
        tell(f"{printable(each.file)}:{each.line}: {done}: {printable(each.words)} [{each.rule}]")
    if form == "github" and problems:
        say(annotations(problems))
    elif form == "text":
        say_summed_up(problems)
        counts = _counts(inspected, problems, fixed)
        say(f"{counts}; {outcomes_line(ran)}" if run else counts)
    return InputError.exit_code if has_errors(problems) else 0


def _counts(
    inspected: tuple[Inspected, ...], problems: tuple[Problem, ...], fixed: tuple[Problem, ...]
) -> str:
    decks = [each.deck for each in inspected if each.deck]
    notes = sum(len(deck.notes) for deck in decks)
    counts = ((len(decks), "deck"), (notes, "note"), (len(problems), "problem"))
    said = ", ".join(count(number, thing) for number, thing in counts)
    return f"{said}, {len(fixed)} fixed" if fixed else said
