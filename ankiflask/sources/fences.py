"""Fenced code in a text, and the example that it makes."""

import re
from textwrap import dedent

_FENCE = re.compile(
    r"^[ ]{0,3}(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)\n(?P<code>(?:.*\n)*?)[ ]{0,3}(?P=mark)[ \t]*$",
    re.MULTILINE,
)
_PYTHON = frozenset({"", "py", "python", "python3"})


_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]")


def fenced(text: str) -> str:
    """Return the text with a fence around what is indented by four, but for lists and fenced code."""
    if re.search(r"^[ \t]*(?:`{3,}|~{3,})", text, re.MULTILINE):
        return text
    kept: list[str] = []
    held: list[str] = []
    is_list = False
    for line in [*text.split("\n"), ""]:
        if _INDENTED.match(line) and not is_list and (held or kept):
            held.append(line)
            continue
        if held:
            kept += ["", "```", *dedent("\n".join(held)).split("\n"), "```"]
            held = []
        if line[:1].strip():
            is_list = bool(_ITEM.match(line))
        kept.append(line)
    return "\n".join(kept[:-1])


def without_fence(text: str) -> tuple[str, str]:
    """Return the text without its only fenced code, and that code as an example.

    Of several none is an example: they stay where they explain something.
    """
    opening = re.findall(r"^[ ]{0,3}(?:`{3,}|~{3,})", text, re.MULTILINE)
    match = _FENCE.search(text) if len(opening) == 2 else None  # noqa: PLR2004 - its two ends
    if match is None:
        return text, ""
    rest = text[: match.start()].rstrip() + "\n\n" + text[match.end() :].lstrip("\n")
    return rest.strip(), example(match["code"], match["info"])


def example(code: str, info: str) -> str:
    """Return the code as a note's example: bare where it is Python, else in a fence."""
    body = code.strip("\n")
    words = info.split()
    if (words[0].lower() if words else "") in _PYTHON and not re.search(
        "^(```|~~~)", body, re.MULTILINE
    ):
        return body
    mark = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", body)), default=0))
    return f"{mark}{words[0] if words else ''}\n{body}\n{mark}"


def inline_code(code: str) -> str:
    """Return the code as Markdown's inline code, whatever backticks it holds."""
    mark = "`" * (1 + max((len(run) for run in re.findall("`+", code)), default=0))
    space = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{mark}{space}{code}{space}{mark}"
