"""The learners of tests/addon, and commands in process: quicker than `run`, and as in a pipe."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ankiflask.cli.app import run as main
from tests.addon.conftest import addon, ann, newest
from tests.cli.command_line import Ran, Run
from tests.cli.doctors import Examine

__all__ = ["addon", "ann", "newest"]


@pytest.fixture
def examine(quick: Run) -> Examine:
    """Run `ankiflask doctor` before an add-on."""
    return lambda addon: quick("doctor", "--url", addon.url)


@pytest.fixture
def quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run `ankiflask` in this process and the test's folder, with a state folder there."""

    def ankiflask(*words: str, env: Mapping[str, str] = {}) -> Ran:
        own = {"XDG_STATE_HOME": str(tmp_path / "state"), **env}
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            patch.delenv("ANKICONNECT_URL", raising=False)
            patch.delenv("ANKICONNECT_API_KEY", raising=False)
            for name, value in own.items():
                patch.setenv(name, value)
            capsys.readouterr()
            code = main(words)
        told = capsys.readouterr()
        return Ran(told.out, told.err, code)

    return ankiflask
