"""Zstandard, in which Anki packs the newest form of package. Loaded when it is needed."""

import io
import sys
from importlib import import_module
from typing import Any

from ankiflask.unpack.refused import RefusedError
from ankiflask.unpack.unzip import MAX_RATIO, SMALL, bomb, too_large
from ankiflask.values.text import beginning

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
            "package-damaged", f'"{beginning(name)}" in the package is damaged.'
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
