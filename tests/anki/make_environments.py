"""Make one virtual environment per version of Anki that the tests speak to.

`make test` runs it. What is there already and up to date is left as it is.
"""

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PINS = _HERE.parents[1] / "requirements"
_STAMP = "installed.txt"


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment that holds one version of Anki, whether it exists yet or not."""

    version: str
    requirement: str
    folder: Path

    @property
    def python(self) -> Path:
        """The interpreter that can import this version of Anki."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def stamp(self) -> str:
        """What stands in a finished environment: another requirement or Python makes it old."""
        return f"{self.requirement}\npython {sys.version_info.major}.{sys.version_info.minor}\n"

    @property
    def is_ready(self) -> bool:
        """Whether this requirement is installed, to its end."""
        stamp = self.folder / _STAMP
        return (
            self.python.exists()
            and stamp.exists()
            and stamp.read_text(encoding="utf-8") == self.stamp
        )


def environments(root: Path = _HERE.parents[1] / ".venv-anki") -> tuple[Environment, ...]:
    """Return an environment for each line of versions.txt, newest Anki first."""
    lines = (_HERE / "versions.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return tuple(Environment(version, wanted, root / version) for version, wanted in pairs)


def make(environment: Environment) -> None:
    """Build the environment anew. The stamp comes last: a broken installation is done again."""
    venv.create(environment.folder, clear=True, with_pip=True)
    pip = (environment.python, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    pins = _PINS / f"anki-{environment.version}.txt"
    subprocess.run((*pip, "--require-hashes", "-r", pins), check=True)
    (environment.folder / _STAMP).write_text(environment.stamp, encoding="utf-8")


def main() -> None:
    """Make what is missing or outdated."""
    for environment in environments():
        if not environment.is_ready:
            sys.stderr.write(f"Installing {environment.requirement} …\n")
            make(environment)


if __name__ == "__main__":
    main()
