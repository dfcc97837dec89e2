"""Texts as YAML scalars that every YAML reader reads back as the same text."""

import re

_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_UNPRINTABLE = re.compile(f"[{_HIDDEN}\t\n\xa0]")
_BLOCK = re.compile(rf"(?=\S)[^{_HIDDEN}]*(?<!\n)")

# Begins with a letter or a digit, or as a path does, and holds nothing that YAML could take for its own sign.
_PLAIN = re.compile(rf"(?:\.{{0,2}}/|\()*[^\W_][^{_HIDDEN}\t\n\xa0]*")
_SIGNS = re.compile(r":(?: |$)| #| $")
# What YAML 1.1 reads as a truth value, a number or a time.
_NOT_TEXT = re.compile(
    r"y|n|yes|no|on|off|true|false|null|0x[0-9a-f_]*|\d[\d.,_:+ebotz -]*", re.IGNORECASE
)


def scalar(text: str, indent: int) -> str:
    """Return the text as a plain scalar, as a `|` block indented by `indent` spaces, or quoted.

    It is a block where a plain scalar would not be read back, and quoted where a block would not.
    """
    if _is_plain(text):
        return text
    if _BLOCK.fullmatch(text):
        lines = (" " * indent + line if line else "" for line in text.split("\n"))
        return "|-\n" + "\n".join(lines)
    return quoted(text)


def word(text: str) -> str:
    """Return the text as a plain scalar that may also stand in a `[list]`, or quoted."""
    return text if re.fullmatch(r"[\w-]+", text) and _is_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """Return the text in double quotes, every character that could be lost written as an escape."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNPRINTABLE.sub(_escape, inner) + '"'


def _is_plain(text: str) -> bool:
    return bool(
        _PLAIN.fullmatch(text) and not _SIGNS.search(text) and not _NOT_TEXT.fullmatch(text)
    )


def _escape(match: re.Match[str]) -> str:
    short = {"\n": "\\n", "\t": "\\t"}
    return short.get(match[0]) or f"\\u{ord(match[0]):04x}"
