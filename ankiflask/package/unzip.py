"""Zstandard, in which Anki packs the newest form of package. Loaded when it is needed."""

import io
import stat
import sys
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ankiflask.package.refused import RefusedError
from ankiflask.text import excerpt

_HAS_ITS_OWN = sys.version_info >= (3, 14)
_AT_ONCE = 1024 * 1024


def unpacked(content: bytes, name: str, most: int) -> bytearray:
    """Return the bytes of a packed file, at most `most`; raises RefusedError else."""
    found = bytearray()
    limit = min(most, max(SMALL, MAX_RATIO * len(content)))
    zstd = _zstd()
    try:
        with zstd.ZstdFile(io.BytesIO(content)) as file:
            while some := file.read(_AT_ONCE):
                found += some
                if len(found) > limit:
                    raise too_large(name, most) if limit == most else bomb(name)
    except (zstd.ZstdError, EOFError, OSError, ValueError):
        raise RefusedError(
            "package-damaged", f'"{excerpt(name)}" in the package is damaged.'
        ) from None
    return found


def _zstd() -> Any:
    try:
        return import_module("compression.zstd" if _HAS_ITS_OWN else "backports.zstd")
    except ImportError:
        raise RefusedError(
            "package-zstd",
            "The package is packed in a way that this Python cannot unpack.",
            'Install "backports.zstd", or export with "Support older Anki versions" ticked.',
        ) from None


MIB = 1024 * 1024
MAX_ENTRIES = 200_000
MAX_COLLECTION = 2048 * MIB
MAX_MEDIA_FILE = 512 * MIB
MAX_TEXT = 32 * MIB  # of a list or a description in JSON
MAX_RATIO = 200  # of packed well; a database of much the same cards comes to 20
SMALL = 16 * MIB  # what is no larger may be packed however well
_ENCRYPTED = 1
_ENTRY = b"PK\x01\x02"
_HOW = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNSOUND = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError,
    RuntimeError,  # an unknown version or compression
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unzipped:
    """The files of a zip by their names, each to be read when it is wanted."""

    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]

    def read(self, name: str, most: int) -> bytes:
        """Return a file of at most `most` bytes; raises RefusedError else."""
        if self.entries[name].file_size > most:
            raise too_large(name, most)
        try:
            return self.archive.read(name)
        except _UNSOUND:
            raise RefusedError(
                "package-damaged", f'"{excerpt(name)}" in the package is damaged.'
            ) from None


def unzip(content: bytes) -> Unzipped:
    """Return the files; raises RefusedError where there is no zip, or one that is not to be read."""
    # Each entry costs memory as soon as the zip is opened: so count first.
    if content.count(_ENTRY) > MAX_ENTRIES:
        raise RefusedError("package-too-large", f"The package has over {MAX_ENTRIES:,} files.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _UNSOUND:
        if not content.startswith(b"PK"):
            remedy = "Its name ends in .apkg or .colpkg; `ankiflask build` makes one of a deck."
            raise RefusedError("not-a-package", "This is no Anki package.", remedy) from None
        raise RefusedError(
            "not-a-package", "This is no Anki package, or only a part of one."
        ) from None
    entries = archive.infolist()
    for entry in entries:
        _check(entry)
    by_name = {entry.filename: entry for entry in entries}
    if len(by_name) < len(entries):
        raise RefusedError("package-unsafe", "Two files in the package share a name.")
    return Unzipped(archive, by_name)


def too_large(name: str, most: int) -> RefusedError:
    """Return the refusal of a file that unpacks to more than `most` bytes."""
    return RefusedError(
        "package-too-large",
        f'"{excerpt(name)}" in the package is over {most // MIB:,} MiB.',
        "Export fewer decks at once.",
    )


def bomb(name: str) -> RefusedError:
    """Return the refusal of a file that unpacks to far more than it is."""
    return RefusedError(
        "package-too-large",
        f'"{excerpt(name)}" in the package unpacks to over {MAX_RATIO} times its size.',
    )


def _check(entry: zipfile.ZipInfo) -> None:
    name = excerpt(entry.filename)
    if entry.flag_bits & _ENCRYPTED:
        raise RefusedError(
            "package-encrypted",
            f'"{name}" in the package is encrypted.',
            "Export it from Anki without a password.",
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise RefusedError("package-unsafe", f'"{name}" in the package is a link.')
    if entry.compress_type not in _HOW:
        raise RefusedError("package-unsafe", f'"{name}" is packed in a way that Anki never uses.')
    if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
        raise bomb(entry.filename)
