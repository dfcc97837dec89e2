"""Why each new note of a draft is what it is, for a reader at a terminal and as JSON."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ankiflask.cli.environment import environment, random_tail
from ankiflask.cli.options import NamedPath, encoding, quiet, report_format
from ankiflask.cli.report import problems_json, say_problems, say_refusal, to_json
from ankiflask.cli.streams import output_file, printable, say, say_file
from ankiflask.deck.model import Note
from ankiflask.drafting.reasons import EASY_BELOW, HARD_ABOVE, REVIEW_LINE, Reason
from ankiflask.errors import InputError, UsageError
from ankiflask.files.encodings import STANDARD_INPUT, known, read_input, read_stream
from ankiflask.files.places import OUTPUT, deck_named
from ankiflask.identity import NoteId
from ankiflask.pipeline.draft import Drafted, draft
from ankiflask.pipeline.drafting import Input
from ankiflask.pipeline.locks import Traces
from ankiflask.problems import Source
from ankiflask.sources.formats import FORMS
from ankiflask.text import count

_WIDTH = 12  # of what stands before each line: "difficulty  "


def reasons_text(drafted: Drafted) -> str:
    """Return a block of lines for each new note, in the order of the text."""
    reasons = {reason.id: reason for reason in drafted.reasons}
    blocks = ("\n".join(_lines(note, reasons[note.id])) for note in drafted.added)
    return "\n\n".join(blocks) or "There is no new note to explain."


def reasons_json(drafted: Drafted) -> list[dict[str, Any]]:
    """Return the same for machines."""
    notes = {note.id: note for note in drafted.added}
    return [
        {
            "id": reason.id,
            "rule": reason.rule,
            "asks": reason.asks,
            "sure": reason.sure,
            "rule_sure": reason.rule_sure,
            "lowered": list(reason.lowered),
            "review": reason.needs_review,
            "file": reason.file,
            "line": reason.line,
            "last_line": reason.last_line,
            "text": reason.text,
            "difficulty": str(notes[NoteId(reason.id)].difficulty),
            "points": dict(reason.parts),
            "middle": reason.middle,
        }
        for reason in drafted.reasons
    ]


def _lines(note: Note, reason: Reason) -> Iterator[str]:
    sure = f"{reason.sure:g}"
    if reason.lowered:
        lowered = " and ".join(reason.lowered)
        sure += f"; the rule has {reason.rule_sure:g}, and {lowered} cost the rest"
    if reason.needs_review:
        sure += f"; below {REVIEW_LINE:g}, so it is marked `review: yes`"
    parts = " + ".join(f"{name} {number}" for name, number in reason.parts)
    easy, hard = (
        f"{percent * reason.middle / 100:,.2f}".rstrip("0").rstrip(".")
        for percent in (EASY_BELOW, HARD_ABOVE)
    )
    limits = f"easy below {easy} ({EASY_BELOW} %), hard above {hard} ({HARD_ABOVE} %)"
    yield printable(note.id)
    for label, text in (
        ("", note.question or note.cloze),
        ("rule", f"{reason.rule} ({reason.asks})" if reason.asks else reason.rule),
        ("sure", sure),
        ("from", reason.place),
        ("says", reason.text),
        ("difficulty", f"{note.difficulty}: {reason.points} points = {parts}"),
        ("", f"the middle is {reason.middle:,} points: {limits}"),
    ):
        indented = printable(text, keep="\n").replace("\n", "\n" + " " * (_WIDTH + 2))
        yield f"  {label:{_WIDTH}}{indented}"


@click.command()
@click.argument("text", type=NamedPath(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=NamedPath(),
    metavar="DECK.yaml",
    help="The deck file, or its folder; one that is there only gets what is new. Without it: standard output.",
)
@click.option(
    "--from",
    "taken_as",
    type=click.Choice(tuple(FORMS)),
    default=None,
    help="Read TEXT in this format, and not in the one that its name and content show. "
    + "; ".join(f"{name}: {what}" for name, what in FORMS.items())
    + ".",
)
@encoding
@quiet
@click.option(
    "--uid",
    default="",
    help="The new deck's uid. Without it: the file's name and six random characters.",
)
@click.option("--again", is_flag=True, help="Draft notes that were deleted, too.")
@click.option(
    "--explain",
    is_flag=True,
    help="Say of each new note why it is what it is; without -o instead of the deck file.",
)
@report_format("text", "json", nothing={"added": [], "problems": []})
def command(  # noqa: PLR0913 - click hands each option on by its name
    text: Path,
    output: str | None,
    taken_as: str | None,
    encoding: str,
    uid: str,
    *,
    again: bool,
    explain: bool,
    form: str,
) -> int:
    """Turn TEXT, a file or - for standard input, into a deck file for a person to review.

    Run again, it appends a note for each new statement and leaves every byte that people edited.
    """
    encoding = known(encoding)
    into = deck_named(output) if output else None
    shown_in = output_file() if into is None else None
    is_shown = into is None and not explain and form != "json"
    try:
        given = Input(
            source=_read(text, encoding),
            form=taken_as or "",
            encoding=encoding,
            is_again=again,
            is_placed=not is_shown or shown_in is not None,
            uid=uid,
            tail=random_tail(),
        )
        drafted = draft(given, into, Traces(OUTPUT, environment()), shown_in)
    except InputError as error:
        return say_refusal(error, form, "added")
    if form == "json":
        added = [note.id for note in drafted.added]
        told = {"reasons": reasons_json(drafted), "problems": problems_json(drafted.problems)}
        say(to_json({"added": added, **told}))
        return 0
    if is_shown:
        say_file(drafted.text)
    say_problems(drafted.problems)
    if explain:
        say(reasons_text(drafted) + ("\n" if into else ""))
    if into:
        say(f"{printable(str(into))}: {count(len(drafted.added), 'new note')}")
    return 0


def _read(text: Path, encoding: str) -> Source:
    if str(text) != STANDARD_INPUT:
        return read_input(text, encoding)
    if sys.stdin is None:
        raise UsageError("Standard input is closed, so there is no text.", "Name a file.")
    return read_stream(sys.stdin.buffer, encoding)
