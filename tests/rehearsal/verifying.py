"""`ankiflask verify`, run and read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.command_line import Run


@dataclass(frozen=True)
class Report:
    """What the command reported as JSON, and its exit code."""

    said: Mapping[str, Any]
    code: int

    @property
    def rules(self) -> list[str]:
        """The rules of all errors, in order."""
        return [each["rule"] for each in self.said["problems"] if each["severity"] == "error"]

    @property
    def warnings(self) -> set[str]:
        """The rules of all warnings, but for that of an option which replaces every edit."""
        found = {each["rule"] for each in self.said["problems"] if each["severity"] == "warning"}
        return found - {"edits-replaced"}

    def problem(self, rule: str) -> Mapping[str, Any]:
        """Return the first problem of a rule."""
        found: Mapping[str, Any] = next(p for p in self.said["problems"] if p["rule"] == rule)
        return found

    def counts(self, options: str = "default") -> Mapping[str, int]:
        """Return the numbers of the one upgrade with these options."""
        (upgrade,) = (each for each in self.said["upgrades"] if each["options"] == options)
        counts: Mapping[str, int] = upgrade["counts"]
        return counts


def verified(run: Run, package: Path, *olds: Path) -> Report:
    """Run the command; its JSON is all that it printed."""
    words = [word for old in olds for word in ("--upgrade-from", str(old))]
    ran = run("verify", str(package), *words, "--json")
    assert ran.err == ""
    said = json.loads(ran.out)
    assert said["passed"] == (ran.code == 0)
    return Report(said, ran.code)
