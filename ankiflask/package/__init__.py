"""Contents to the bytes of an .apkg, the same bytes every time."""

from ankiflask.package.additions import additions
from ankiflask.package.anki import description_html
from ankiflask.package.encode import encode
from ankiflask.package.origin import made_before, may_be_ours, origin

__all__ = ["additions", "description_html", "encode", "made_before", "may_be_ours", "origin"]
