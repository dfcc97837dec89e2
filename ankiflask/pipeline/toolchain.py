"""The versions of what turns texts into a package's contents, without importing any of it."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.machinery import PathFinder
from pathlib import Path

from ankiflask import __version__

_LIBRARIES = {"genanki": "genanki", "markdown_it": "markdown_it_py", "pygments": "pygments"}
# Folders and modules whose code decides a package's bytes; a test derives them from the imports.
DECIDING = (
    "anki", "clock.py", "deck", "errors.py", "html.py", "identity.py", "package", "problems.py", "render", "text.py"
)  # fmt: skip
_HERE = Path(__file__).parents[1]


@cache
def tools() -> Mapping[str, str]:
    """Return the version of each library, and ankiflask's own with a hash of its code.

    The hash is for whoever changes the code between two releases.
    """
    code = sha256()
    for name in DECIDING:
        found = _HERE / name
        for module in sorted(found.rglob("*.py")) if found.is_dir() else (found,):
            code.update(module.read_bytes())
    versions = {module: _version(module, name) for module, name in _LIBRARIES.items()}
    return versions | {"ankiflask": f"{__version__} {code.hexdigest()}"}


def _version(module: str, distribution: str) -> str:
    """Return the version in the name of the folder that pip leaves beside a module.

    Importing `importlib.metadata` takes longer than all else that an unchanged build does.
    """
    spec = PathFinder.find_spec(module)
    beside = Path(spec.origin).parents[1] if spec and spec.origin else Path()
    match [each.name for each in beside.glob(f"{distribution}-*.dist-info")]:
        case [name]:
            return name.removeprefix(f"{distribution}-").removesuffix(".dist-info")
    from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom needed

    return version(distribution)
