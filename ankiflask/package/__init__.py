"""Contents to the bytes of an .apkg, the same bytes every time; and any .apkg read."""

from ankiflask.package.additions import additions
from ankiflask.package.anki import description_html
from ankiflask.package.contents_of import contents_of
from ankiflask.package.encode import encode
from ankiflask.package.opened import open_package
from ankiflask.package.origin import made_before, origin

__all__ = [
    "additions",
    "contents_of",
    "description_html",
    "encode",
    "made_before",
    "open_package",
    "origin",
]
