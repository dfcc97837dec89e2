"""The workflows of this repository, and the one that a new deck gets."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from ankiflask.starter.files import files

PROJECT = Path(__file__).parents[2]
OURS = PROJECT / ".github" / "workflows"
STARTED = files("Birds", slug="birds", uid="birds-x7k2m", version="1.2.3")
PUBLISHED = files(
    "Birds", slug="birds", uid="birds-x7k2m", version="1.2.3", repository="someone/ankiflask"
)
TEXTS = {
    "ci": (OURS / "ci.yml").read_text(encoding="utf-8"),
    "docs": (OURS / "docs.yml").read_text(encoding="utf-8"),
    "release": (OURS / "release.yml").read_text(encoding="utf-8"),
    "versions": (OURS / "versions.yml").read_text(encoding="utf-8"),
    "release of a new deck": STARTED[".github/workflows/release.yml"],
    "release of a new deck, once ankiflask is published": PUBLISHED[
        ".github/workflows/release.yml"
    ],
}


@dataclass(frozen=True)
class Workflow:
    """A workflow, as a text and as what YAML reads in it."""

    text: str

    @property
    def content(self) -> dict[str, Any]:
        # BaseLoader leaves texts as they are: else YAML takes the key `on` for a truth value.
        loaded: dict[str, Any] = yaml.BaseLoader(self.text).get_single_data()
        return loaded

    @property
    def jobs(self) -> dict[str, Any]:
        jobs: dict[str, Any] = self.content["jobs"]
        return jobs

    @property
    def steps(self) -> list[dict[str, Any]]:
        return [step for job in self.jobs.values() for step in job["steps"]]

    @property
    def scripts(self) -> list[str]:
        return [step["run"] for step in self.steps if "run" in step]


@pytest.fixture(params=TEXTS)
def workflow(request: pytest.FixtureRequest) -> Workflow:
    return Workflow(TEXTS[request.param])


def lint(program: str, *words: str | Path, given: str | None = None) -> str:
    """Run a linter; return what it says, or "" where it finds nothing."""
    linter = Path(sys.executable).parent / program
    done = subprocess.run(
        [linter, *words], input=given, capture_output=True, encoding="utf-8", check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr or "failed"


def against_the_schema(text: str, folder: Path) -> str:
    """Return what GitHub's published schema of workflows refuses."""
    file = folder / "workflow.yml"
    file.write_text(text, encoding="utf-8")
    return lint("check-jsonschema", "--builtin-schema", "vendor.github-workflows", file)


def against_security(text: str, folder: Path) -> str:
    """Return what zizmor, at its strictest, finds unsafe."""
    file = folder / ".github" / "workflows" / "workflow.yml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return lint("zizmor", "--offline", "--no-config", "--persona", "auditor", "-q", file)


def against_shell_faults(script: str, shell: str) -> str:
    """Return what ShellCheck finds."""
    return lint("shellcheck", "--norc", "--severity", "style", "--shell", shell, "-", given=script)
