"""The commands, found when they are called, and the one place that turns errors into exit codes."""

import importlib
import sys
from collections.abc import Mapping
from typing import NoReturn

import click

from ankiflask import __version__
from ankiflask.cli.surroundings import wants_colour
from ankiflask.values.errors import AnkiflaskError

_INTERRUPTED = 130

# Said here and not in the commands' files, so that `--help` need not import them.
_COMMANDS: Mapping[str, str] = {
    "build": "Turn decks into .apkg packages.",
    "draft": "Turn a text into a deck file, for a person to review.",
    "check": "Say what is wrong with decks.",
}


class _Commands(click.Group):
    """Imports a command's file when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"ankiflask.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def app() -> None:
    """Plain study text in, Anki decks that people trust out."""


def main() -> NoReturn:
    """Run the command line and exit with the code of what happened."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    try:
        result = app.main(prog_name="ankiflask", standalone_mode=False, color=wants_colour())
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AnkiflaskError as error:
        click.echo(f"{click.style('Error', fg='red', bold=True)}: {error}", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return _INTERRUPTED
    return result if isinstance(result, int) else 0
