"""The files of a package, out of the zip and out of Zstandard, never more than is safe to read."""

import io
import stat
import sys
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ankiflask.package.refused import RefusedError, damaged
from ankiflask.text import excerpt

_HAS_ITS_OWN = sys.version_info >= (3, 14)
_AT_ONCE = 1024 * 1024
MIB = 1024 * 1024
MAX_ENTRIES = 200_000
MAX_COLLECTION = 2048 * MIB
MAX_MEDIA_FILE = 512 * MIB
MAX_TEXT = 32 * MIB  # of a list or a description in JSON
_MAX_RATIO = 200  # of packed well; a database of much the same cards comes to 20
_SMALL = 16 * MIB  # what is no larger may be packed however well
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
            raise _too_large(name, most)
        try:
            return self.archive.read(name)
        except _UNSOUND:
            raise damaged(f'"{excerpt(name)}"') from None


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
    for entry in archive.infolist():
        _check(entry)
    by_name = {entry.filename: entry for entry in archive.infolist()}
    if len(by_name) < len(archive.infolist()):
        raise RefusedError("package-unsafe", "Two files in the package share a name.")
    return Unzipped(archive, by_name)


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
    if entry.file_size > max(_SMALL, _MAX_RATIO * entry.compress_size):
        raise _bomb(entry.filename)


def unpacked(content: bytes, name: str, most: int) -> bytearray:
    """Return the bytes of a packed file, at most `most`; raises RefusedError else."""
    found = bytearray()
    limit = min(most, max(_SMALL, _MAX_RATIO * len(content)))
    zstd = _zstd()
    try:
        with zstd.ZstdFile(io.BytesIO(content)) as file:
            while some := file.read(_AT_ONCE):
                found += some
                if len(found) > limit:
                    raise _too_large(name, most) if limit == most else _bomb(name)
    except (zstd.ZstdError, EOFError, OSError, ValueError):
        raise damaged(f'"{excerpt(name)}"') from None
    return found


def _zstd() -> Any:
    """Return the module that unpacks the newest form of package; loaded when it is needed."""
    try:
        return import_module("compression.zstd" if _HAS_ITS_OWN else "backports.zstd")
    except ImportError:
        raise RefusedError(
            "package-zstd",
            "The package is packed in a way that this Python cannot unpack.",
            'Install "backports.zstd", or export with "Support older Anki versions" ticked.',
        ) from None


def _too_large(name: str, most: int) -> RefusedError:
    return RefusedError(
        "package-too-large",
        f'"{excerpt(name)}" in the package is over {most // MIB:,} MiB.',
        "Export fewer decks at once.",
    )


def _bomb(name: str) -> RefusedError:
    return RefusedError(
        "package-too-large",
        f'"{excerpt(name)}" in the package unpacks to over {_MAX_RATIO} times its size.',
    )
