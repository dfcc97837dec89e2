"""Files that are no plain text, recognised by their first bytes or by the end of their name."""

import codecs
import re
from pathlib import PurePath

from ankiflask.problems import Problem

_HEAD = 1024  # bytes in which a format shows
_COPY = "Copy its text into a .txt or .md file"
_TABLE = "Save it as CSV (UTF-8), with a line of column names such as question and answer"
_PANDOC = "Save it as plain text, or convert it with `pandoc {name} -o notes.md`"
_PACKAGE = (
    "`ankiflask preview`, `diff` and `verify` read packages; for its texts, export "
    'the notes from Anki as "Notes in Plain Text (.txt)"'
)
_UNPACK = "Unpack it, and name the text inside"
_IMAGE = f"{_COPY}, or run text recognition on it"
_SOUND = "Write down what it says in a .txt file"

# What a file is, what to do, and the ends of the names that such files have.
_FORMATS = (
    ("a PDF", "Convert it with `pdftotext -layout {name} notes.txt`, or copy its text", "pdf"),
    ("a Word document", _PANDOC, "docx doc docm dotx"),
    ("a spreadsheet", _TABLE, "xlsx xls xlsm xlsb ods numbers"),
    ("a presentation", f"{_COPY}: its outline, or what is on the slides", "pptx ppt pptm odp key"),
    ("an OpenDocument text", _PANDOC, "odt"),
    ("an old Office file", "Save it from its program as plain text or CSV", ""),
    ("a Pages document", _COPY, "pages"),
    ("an RTF document", _PANDOC, "rtf"),
    ("an e-book", _PANDOC, "epub mobi azw3"),
    ("an Anki package", _PACKAGE, "apkg colpkg"),
    ("Anki's own database", _PACKAGE, "anki2 anki21 anki21b"),
    ("a picture", _IMAGE, "png jpg jpeg gif webp bmp tif tiff heic avif svg ico"),
    ("a sound or a film", _SOUND, "mp3 m4a ogg oga opus wav flac aac mp4 mov webm mkv avi"),
    ("an archive", _UNPACK, "zip gz tgz bz2 xz 7z rar tar zst"),
    ("a database", "Export the table that you want as CSV", "sqlite sqlite3 db"),
)
_BY_NAME = {end: what for what, _, ends in _FORMATS for end in ends.split()}
_REMEDIES = {what: remedy for what, remedy, _ in _FORMATS}
_IN_ZIP = {
    b"collection.anki2": "an Anki package",
    b"word/document": "a Word document",
    b"xl/workbook": "a spreadsheet",
    b"ppt/presentation": "a presentation",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "an OpenDocument text",
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet": "a spreadsheet",
    b"mimetypeapplication/vnd.oasis.opendocument.presentation": "a presentation",
    b"mimetypeapplication/epub+zip": "an e-book",
}
# Each has a byte that no text has, or is longer than a text would begin by chance.
_BY_BYTES = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), "an archive"),
    (re.compile(rb"%PDF-\d\.\d ?[\r\n]"), "a PDF"),
    (re.compile(rb"\{\\rtf1?[\\ ]"), "an RTF document"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old Office file"),
    (re.compile(rb"SQLite format 3\0"), "a database"),
    (re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a[^\n]{0,9}\0|II\*\0|MM\0\*"), "a picture"),
    (re.compile(rb"RIFF[\0-\xff]{4}WEBP|[\0-\xff]{4}ftyp(?:heic|heix|mif1|avif)"), "a picture"),
    (re.compile(rb"BM[\0-\xff]{4}\0\0\0\0"), "a picture"),
    (re.compile(rb"ID3[\x02-\x04]\0|OggS\0|fLaC\0|\xff[\xf2\xf3\xfa\xfb]"), "a sound or a film"),
    (re.compile(rb"RIFF[\0-\xff]{4}(?:WAVE|AVI )|[\0-\xff]{4}ftyp|\x1aE\xdf\xa3"), "a sound or a film"),
    (re.compile(rb"\x1f\x8b\x08|BZh\d1AY&SY|\xfd7zXZ\0|7z\xbc\xaf|Rar!\x1a|\x28\xb5\x2f\xfd"), "an archive"),
)  # fmt: skip


def other_format(content: bytes, file: str) -> Problem | None:
    """Return what is wrong with a file of another format than text; None for what may be a text."""
    name = PurePath(file).name
    by_name = _BY_NAME.get(PurePath(file).suffix.lower().removeprefix("."), "")
    by_content = _by_content(content, by_name)
    what = by_content or by_name
    if not what:
        return None
    remedy = _REMEDIES[what].format(name=name if name.isprintable() else "FILE") + "."
    if not by_content:
        what += " by its name"
        remedy += " If it is plain text, give it a name that ends in .txt."
    message = f"This is {what}, and only plain text can be drafted from."
    return Problem.at(file, 0, "not-a-text", message, remedy)


def _by_content(content: bytes, by_name: str) -> str:
    head = content[:_HEAD]
    found = next((what for pattern, what in _BY_BYTES if pattern.match(head)), "")
    if found == "an archive" and head.startswith(b"PK"):
        for mark, what in _IN_ZIP.items():
            if mark in content:
                return what
    is_unclear = found in ("an old Office file", "a database", "an archive")
    return by_name if is_unclear and by_name else found


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
    readings: dict[str, str] = {}  # encodings, the best first, by what each reads at the place
    for name in _candidates(content, at):
        text = _shown(content, at, name)
        if len(readings) < _MOST and text and text not in readings and _reads(content, name):
            readings[text] = name
    found = (f"`--encoding {name}` (reads this as {text!r})" for text, name in readings.items())
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


def _candidates(content: bytes, at: int) -> list[str]:
    """Return the likely encodings of the lines from the place on, the best first.

    Lines in ASCII are left out: with them the others would count for little.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow, and hardly ever needed

    start = content.rfind(b"\n", 0, at) + 1
    after = content[start : start + 16 * _SAMPLE]
    others = b"\n".join(line for line in after.split(b"\n") if not line.isascii())
    found = list(from_bytes((others or after)[:_SAMPLE], cp_isolation=list(_KNOWN)))
    return [
        codecs.lookup(next(name for name in _KNOWN if name in alike)).name
        for match in found
        if match.chaos <= found[0].chaos + _TOLERATED
        and (alike := {match.encoding, *match.could_be_from_charset} & set(_KNOWN))
    ]


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
