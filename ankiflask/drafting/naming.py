"""Names in the letters that ids, topics and uids allow."""

import re
from hashlib import sha256

from ankiflask.text import is_device_name, slug

_MAX_ID, _MAX_UID = 48, 32  # characters
_UID = re.compile(r"[a-z][a-z0-9-]+")
_HASH = 8  # hex digits: enough to tell apart the statements of one text


def note_id(term: str, statement_hash: str, number: int = 1) -> str:
    """Return an id of 10 to 48 characters that ends in the first 8 digits of the hash.

    `number` tells notes of one term and statement apart; the first has none in its id.
    """
    more = f"-{number}" if number > 1 else ""
    name = slug(term, _MAX_ID - _HASH - 1 - len(more)) or "note"
    return f"{name}{more}-{short_hash(statement_hash)}"


def short_hash(statement_hash: str) -> str:
    """Return the part of a statement's hash that an id holds."""
    return statement_hash[:_HASH]


def hash_in(note_id: str) -> str:
    """Return the part of a statement's hash that the id ends in, or "" if it was not drafted."""
    match = re.search(rf"-([0-9a-f]{{{_HASH}}})$", note_id)
    return match[1] if match else ""


def uid(stem: str) -> str:
    """Return a uid (2 to 32 of a-z, 0-9 and -, a letter first) for the stem of a file's name.

    Where letters of the stem are lost in it, a hash of the stem tells it from others. It is no name
    of a device of Windows, since packages and folders are called by it.
    """
    name = slug(stem, _MAX_UID)
    if any(sign.isalnum() and not slug(sign, _MAX_UID) for sign in stem):
        name = f"{slug(stem, _MAX_UID - _HASH - 1)}-{short_hash(sha256(stem.encode()).hexdigest())}"
    is_uid = _UID.fullmatch(name) and not is_device_name(name)
    return name if is_uid else slug(f"deck-{name}", _MAX_UID)


def random_uid(stem: str, tail: str) -> str:
    """Return a uid for the stem of a file's name, with random characters at its end.

    So the decks of two people who chose the same name never share their notes' identity.
    """
    longest = _MAX_UID - len(tail) - 1
    name = slug(stem, longest)
    if not name[:1].isalpha():
        name = slug(f"deck-{name}", longest)
    return f"{name}-{tail}"
