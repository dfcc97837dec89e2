"""What `ankiflask verify` found, for a person and as JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ankiflask.cli.environment import clock
from ankiflask.cli.options import NamedPath, report_format
from ankiflask.cli.report import COLOURS, say_refusal, to_json
from ankiflask.cli.streams import printable, progress, say
from ankiflask.errors import InputError
from ankiflask.pipeline.verify import verify
from ankiflask.rehearsal.model import Flaw, ImportOptions, Upgrade, Verified
from ankiflask.text import count

_SHOWN = 5  # notes of a flaw; JSON has them all
_OPTIONS = {
    ImportOptions.DEFAULT: "Anki's default options",
    ImportOptions.MERGE: "“Merge note types” ticked",
    ImportOptions.ALWAYS: "“Update: Always”",
}


def verified_json(verified: Verified) -> dict[str, Any]:
    """Return all of it. `counts` is null where an upgrade broke down."""
    fresh = verified.fresh
    return {
        "package": verified.package,
        "anki": verified.anki,
        "fresh": {
            "notes": fresh.notes,
            "cards": fresh.cards,
            "media": fresh.media,
            "problems": _flaws_json(fresh.flaws),
        },
        "upgrades": [
            {
                "from": each.source,
                "options": str(each.options),
                "counts": asdict(each.counts) if each.counts else None,
                "problems": _flaws_json(each.flaws),
            }
            for each in verified.upgrades
        ],
        "problems": _flaws_json(verified.flaws),
        "passed": verified.has_passed,
    }


def _flaws_json(flaws: Iterable[Flaw]) -> list[dict[str, Any]]:
    return [
        {
            "rule": flaw.rule,
            "severity": str(flaw.severity),
            "message": flaw.words,
            "ids": [note.id for note in flaw.notes],
        }
        for flaw in flaws
    ]


def verified_text(verified: Verified) -> str:
    """Return a block a rehearsal, numbers first. What was told above is not told again."""
    fresh = verified.fresh
    head = f"{verified.package}, rehearsed with Anki {verified.anki}"
    parts = ((fresh.notes, "note"), (fresh.cards, "card"), (fresh.media, "media file"))
    numbers = ", ".join(count(number, thing) for number, thing in parts)
    lines = [printable(head), f"First import: {numbers}"]
    told: set[object] = set()
    lines += _flaw_lines(fresh.flaws, told)
    for each in verified.upgrades:
        lines += [printable(_upgrade_line(each)), *_flaw_lines(each.flaws, told)]
    errors = sum(flaw.severity == "error" for flaw in verified.flaws)
    return "\n".join((*lines, f"Failed: {count(errors, 'error')}." if errors else "Passed."))


def _upgrade_line(upgrade: Upgrade) -> str:
    head, counts = f"Upgrade from {upgrade.source}, {_OPTIONS[upgrade.options]}", upgrade.counts
    if counts is None:
        return f"{head}: broken off"
    return (
        f"{head}: {count(counts.notes_after, 'note')} ({counts.notes_before} before),"
        f" {counts.arrived} of {count(counts.changes, 'change')} arrived,"
        f" {counts.kept} of {count(counts.edits, 'edit')} kept,"
        f" {counts.reviews - counts.lost_reviews} of {count(counts.reviews, 'review')} kept,"
        f" {count(counts.duplicates, 'duplicate')}, {counts.conflicting} conflicting"
    )


def _flaw_lines(flaws: Iterable[Flaw], told: set[object]) -> Iterator[str]:
    again = 0
    for flaw in flaws:
        again += flaw.key in told
        if flaw.key not in told:
            told.add(flaw.key)
            severity = click.style(flaw.severity, fg=COLOURS[flaw.severity], bold=True)
            yield f"  {severity}: {printable(flaw.words)} [{flaw.rule}]"
            for note in flaw.notes[:_SHOWN]:
                yield f"    {printable(f'{note.id}  {note.text}'.rstrip())}"
            if len(flaw.notes) > _SHOWN:
                yield f"    and {count(len(flaw.notes) - _SHOWN, 'note')} more"
    if again:
        yield f"  and {count(again, 'problem')} told above"


@click.command()
@click.argument("package", type=NamedPath(path_type=Path))
@click.option(
    "--upgrade-from",
    "olds",
    multiple=True,
    metavar="OLD",
    type=NamedPath(path_type=Path),
    help="An older release: rehearse the upgrade of a learner who has it. May be given often.",
)
@report_format("text", "json", nothing={"upgrades": [], "problems": []})
def command(package: Path, olds: tuple[Path, ...], form: str) -> int:
    """Rehearse a PACKAGE of any tool in throw-away collections of the real Anki.

    It is imported and every card is shown. From each OLD release a learner who has reviewed and
    edited is upgraded. Exit code 1 says that something would hurt learners.
    """
    try:
        with progress() as tell:
            verified = verify(package, olds, clock().now, tell)
    except InputError as error:
        return say_refusal(error, form, "upgrades")
    say(to_json(verified_json(verified)) if form == "json" else verified_text(verified))
    return 0 if verified.has_passed else InputError.exit_code
