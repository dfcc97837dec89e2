"""The commands, found when they are called, and the one place that turns errors into exit codes."""

import gc
import importlib
import io
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from ankiflask import __version__
from ankiflask.cli.environment import wants_colour
from ankiflask.cli.report import words_of
from ankiflask.cli.streams import forget_unwritten, printable, tell
from ankiflask.errors import AnkiflaskError, OutputError
from ankiflask.problems import nearest

# Objects. What a build makes lives to its end: with Python's 700 a tenth of the time goes in vain.
_BETWEEN_COLLECTIONS = 20_000

# Said here and not in the commands' files, so that `--help` need not import them.
_COMMANDS: Mapping[str, str] = {
    "build": "Turn decks into .apkg packages.",
    "draft": "Turn a text into a deck file, for a person to review.",
    "check": "Say what is wrong with decks.",
    "preview": "Write one page with every card as Anki shows it.",
    "sync": "Bring a running Anki up to date, through AnkiConnect.",
    "diff": "Say what a release changes, and what it asks of learners.",
    "doctor": "Say whether a sync can work here.",
    "verify": "Rehearse a package in throw-away collections of the real Anki.",
    "new": "Make a folder with a deck to start from.",
}


# What other programs call it.
_SYNONYMS: Mapping[str, str] = {
    word: command
    for command, words in {
        "build": "compile export make package",
        "check": "lint test validate",
        "diff": "compare changes",
        "doctor": "status",
        "draft": "add convert create-notes generate import parse",
        "new": "create init start",
        "preview": "open serve show view",
        "sync": "push update upload",
        "verify": "rehearse",
        "--help": "commands help usage",
    }.items()
    for word in words.split()
}
_EXIT_CODES = (
    "Exit codes: 0 done, 1 the input has errors, 2 wrong command line, 3 Anki is out of reach or refuses, "
    "4 an output could not be written, 5 a sync left conflicts or could not be verified, 130 stopped by Ctrl-C."
)


class _Commands(click.Group):
    """Imports a command's file when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"ankiflask.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word not in _COMMANDS and not word.startswith("-"):
            near = _SYNONYMS.get(word.lower()) or nearest(word, _COMMANDS)
            known = f"Did you mean '{near}'?" if near else f"There are: {', '.join(_COMMANDS)}."
            ctx.fail(f"There is no command {word!r}. {known}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EXIT_CODES,
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def app() -> None:
    """Plain study text in, Anki decks that people trust out."""


def main() -> NoReturn:
    """Run the command line and exit with the code of what happened."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        with _stopping_on_signals():
            code = run(sys.argv[1:])
    except KeyboardInterrupt:  # in the few lines that `run` does not guard
        code = _stopped()
    sys.exit(code)


def run(words: Sequence[str]) -> int:
    """Run the command that the words name; return its exit code."""
    sys.unraisablehook = _report_unless_interrupt
    try:
        result = app.main(
            list(words), prog_name="ankiflask", standalone_mode=False, color=wants_colour()
        )
    except click.ClickException as error:
        usage = io.StringIO()
        error.show(usage)
        tell(printable(usage.getvalue().rstrip("\n"), keep="\n"))
        return error.exit_code
    except AnkiflaskError as error:
        _tell_error(str(error))
        return error.exit_code
    except OSError as error:
        forget_unwritten()
        _tell_error(words_of(error))
        return OutputError.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _stopped()
    except Exception as error:
        # A library that cleans up after Ctrl-C may raise something else. Python's own import
        # statement does worse: interrupted in a C call, it raises a TypeError that has no context.
        cause: BaseException | None = error
        while cause and not isinstance(cause, KeyboardInterrupt):
            cause = cause.__context__
        if cause or _received:
            return _stopped()
        raise
    return result if isinstance(result, int) else 0


def _report_unless_interrupt(found: "sys.UnraisableHookArgs") -> None:
    """Report what Python cannot raise, but not a Ctrl-C that came while an object was taken down."""
    if not isinstance(found.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(found)


def _stopped() -> int:
    """Return the exit code that says which signal ended the command: 130, 143 or 129."""
    # What Ctrl-C met half built may fail to be taken down, and Python would tell that.
    sys.unraisablehook = lambda _: None
    tell("Stopped.")
    return 128 + (_received[0] if _received else signal.SIGINT)


def _tell_error(words: str) -> None:
    tell(f"{click.style('Error', fg='red', bold=True)}: {printable(words)}")


# SIGTERM and SIGHUP end a command as Ctrl-C does, with an exit code of their own.
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
_received: list[int] = []


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    """Raise KeyboardInterrupt where a signal asks to end. One that is ignored, as by nohup, stays so."""
    found = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    is_over = False

    def stop(number: int, _frame: FrameType | None) -> None:
        # `timeout` sends two, and the second would disturb the tidying up. A second Ctrl-C is meant.
        if is_over or (_received and number != signal.SIGINT):
            return
        _received.append(number)
        raise KeyboardInterrupt

    for each in found:
        if signal.getsignal(each) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(each, stop)
    try:
        yield
    finally:
        is_over = True
