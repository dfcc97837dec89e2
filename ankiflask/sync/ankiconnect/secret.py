"""Whether a text repeats the API key, in whatever clothing: no message may hold it."""

import html
import re
import unicodedata
from base64 import b64encode
from urllib.parse import unquote

# A shorter key is likely to stand in an innocent text, and is none to keep secret.
LEAST = 8  # letters and digits
_OTHERS = bytes(sign for sign in range(256) if not chr(sign).isascii() or not chr(sign).isalnum())
_ESCAPE = re.compile(r"\\+(?:u\{?([0-9a-fA-F]{4})\}?|x([0-9a-fA-F]{2})|[bfnrt])")
_ROUNDS = 3  # of escapes within escapes
_AT_ONCE = 1 << 20  # characters
_OVERLAP = 1 << 14


def repeats(text: str, key: str) -> bool:
    """Whether the letters and digits of the key stand in the text, in their order or backwards.

    What stands between them and their case do not count, nor whether they are written as escapes of
    JSON, of addresses or of HTML, as hex or as base64. Linear in the text.
    """
    needles = _needles(key)
    return any(
        needle in view
        for start in range(0, len(text), _AT_ONCE)
        for view in _views(text[start : start + _AT_ONCE + _OVERLAP])
        for needle in needles
    )


def letters_and_digits(text: str) -> bytes:
    """Return nothing but the ASCII letters and digits, in small letters."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return plain.encode("ascii", "ignore").translate(None, _OTHERS).lower()


def _needles(key: str) -> set[bytes]:
    plain, whole = letters_and_digits(key), key.encode()
    # Within a longer text base64 begins at one of three places; what its neighbours share is cut.
    encoded = [
        b64encode(bytes(before) + whole)[(before * 8 + 5) // 6 : -4].decode() for before in range(3)
    ]
    written = [whole.hex().encode(), *map(letters_and_digits, encoded)]
    return {plain, plain[::-1], *written} - {b""} if plain else set()


def _views(text: str) -> set[bytes]:
    views = {letters_and_digits(text)}
    for _ in range(_ROUNDS):
        again = _ESCAPE.sub(_unescaped, html.unescape(unquote(text)))
        if again == text:
            break
        text = again
        views.add(letters_and_digits(text))
    return views


def _unescaped(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2]
    return chr(int(digits, 16)) if digits else " "
