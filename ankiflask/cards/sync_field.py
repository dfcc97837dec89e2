"""The field `Sync`: what we last wrote into a note, so that a later sync can tell a learner's edit."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from ankiflask.cards.html import canonical

_VERSION = "1"
_DIGITS = 8


def sync_field(second: int, fields: Mapping[str, str], tags: Iterable[str]) -> str:
    """Return `1 SECOND Question=1a2b3c4d … | tag tag`. `fields` are HTML in the field order."""
    hashes = (
        f"{name.replace(' ', '_')}={field_hash(html)}" for name, html in fields.items() if html
    )
    return " ".join([_VERSION, str(second), *hashes, "|", *tags])


def field_hash(html: str) -> str:
    """Return the first 8 hex digits of SHA-256 over the HTML's canonical form."""
    return sha256(canonical(html).encode()).hexdigest()[:_DIGITS]
