"""Cards as Anki would show them, on one page that stands alone."""

from ankiflask.preview.page import is_preview, page
from ankiflask.preview.sheets import sheets_of_contents, sheets_of_package
from ankiflask.preview.showing import shown

__all__ = ["is_preview", "page", "sheets_of_contents", "sheets_of_package", "shown"]
