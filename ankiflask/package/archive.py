"""Files to the bytes of a zip: deflate, fixed times and attributes, sorted by name."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from ankiflask import __version__
from ankiflask.deck.model import Deck
from ankiflask.package.model import MANIFEST, Package

_YEAR_1980 = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say
_UNIX = 3
_LEVEL = 1  # measured: level 6 takes thrice as long for a tenth less
_READABLE_FILE = 0o100644 << 16


def zip_bytes(files: Mapping[str, bytes | bytearray]) -> bytes:
    """Return the zip; equal for equal files and an equal zlib."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _YEAR_1980)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _READABLE_FILE
            archive.writestr(entry, files[name], compresslevel=_LEVEL)
    return buffer.getvalue()


_ZIP = b"PK\x03\x04"
_UNSOUND = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, TypeError,
    RuntimeError,  # also encrypted, an unknown compression, nested too deeply
)  # fmt: skip


def origin(
    deck: Deck,
    notes: Iterable[tuple[str, str, int]],
    lock: str,
    media: Iterable[str],
    tools: Mapping[str, str],
) -> str:
    """Return a hash over all that a package's bytes depend on.

    `notes` are the id, the lock's hash and the second of each note, in the order of study; `lock` the
    text of the lock that the package carries; `media` the names in the package, which hold a hash;
    `tools` the versions of what makes HTML of texts.
    SQLite does not enter, since the bytes do not depend on it.
    """
    made_of = {
        "deck": (deck.uid, deck.name, deck.subdecks, deck.description),
        "notes": tuple(notes),
        "lock": lock,
        "media": sorted(media),
        "tools": {**tools, "zlib": zlib.ZLIB_RUNTIME_VERSION},
    }
    return sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()


def made_before(content: bytes, built_from: str) -> tuple[Package, int] | None:
    """Return the package and its number of cards, if it is whole and made of just this."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            told = json.loads(archive.read(MANIFEST))
            if told["built_from"] != built_from:
                return None
            files = {name: archive.read(name) for name in archive.namelist()}
        made = Package(content, str(told["digest"])), int(told["cards"])
    except _UNSOUND:
        return None
    # Reading compares the checksums; writing again shows that nothing else stands in the file.
    return made if zip_bytes(files) == content else None


def may_be_ours(content: bytes) -> bool:
    """Whether the file can be a package that ankiflask built, also one that was cut off."""
    return content.startswith(_ZIP) and MANIFEST.encode() in content


_LIBRARIES = {"genanki": "genanki", "markdown_it": "markdown-it-py", "pygments": "pygments"}
# Folders and modules whose code decides a package's bytes; a test derives them from the imports.
DECIDING = (
    "anki", "clock.py", "cloze.py", "deck", "errors.py", "html.py", "identity.py", "package", "problems.py", "render", "text.py"
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
