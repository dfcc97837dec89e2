"""Arguments and options that several commands share."""

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any

import click

from ankiflask.cli.report import QUIET, to_json, words_of
from ankiflask.cli.streams import has_said, say
from ankiflask.deck.model import Note
from ankiflask.errors import AnkiflaskError

_LONG = 1000  # notes; fewer are rendered before a bar would be read


class NamedPath(click.Path):
    """A path that somebody meant: not nothing, and `-` only where it is standard input."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; the command line is wrong where it is none."""
        if value == "":
            self.fail("it is empty. Name a file or a folder.", param, ctx)
        if value == "-" and not self.allow_dash:
            message = "'-' is no file here. Name one; where a file is called so, write ./- for it."
            self.fail(message, param, ctx)
        return super().convert(value, param, ctx)


decks = click.argument("decks", nargs=-1, metavar="[DECK]...", type=NamedPath())


encoding = click.option(
    "--encoding",
    default="",
    metavar="NAME",
    help="Read texts in this encoding. Without it: UTF-8, or UTF-16 with its mark.",
)


def _be_quiet(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[QUIET] = value


quiet = click.option(
    "-q", is_flag=True, expose_value=False, callback=_be_quiet, help="Leave out infos."
)


def report_format(
    *known: str, nothing: Mapping[str, object] = MappingProxyType({})
) -> Callable[[Any], Any]:
    """Return the options `--format` and `--json`, which is `--format json`.

    In JSON a command that fails before it has reported says `nothing` and, under `error`, why.
    """

    def add(command: Any) -> Any:
        @click.option(
            "--format",
            "form",
            type=click.Choice(known),
            default="text",
            show_default=True,
            help="How to report.",
        )
        @click.option("--json", "form", flag_value="json", help="The same as --format json.")
        @wraps(command)
        def reported(*, form: str, **others: object) -> Any:
            try:
                return command(form=form, **others)
            except (AnkiflaskError, click.ClickException, OSError) as error:
                if form == "json" and not has_said():
                    say(to_json({**nothing, "error": words_of(error)}))
                raise

        return reported

    return add


def with_progress(notes: tuple[Note, ...]) -> Iterator[Note]:
    """Pass the notes on; on a terminal a long deck shows how far it is."""
    if len(notes) < _LONG or sys.stderr is None or not sys.stderr.isatty():
        yield from notes
        return
    with click.progressbar(notes, label="Rendering", file=sys.stderr) as bar:
        yield from bar
