"""Texts in encodings that their mark tells, or that somebody asked for: never guessed."""

import codecs
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ankiflask.errors import InputError, UsageError
from ankiflask.files.formats import other_format, proposed
from ankiflask.files.read import BOM, MAX_FILE, MAX_LINE, read_bytes, text_of
from ankiflask.problems import Source

STANDARD_INPUT = "-"
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LONG_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# They are no way to write a text down, but codes of other things.
_NO_TEXT = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)


def read_input(path: Path, encoding: str | None = None) -> Source:
    """Return a file's text: UTF-8, UTF-16 where its mark says so, or the encoding asked for.

    `encoding` is one that is `known`. Where none was asked for (""), but could have been, a refusal
    proposes one. Raises InputError as `read_text` does and for what is no text.
    """
    return decoded(read_bytes(path), str(path), encoding)


def read_stream(stream: BinaryIO, encoding: str) -> Source:
    """Return the text of standard input, by the same rules as a file's."""
    try:
        content = stream.read(MAX_FILE + 1)
    except OSError as error:
        message = f"It cannot be read: {error.strerror}."
        raise InputError.at(STANDARD_INPUT, 0, "unreadable", message) from None
    if len(content) > MAX_FILE:
        message = f"Standard input is over {MAX_FILE // MAX_LINE} MiB."
        raise InputError.at(STANDARD_INPUT, 0, "file-too-large", message, "Divide it.")
    return decoded(content, STANDARD_INPUT, encoding)


def known(encoding: str) -> str:
    """Return the encoding's own name, "" for ""; raises UsageError where it is none for texts."""
    if not encoding:
        return ""
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        name = ""
    if not name or name.replace("-", "_") in _NO_TEXT:
        message = f"There is no encoding {encoding[:40]!r}."
        names = "utf-8, utf-16, cp1252, latin-1, mac-roman, gb18030 or shift_jis"
        raise UsageError(message, f"Try {names}.")
    return name


def decoded(content: bytes, file: str, asked: str | None = None) -> Source:
    """Return bytes as a text, by the rules of `read_input`."""
    if problem := other_format(content, file):
        raise InputError((problem,))
    name = asked or ""
    if not asked and not content.startswith(_LONG_MARKS):
        name = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    if name in ("", "utf-8", "utf-8-sig"):
        return text_of(content, file) if asked is None else _utf_8(content, file)
    try:
        text = content.decode(name)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = content.count(b"\n", 0, start) + 1
        message = f"The text is not {name} here: byte {start:,} cannot be read as it."
        remedy = "Ask for another `--encoding`."
        raise InputError.at(file, line, "not-in-encoding", message, remedy) from None
    # Lines and characters keep to the same limits, whatever they were written in.
    return text_of(BOM + text.removeprefix("\ufeff").encode("utf-8", "replace"), file)


def _utf_8(content: bytes, file: str) -> Source:
    """Return the text. A refusal of one that is not UTF-8 proposes an encoding."""
    try:
        return text_of(content, file)
    except InputError as error:
        (problem,) = error.problems
        likely = proposed(content) if problem.rule == "not-utf-8" else ""
        if not likely:
            raise
        remedy = f"Save the file as UTF-8, or add {likely}."
        raise InputError((replace(problem, remedy=remedy),)) from None
