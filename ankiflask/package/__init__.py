"""Contents to the bytes of an .apkg, the same bytes every time."""

from ankiflask.package.encode import encode
from ankiflask.package.origin import made_before, origin

__all__ = ["encode", "made_before", "origin"]
