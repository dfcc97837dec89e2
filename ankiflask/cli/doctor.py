"""`ankiflask doctor`, and the options by which it and `sync` reach Anki."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ankiflask.cli.environment import api_key, state_folder
from ankiflask.cli.options import NamedPath, report_format
from ankiflask.cli.report import to_json
from ankiflask.cli.streams import printable, say
from ankiflask.errors import AnkiError, InputError, UsageError
from ankiflask.files.read import read_text
from ankiflask.sync.ankiconnect.connection import Connection, connect
from ankiflask.sync.doctor import Finding, examine

_URL = "http://127.0.0.1:8765"


def connection_options(command: Any) -> Callable[..., Any]:
    """Add `--url`, `--api-key-file` and `--allow-remote`."""
    options = (
        click.option(
            "--url",
            envvar="ANKICONNECT_URL",
            default=_URL,
            show_default=True,
            help="Where AnkiConnect listens (ANKICONNECT_URL).",
        ),
        click.option(
            "--api-key-file",
            type=NamedPath(path_type=Path),
            metavar="FILE",
            help="A file that holds AnkiConnect's API key, if it wants one (ANKICONNECT_API_KEY).",
        ),
        click.option(
            "--allow-remote", is_flag=True, help="Let --url be another machine than this one."
        ),
    )
    for option in reversed(options):
        command = option(command)
    added: Callable[..., Any] = command
    return added


def connection(url: str, api_key_file: Path | None, *, allow_remote: bool) -> Connection:
    """Return what asks Anki. The key never stands on the command line, where others could read it."""
    try:
        key = read_text(api_key_file).text.strip() if api_key_file else api_key()
    except InputError as error:
        raise UsageError(f"The API key could not be read. {error}") from None
    return connect(url, key, allow_remote=allow_remote)


@click.command()
@connection_options
@report_format("text", "json", nothing={"findings": []})
def command(url: str, api_key_file: Path | None, *, allow_remote: bool, form: str) -> int:
    """Say whether a sync can work here, and what to do if not. Changes nothing."""
    asked = connection(url, api_key_file, allow_remote=allow_remote)
    findings = examine(asked, state_folder())
    if form == "json":
        say(to_json({"url": asked.url, "findings": [asdict(each) for each in findings]}))
    else:
        say("\n".join(_line(each) for each in findings))
    return 0 if all(each.is_good for each in findings) else AnkiError.exit_code


def _line(finding: Finding) -> str:
    mark = click.style("ok", fg="green") if finding.is_good else click.style("no", fg="red")
    if finding.is_warning:
        mark = click.style("! ", fg="yellow")
    words = printable(f"{finding.words} {finding.remedy}".rstrip())
    return f"{mark}  {finding.about}: {words}"
