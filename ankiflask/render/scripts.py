"""Superscript, subscript and ruby: small characters above, below and next to others."""

import re

_SIGN = r"+\-\u2212"
_CHARACTER = r"[^\W_]"
_CONTENT = (
    rf"(?:[{_SIGN}]?{_CHARACTER}{{1,6}}|{_CHARACTER}{{1,6}}[{_SIGN}]"
    rf"|{_CHARACTER}{{1,3}}[{_SIGN}]{_CHARACTER}{{1,3}}|[{_SIGN}])"
)
_SUPERSCRIPT = re.compile(rf"\^({_CONTENT})\^(?![A-Za-z0-9(\[{{])")
_MASS_NUMBER = re.compile(r"\^([0-9]{1,3})\^(?=[A-Z])")
_SUBSCRIPT = re.compile(rf"~({_CONTENT})~(?![0-9~/])")
_CLOSING = ")]}"
_LONGEST = 10  # characters of a subscript with its signs

_KANA = r"\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BOPOMOFO = r"\u02ca\u02c7\u02cb\u02d9\u3105-\u312f\u31a0-\u31bf"
_TONE = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛ"
_READING = (
    rf"[{_KANA}][{_KANA} \u3000]*|[{_BOPOMOFO}][{_BOPOMOFO} \u3000]*"
    rf"|(?=[A-Za-zÜüÊê'’ -]*[{_TONE}])[A-Za-zÜüÊê'’{_TONE}][A-Za-zÜüÊê'’{_TONE} -]*"
)
_RUBY = re.compile(rf"\{{([{_KANA}]*+[{_HAN}][{_HAN}{_KANA}]*+)\|({_READING})\}}")


def superscript_at(text: str, place: int) -> re.Match[str] | None:
    """Return the superscript that begins with the `^` at a place; its content is group 1."""
    before = text[place - 1 : place]
    is_after = before.isalnum() or (before and before in _CLOSING)
    if is_after or (before == "~" and _ends_subscript(text, place)):
        return _SUPERSCRIPT.match(text, place)
    return None if before in ("^", "~", "_") else _MASS_NUMBER.match(text, place)


def subscript_at(text: str, place: int) -> re.Match[str] | None:
    """Return the subscript that begins with the `~` at a place; its content is group 1."""
    before = text[place - 1 : place]
    if not (before.isalpha() or (before and before in _CLOSING)):
        return None
    found = _SUBSCRIPT.match(text, place)
    return None if found and text[found.end() : found.end() + 1].islower() else found


def ruby_at(text: str, place: int) -> re.Match[str] | None:
    """Return the ruby that begins with the `{` at a place: group 1 with the reading in group 2."""
    return _RUBY.match(text, place)


def _ends_subscript(text: str, end: int) -> bool:
    start = text.rfind("~", max(0, end - _LONGEST), end - 1)
    found = subscript_at(text, start) if start > 0 else None
    return found is not None and found.end() == end
