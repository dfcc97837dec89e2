"""The digest of a package: over what it holds, not over the bytes into which a zlib packs it."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from ankiflask.values.package import MediaFile

_DESCRIBED = ("uid", "deck", "subdecks", "retired", "version")


def digest_of(
    manifest: Mapping[str, Any], media: Iterable[MediaFile], database: bytes | bytearray
) -> str:
    """Return the digest, 64 hex digits; equal on every machine, since every SQLite gives one database.

    It covers the manifest's description of the deck, the names and contents of the media in their
    order, and the database to the byte. Anybody can compute it: it shows damage, not forgery.
    """
    described = {key: manifest.get(key) for key in _DESCRIBED}
    names = [(each.name, sha256(each.content).hexdigest()) for each in media]
    digest = sha256(json.dumps([described, names], sort_keys=True, ensure_ascii=False).encode())
    digest.update(database)
    return digest.hexdigest()
