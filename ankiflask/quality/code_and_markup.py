"""Code that is not marked as code, marks without their partner, and blanks that nobody sees."""

import re
from collections.abc import Iterator
from itertools import islice

from ankiflask.problems import Severity
from ankiflask.quality.passages import Passage
from ankiflask.quality.rule import Checked, Finding, Mend, NoteView, QualityRule, of_notes
from ankiflask.text import excerpt

_TOLD = 20  # findings of one text
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
# Nothing but code is written so: a call, a decorator, names_with_underscores.
_CERTAIN = re.compile(
    rf"""(?<![\w.@/\\`{{$#-])
    (?: @[A-Za-z_]\w*(?:\.\w+)+(?:\((?:[^()`\n]|\([^()`\n]{{0,80}}\)){{0,200}}\))?
      | (?:{_NAME}\.){{0,6}}[A-Za-z_]\w+\(\)
      | (?:{_NAME}\.){{0,6}}[A-Za-z_]\w+\((?:["'][^()`\n]{{0,80}}|\w{{1,40}}=[^()`\n]{{1,80}})\)
      | (?:{_NAME}\.){{0,6}}(?:__[A-Za-z]\w{{0,60}}__|[A-Za-z][A-Za-z0-9]+(?:_[A-Za-z0-9]{{2,40}}){{1,9}})
    )(?![\w@(\[`}}$/:.-]*\w|[(\[`])""",
    re.VERBOSE,
)
_LIKELY = re.compile(
    r"(?<![\w-])--[a-z][\w-]+"
    r"|</?(?:a|b|body|br|code|div|em|form|h[1-6]|head|html|i|img|input|li|ol|p|pre|script|span|strong|sub|"
    r"sup|table|td|tr|u|ul)(?:\s[^<>\n]{0,200})?/?>"
    r"|\{%[^%\n]{1,200}%\}|(?<!\{)\{\{(?!\s*c[0-9]{1,3}::)[^{}\n]{1,200}\}\}"
)
_DOTTED = re.compile(rf"(?<![\w.@/-])(?P<head>[a-z_]\w+)(?:\.{_NAME})+(?![\w@/-])")
_HEAD = re.compile(rf"@?({_NAME})")

_TAG = re.compile(r"</?([a-z][a-z0-9]*)")
_BACKTICKS = "Write it between backticks."
# What authors of HTML want, in the Markdown that a deck file reads.
_MARKDOWN = (
    ("b strong", "`**bold**`"),
    ("h1 h2 h3 h4 h5 h6", "`# heading`"),
    ("sub", "`H~2~O`"),
    ("sup", "`10^3^`"),
    ("table td tr", "`| cell | cell |`, with a line `|---|---|` below the first one"),
    ("i em", "`*italic*`"),
    ("img", "`![description](file.png)`, with the file in `media`"),
    ("a", "`[text](https://…)`"),
    ("br p div", "an empty line between paragraphs"),
    ("ul ol li", "each item on a line that begins with `- `"),
    ("code pre", "code between backticks"),
)

_STRONG = re.compile(r"(?<![*\d])(?:(?<=\S)\*\*|\*\*(?=\S))(?![*\d])")
_MARKS = (
    (re.compile("`"), "The backtick here has no partner, and will be shown."),
    (
        re.compile(r"\\[(\[]"),
        "The formula that begins here has no end, and will be shown without its backslash.",
    ),
    (
        re.compile(r"\\[)\]]"),
        "The formula that ends here has no beginning, and will be shown without its backslash.",
    ),
    (re.compile(r"\]\("), "The link here has no `)`, and will be shown as text."),
)
_BLANK = re.compile(r"(?<=\S)[ \t](?=\n)|(?<![ \t])[ \t]+\Z")  # each run is read once


@QualityRule(
    id="Q012",
    name="code-not-marked",
    reason="Code in the letters of prose is misread, and its signs may be taken for markup.",
    bad="answer: sorted() returns a new list.",
    good="answer: |\n  `sorted()` returns a new list.",
    is_mended=True,
)
def _unmarked(checked: Checked) -> Iterator[Finding]:
    heads = checked.once(_heads)
    for view in checked.views:
        for key, passage in view.passages.items():
            found = sorted(_code(passage, heads), key=lambda each: each[0].start())
            for match, is_certain in found[:_TOLD]:
                yield _unmarked_finding(view, key, match, is_certain=is_certain)


def _heads(checked: Checked) -> set[str]:
    """Return the names with which the code of the deck begins."""
    return {
        match[1]
        for view in checked.views
        for passage in view.passages.values()
        for code in passage.codes
        if (match := _HEAD.match(code))
    }


def _code(passage: Passage, heads: set[str]) -> Iterator[tuple[re.Match[str], bool]]:
    end = 0
    has_signs = any(sign in passage.prose for sign in "_(@")  # nothing certain is without one
    for match in _CERTAIN.finditer(passage.prose) if has_signs else ():
        yield match, True
        end = match.end()
    begun: set[str] = set()
    is_likely = any(sign in passage.prose for sign in ("<", "--", "{"))
    for match in _LIKELY.finditer(passage.prose) if is_likely else ():
        tag = _TAG.match(match[0])
        if tag and tag[0].startswith("</") and tag[1] in begun:
            continue  # the end of an element whose beginning is reported
        begun |= {tag[1]} if tag else set()
        yield match, False
    for match in _DOTTED.finditer(passage.prose, end) if heads else ():
        if match["head"] in heads and not _CERTAIN.match(passage.prose, match.start()):
            yield match, False


def _unmarked_finding(
    view: NoteView, key: str, match: re.Match[str], *, is_certain: bool
) -> Finding:
    mend = Mend(key, match.start(), match.end(), f"`{match[0]}`")
    tag = _TAG.match(match[0])
    if tag:
        message = f"{excerpt(match[0], 40)!r} is HTML, which a card shows as it is written."
        meant = next((what for names, what in _MARKDOWN if tag[1] in names.split()), "")
        remedy = f"Write {meant}; or put it in backticks if it is code." if meant else _BACKTICKS
    else:
        message = f"{excerpt(match[0], 40)!r} looks like code and is not marked as code."
        remedy = _BACKTICKS
    return Finding(
        notes=(view.place,),
        key=key,
        line=match.string.count("\n", 0, match.start()),
        message=message,
        remedy=remedy,
        mend=mend if is_certain else None,
    )


@QualityRule(
    id="Q013",
    name="unbalanced-markup",
    reason="A mark without its partner is no markup, and learners see the bare sign.",
    bad="answer: The area is \\( \\pi r^2, with the radius r.",
    good="answer: The area is \\( \\pi r^2 \\), with the radius r.",
)
@of_notes
def _unbalanced(view: NoteView) -> Iterator[Finding]:
    for key, passage in view.passages.items():
        for place, message in islice(_lonely(passage), _TOLD):
            yield Finding(
                key=key,
                line=passage.line(place),
                message=message,
                remedy=r"Give it its partner, put it into code, or write a formula as \( … \).",
            )


def _lonely(passage: Passage) -> Iterator[tuple[int, str]]:
    prose = passage.prose
    for pattern, message in _MARKS:
        if match := pattern.search(prose):
            yield match.start(), message
    strong = list(_STRONG.finditer(prose)) if "**" in prose else []
    if len(strong) % 2:
        yield strong[-1].start(), "A `**` here has no partner, and will be shown."


@QualityRule(
    id="Q021",
    name="trailing-blanks",
    severity=Severity.INFO,
    reason="Blanks at the end of a line are not seen, and a diff that moves them hides others.",
    bad='hint: "It has four legs. "',
    good='hint: "It has four legs."',
    is_mended=True,
)
@of_notes
def _blanks(view: NoteView) -> Iterator[Finding]:
    for key, passage in view.passages.items():
        if passage.raw.endswith((" ", "\t")) or " \n" in passage.raw or "\t\n" in passage.raw:
            yield from islice(_blank_findings(key, passage), _TOLD)


def _blank_findings(key: str, passage: Passage) -> Iterator[Finding]:
    first = len(passage.raw) - len(passage.raw.lstrip())
    for match in _BLANK.finditer(passage.raw):
        line = passage.prose.rfind("\n", 0, match.start()) + 1
        is_code = not passage.prose[line : match.start()].strip()
        if match.start() > first and not (is_code and match.end() != len(passage.raw)):
            yield Finding(
                key=key,
                line=passage.line(match.start()),
                message="The line ends in blanks that nobody sees.",
                remedy="Remove them.",
                mend=Mend(key, match.start(), match.end(), ""),
            )


RULES = (_unmarked, _unbalanced, _blanks)
