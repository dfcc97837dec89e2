"""The versions of what turns texts into a package's contents, without importing any of it."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from ankiflask import __version__

_LIBRARIES = {"genanki": "genanki", "markdown_it": "markdown-it-py", "pygments": "pygments"}
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
    versions = {module: version(name) for module, name in _LIBRARIES.items()}
    return versions | {"ankiflask": f"{__version__} {code.hexdigest()}"}
