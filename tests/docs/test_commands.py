"""docs/commands.md has every command and option as `--help` has them, and every exit code."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ankiflask import errors
from ankiflask.cli.app import app
from tests.cli.command_line import Run
from tests.docs.pages import DOCS, PAGES

PAGE = (DOCS / "commands.md").read_text(encoding="utf-8")
CONTEXT = click.Context(app)
COMMANDS = app.list_commands(CONTEXT)
ROW = re.compile(r"^\| ((?:`-[^|`]+`(?:, )?)+) \| (.*) \|$", re.MULTILINE)


def section(name: str) -> str:
    """Return what the page has below a heading."""
    return PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def options(name: str) -> Iterator[click.Option]:
    command = app.get_command(CONTEXT, name)
    assert command is not None
    return (each for each in command.params if isinstance(each, click.Option))


def as_documented(option: click.Option) -> str:
    """Return the option's names with its metavar: "`-o DIR`, `--output DIR`"."""
    if option.is_flag:
        value = ""
    elif isinstance(option.type, click.Choice):
        value = f" {LIST_NAMES[option.opts[0]]}"
    else:
        value = f" {option.metavar or 'TEXT'}"
    return ", ".join(f"`{name}{value}`" for name in (*option.opts, *option.secondary_opts))


# `--help` has the choices themselves.
LIST_NAMES = {"--format": "FORMAT", "--from": "FORMAT", "--fail-on": "LEVEL"}


def test_every_command_has_a_section_and_there_is_no_other() -> None:
    headings = re.findall(r"^## (\w[\w ]*)$", PAGE, re.MULTILINE)
    assert headings == ["Exit codes", *COMMANDS]
    listed = re.findall(r"^\| \[`(\w+)`\]\(#\w+\) \|", PAGE, re.MULTILINE)
    assert listed == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented_and_no_other(command: str) -> None:
    rows = dict(ROW.findall(section(command)))
    assert list(rows) == [as_documented(option) for option in options(command)]
    for option in options(command):
        row = rows[as_documented(option)]
        if isinstance(option.type, click.Choice):
            assert all(f"`{choice}`" in row for choice in option.type.choices), row
        assert ("May be repeated." in row) == option.multiple, row
        assert not option.envvar or f"`{option.envvar}`" in row


@pytest.mark.parametrize("command", COMMANDS)
def test_the_usage_is_that_of_help(run: Run, command: str) -> None:
    usage = run(command, "--help").out.splitlines()[0].removeprefix("Usage: ")
    assert f"```text\n{usage}\n```" in section(command)


def test_every_exit_code_is_documented() -> None:
    raised = {
        each.exit_code
        for each in vars(errors).values()
        if isinstance(each, type) and hasattr(each, "exit_code")
    }
    codes = re.findall(r"^\| (\d+) \|", section("Exit codes"), re.MULTILINE)
    assert set(map(int, codes)) == {0, 130, 143, 129} | raised


@pytest.mark.parametrize("page", PAGES, ids=lambda x: x.name)
def test_a_command_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = {name: {opt for each in options(name) for opt in each.opts} for name in COMMANDS}
    for command, rest in re.findall(r"`ankiflask (\w+)([^`\n]*)`", text):
        assert command in known
        assert set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", rest)) <= known[command], rest
