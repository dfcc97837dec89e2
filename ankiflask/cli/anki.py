"""How the commands that speak to a running Anki find it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ankiflask.cli.options import NamedPath
from ankiflask.cli.surroundings import api_key
from ankiflask.files.read import read_text
from ankiflask.pipeline.sync import Connection, connect
from ankiflask.values.errors import InputError, UsageError

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
    key = _key(api_key_file) if api_key_file else api_key()
    return connect(url, key, allow_remote=allow_remote)


def _key(file: Path) -> str:
    try:
        return read_text(file).text.strip()
    except InputError as error:
        raise UsageError(f"The API key could not be read. {error}") from None
