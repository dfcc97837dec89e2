"""The field `Sync`: what we last wrote into a note, so that a later sync can tell a learner's edit."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from ankiflask.cards.html import canonical
from ankiflask.values.sync_base import SyncBase

_DIGITS = 8


def sync_field(second: int, fields: Mapping[str, str], tags: Iterable[str]) -> str:
    """Return the text of the field. `fields` are HTML in the field order."""
    hashes = {name: field_hash(html) for name, html in fields.items() if html}
    return SyncBase(second, hashes, tuple(tags)).text


def field_hash(html: str) -> str:
    """Return the first 8 hex digits of SHA-256 over the HTML's canonical form."""
    return sha256(canonical(html).encode()).hexdigest()[:_DIGITS]
