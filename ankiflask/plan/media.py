"""The files that Anki lacks."""

import re
from collections.abc import Iterable
from html import unescape

from ankiflask.values.package import AnkiNote, Contents, MediaFile

_NAMED = re.compile(r'(?:src="|\[sound:)([^"\]]*)')


def lacking_media(
    contents: Contents, notes: Iterable[AnkiNote], there: frozenset[str]
) -> tuple[MediaFile, ...]:
    """Return the deck's files that are not there and that one of the notes shows or plays."""
    lacking = [file for file in contents.media if file.name not in there]
    if not lacking:
        return ()
    texts = (text for note in notes for text in note.fields)
    named = {unescape(name) for text in texts for name in _NAMED.findall(text)}
    return tuple(file for file in lacking if file.name in named)
