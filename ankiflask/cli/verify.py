"""`ankiflask verify`."""

from pathlib import Path

import click

from ankiflask.cli.options import NamedPath, report_format
from ankiflask.cli.progress import progress
from ankiflask.cli.report import say_refusal, to_json
from ankiflask.cli.streams import say
from ankiflask.cli.surroundings import clock
from ankiflask.cli.verified import verified_json, verified_text
from ankiflask.pipeline.verify import verify
from ankiflask.values.errors import InputError


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
