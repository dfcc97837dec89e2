"""Protocol buffers, as far as a package of the newest form holds any."""

from collections.abc import Iterator

from ankiflask.package.refused import damaged

_WHAT = "A description"
# How a value lies: a number, as many bytes as told, and the two of a fixed length.
_NUMBER, _TOLD = 0, 2
_FIXED = {1: 8, 5: 4}
_WIRE = 7
_SEVEN_BITS = 0x7F
_LONGEST = 10  # bytes of a varint
_SIGN = 1 << 63


def numbers(content: bytes) -> dict[int, int]:
    """Return the last number under each field's number, signed."""
    return {at: value for at, value in _parts(content) if isinstance(value, int)}


def texts(content: bytes) -> dict[int, str]:
    """Return the last text under each field's number; what is no UTF-8 is left out."""
    found = {}
    for at, value in _parts(content):
        if isinstance(value, bytes):
            try:
                found[at] = value.decode()
            except UnicodeDecodeError:
                continue
    return found


def messages(content: bytes, wanted: int) -> Iterator[bytes]:
    """Yield the messages under one field's number, in order."""
    return (value for at, value in _parts(content) if at == wanted and isinstance(value, bytes))


def _parts(content: bytes) -> Iterator[tuple[int, int | bytes]]:
    place = 0
    while place < len(content):
        key, place = _varint(content, place)
        if key & _WIRE == _NUMBER:
            value, place = _varint(content, place)
            yield key >> 3, value - 2 * _SIGN if value & _SIGN else value
            continue
        if key & _WIRE == _TOLD:
            size, place = _varint(content, place)
        elif (size := _FIXED.get(key & _WIRE, -1)) < 0:
            raise damaged(_WHAT)
        if len(content) - place < size:
            raise damaged(_WHAT)
        yield key >> 3, content[place : place + size]
        place += size


def _varint(content: bytes, place: int) -> tuple[int, int]:
    number = 0
    for at, byte in enumerate(content[place : place + _LONGEST]):
        number |= (byte & _SEVEN_BITS) << (7 * at)
        if byte <= _SEVEN_BITS:
            return number & (2 * _SIGN - 1), place + at + 1
    raise damaged(_WHAT)
