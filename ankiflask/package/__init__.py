"""Contents to the bytes of an .apkg, the same bytes every time."""

from ankiflask.package.encode import encode

__all__ = ["encode"]
