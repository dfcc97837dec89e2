"""Markdown's inline marks: taken away for a statement, or made the deletions of a cloze."""

import re

from ankiflask.sources.cleaning import code_places, code_spans, unescaped, without_code

_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]{1,400})>")
# `__init__` in a text is a name, and not a strong word.
_STRONG = re.compile(
    r"(?<![*\\])\*\*(?=[^\s*])([^*\n]{1,200})(?<=[^\s*])\*\*(?!\*)|(?<![\w\\])__(?![a-z_]{1,40}__(?!\w))(?=\S)([^_\n]{1,200})(?<=\S)__(?!\w)"
    r"|(?<![*\\])\*\*\*(?=[^\s*])([^*\n]{1,200})(?<=[^\s*])\*\*\*(?!\*)"
)
_EMPHASIS = re.compile(
    r"(?<![*\w\\])\*(?=[^\s*])([^*\n]{1,400})(?<=[^\s*])\*(?![*\w])|(?<![\w\\])_(?=[^\s_])([^_\n]{1,400})(?<=[^\s_])_(?!\w)"
)
_STRIKE = re.compile(r"~~([^~\n]{1,400})~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LABELS = frozenset("note warning tip important example caution remember hint attention".split())
_WEAK = (
    frozenset(
        "a an the not no never always only all any must may can cannot should is are was were be do does "
        "and or but if when before after very most more less least first last both each every none also "
        "same different yes even just".split()
    )
    | _LABELS
)
_MOST_WORDS = 6
_CANNOT_BE_DELETED = re.compile(r"[{}]|::")


def plain(text: str) -> str:
    """Return the words of a text without the marks around them.

    Code keeps every sign, and a backtick on both sides where it holds none.
    """
    for pattern in (_ADDRESS, _STRONG, _EMPHASIS, _STRIKE):
        hidden, pieces, done = without_code(text), [], 0
        for match in pattern.finditer(hidden):
            group = next(n for n, words in enumerate(match.groups(), 1) if words is not None)
            pieces += [text[done : match.start()], text[match.start(group) : match.end(group)]]
            done = match.end()
        text = "".join([*pieces, text[done:]])
    pieces, done = [], 0
    for start, end in code_spans(text):
        pieces += [_unescaped(text[done:start]), _code(text[start:end])]
        done = end
    return "".join([*pieces, _unescaped(text[done:])])


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", unescaped(text))


def _code(span: str) -> str:
    code = span.strip("`")
    is_padded = code.startswith(" ") and code.endswith(" ") and code.strip()
    code = code[1:-1] if is_padded else code
    return code if "`" in code or code != code.strip() else f"`{code}`"


def with_terms(text: str) -> str:
    """Return the text with each strong term a deletion of its own; unchanged where there is none.

    Strong text is a term if it has at most six words, is not the whole text and not a word such as
    "not" or a label such as "Note:".
    """
    code, number, pieces, done = code_places(text), 0, [], 0
    for match in _STRONG.finditer(text):
        inner = match[match.lastindex or 0]
        term = inner.rstrip(":").rstrip()
        if match.start() in code or not _is_term(term, text[: match.start()] + text[match.end() :]):
            continue
        number += 1
        pieces += [text[done : match.start()], f"{{{{c{number}::{term}}}}}", inner[len(term) :]]
        done = match.end()
    return "".join([*pieces, text[done:]])


def _is_term(term: str, rest: str) -> bool:
    words = re.findall(r"\w[\w'\u2019-]*", term.lower())
    return (
        0 < len(words) <= _MOST_WORDS
        and not _WEAK.issuperset(words)
        and any(sign.isalnum() for sign in rest)
        and not _CANNOT_BE_DELETED.search(term)
    )
