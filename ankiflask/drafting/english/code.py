"""Words of a plain text that are code: `render_template()`, `request.method`, `/user/<username>`.

What its author marked with backticks is code in any case, and its backticks are part of it.

So is what Markdown would take for a link or a numbered item, since no backslash hinders that.
"""

import re
from unicodedata import combining

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
# The lengths are bounded so that no text, however made, costs more than its length allows.
_ROUND = r"\((?:[^()`\n]|\([^()`\n]{0,200}\)){0,300}\)"
_SQUARE = r"\[(?:[^\[\]`\n]|\[[^\[\]`\n]{0,200}\]){0,300}\]"
_QUOTED = r"(?:'[^'`\n]{0,200}'|\"[^\"`\n]{0,200}\")"
_SNAKE = r"(?:__[A-Za-z0-9][A-Za-z0-9_]*__|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)"
_DOT_FILE = r"\.[a-z][\w-]*(?:\.[\w-]*\w)*"  # .gitignore
_PATH = r"/[A-Za-z_<][\w<>:./-]*[\w>/]"

_CODE = re.compile(
    rf"""
    (?P<text>
        (?<!\w) [a-z]+://\S+
      | (?<![\w.+-]) [\w.+-]+@[\w-]+\.\w[\w.]*
      | (?<![\w.-]) (?:[\w-]+\.)+(?:com|org|net|edu|gov)\b
    )
  | (?<!`) `(?=[^\s`]) [^`\n]{{1,200}} (?<=[^\s`])` (?!`)
  | (?<=:\ ) (?:@[^:`\n]{{0,200}}\ )? (?:def|class|function)\ {_NAME}[(:] [^`\n]{{0,400}}? (?=\.?$)
  | !?\[[^\[\]`\n]{{0,200}}\]\([^()`\n]{{0,200}}\)
  | \{{\{{ [^{{}}`\n]{{0,200}} \}}\}}
  | \{{% [^%`\n]{{0,200}} %\}}
  | </{_NAME}>
  | (?<![\w<]) <{_NAME}[\w:.-]*\ ?/?>
  | (?:(?<=^)|(?<=[('"\s])) (?: {_PATH} | {_DOT_FILE} )
  | (?<![\w-]) --[A-Za-z][\w-]*(?:=[\w./-]+)?
  | (?<![\w.@/])
    (?: [a-z_][a-z0-9_-]+=(?![=\s])(?:{_QUOTED}|{_SQUARE}|[\w.]*\w)
      | @{_NAME}(?:\.{_NAME})*(?:{_ROUND})?
      | (?: {_SNAKE}(?:\.{_NAME})*
          | {_NAME}(?:\.{_NAME})+(?=[(\[])
          | [a-z_][a-z0-9_]+(?:\.[a-z_][a-z0-9_]*)+
        ) (?:{_ROUND}|{_SQUARE}){{0,9}}
      | {_NAME}(?:::{_NAME})+(?:\(\))?
      | {_NAME}\(\)
      | {_NAME}\((?=[^()`\n]{{0,200}}(?:['"]|\w=))[^()`\n]{{0,300}}\)
      | {_NAME}\[{_QUOTED}\]
    )
    (?![\w@])
  | \]\( | ^\d{{1,9}}\)(?=\ |$)
    """,
    re.VERBOSE,
)


# No code is without one of these; most sentences are.
_SIGN = re.compile(
    r"""[@_=</{\[().:`-](?:
        (?<=[@_`]) | (?<=[\w-]=) | (?<=<)[/A-Za-z_] | (?<=[\w\]]\() | (?<=\w\[)['"] | (?<=\d\))
      | (?<=\{)[{%] | (?<=^/)[A-Za-z_<] | (?<=^\.)[a-z] | (?<=[('"\s]\.)[a-z] | (?<=[('"\s]/)[A-Za-z_<] | (?<=\w\.)[A-Za-z_] | (?<=-)-[A-Za-z]
      | (?<=:): | (?<=:)\ (?:def|class|function)\  )""",
    re.VERBOSE,
)

# What could be read as the beginning of a deletion. In code it could not be escaped.
CLOZE_BEGINNING = re.compile(r"\{\{\s*[cC]\s*[0-9,]*\s*::?")


def code_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end of each stretch of code, in order, none next to another."""
    found: list[tuple[int, int]] = []
    for match in _CODE.finditer(text) if _SIGN.search(text) else ():
        if not _is_code(match, text):
            continue
        start, end = match.span()
        if found and found[-1][1] == start:
            if "`" in (text[start], text[found[-1][0]]):
                continue
            start, _ = found.pop()
        found.append((start, end))
    return tuple(found)


def _is_code(match: re.Match[str], text: str) -> bool:
    # A combining stroke after a code's end would destroy the mark there.
    is_struck = bool(combining(text[match.end() : match.end() + 1] or " "))
    return match["text"] is None and not is_struck and not CLOZE_BEGINNING.search(match[0])
