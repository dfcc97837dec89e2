"""Encodings that a text which is not UTF-8 may be in. They are proposed, never used unasked."""

import codecs
from collections.abc import Iterator

# In the order of preference where two of them read a text alike.
_KNOWN = (
    "cp1252", "mac_roman", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "utf_16_le", "utf_16_be",
)  # fmt: skip
_SAMPLE = 16 * 1024  # bytes around the first one that is not UTF-8
_SHOWN = 30  # bytes of it on each side of that byte
_TOLERATED = 0.1  # disorder, as charset-normalizer measures it from 0 to 1, above the best one's
_MOST = 3


def proposed(content: bytes) -> str:
    """Return which `--encoding` may read the content, and as what; "" where none is likely.

    A text in UTF-8 that is only damaged gets none: it would be read as other letters everywhere.
    """
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "`--encoding utf-32`"
    at = _first_of_others(content)
    if at is None:
        return ""
    found = (
        f"`--encoding {name}` (reads this as {text!r})" for name, text in _readings(content, at)
    )
    return " or ".join(found)


def _first_of_others(content: bytes) -> int | None:
    """Return the place of the first byte that is not UTF-8, or 0; None where most others are."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        start = max(error.start - _SAMPLE // 2, 0)
        sample = content[start : start + _SAMPLE].decode("utf-8", "replace")
        others = sample.count("\ufffd")
        is_cut = error.end == len(content) and error.reason == "unexpected end of data"
        is_utf_8 = len(sample) - sum(map(str.isascii, sample)) >= 2 * others
        return None if is_cut or is_utf_8 else error.start
    return 0


def _readings(content: bytes, at: int) -> Iterator[tuple[str, str]]:
    """Yield likely encodings, the best first, and as what each reads the line of the place."""
    seen: set[str] = set()
    for name in _candidates(content, at):
        shown = _shown(content, at, name)
        if len(seen) < _MOST and shown and shown not in seen and _reads(content, name):
            seen.add(shown)
            yield name, shown


def _candidates(content: bytes, at: int) -> list[str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow, and hardly ever needed

    found = list(from_bytes(_sample(content, at), cp_isolation=list(_KNOWN)))
    return [
        codecs.lookup(next(name for name in _KNOWN if name in alike)).name
        for match in found
        if match.chaos <= found[0].chaos + _TOLERATED
        and (alike := {match.encoding, *match.could_be_from_charset} & set(_KNOWN))
    ]


def _sample(content: bytes, at: int) -> bytes:
    """Return lines from the place on that are not ASCII: among others they would count for little."""
    start = content.rfind(b"\n", 0, at) + 1
    after = content[start : start + 16 * _SAMPLE]
    others = b"\n".join(line for line in after.split(b"\n") if not line.isascii())
    return (others or after)[:_SAMPLE]


def _shown(content: bytes, at: int, name: str) -> str:
    """Return what stands around the place in its line, as the encoding reads it."""
    line = content.rfind(b"\n", 0, at) + 1
    start = max(line, at - _SHOWN)
    around = content[start : at + _SHOWN].decode(name, "ignore")
    text = ("…" if start > line else "") + next(iter(around.strip().splitlines()), "")
    return text if text.isprintable() else ""


def _reads(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except UnicodeError:
        return False
    return True
