"""`ankiflask doctor`."""

from dataclasses import asdict
from pathlib import Path

import click

from ankiflask.cli.environment import state_folder
from ankiflask.cli.options import connection, connection_options, report_format
from ankiflask.cli.report import to_json
from ankiflask.cli.streams import printable, say
from ankiflask.errors import AnkiError
from ankiflask.sync.doctor import Finding, examine


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
