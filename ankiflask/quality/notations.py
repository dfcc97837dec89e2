"""Notations that a text seems to mean and that a card shows as they are written."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from ankiflask.problems import Severity
from ankiflask.quality.passages import Passage
from ankiflask.quality.rule import Finding, NoteView, QualityRule, of_notes
from ankiflask.render.formulas import pair_of_dollars
from ankiflask.render.scripts import ruby_at, subscript_at, superscript_at
from ankiflask.render.tables import alignments, cells
from ankiflask.text import excerpt

_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)
# A price, a shell's `$(…)` or `${…}`, and what ends a pattern.
_NO_FORMULA = re.compile(r"[0-9({|^*?)]|[^\n]*\n|.{81}|[A-Za-z_]+$")
_DOUBLED = re.compile(r"(?<![$\\])\$\$(?![\s$])[^$\n]{1,80}(?<!\s)\$\$(?!\$)")
_SUPERSCRIPT = re.compile(r"(?<=[\w)\]}])\^[^\s^]{1,30}\^")
_SUBSCRIPT = re.compile(r"(?<=[^\W\d_])~[^\s~/]{1,30}~(?!~)")
_RUBY = re.compile(r"\{[^{}|\n]{0,40}?[\u3400-\u9fff][^{}|\n]{0,40}\|[^{}|\n]{1,40}\}")
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:|(?<=\w)\[\^[0-9]{1,3}\]", re.MULTILINE)
_TASK = re.compile(r"^[ \t]*[-*+][ ]\[[ xX]\][ ]", re.MULTILINE)
_DEFINITION = re.compile(r"(?<=\S\n):[ ]{1,3}\S")
_MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]{1,80}(?<=[^\s=])==(?![=\w])")
_WIKI = re.compile(r"!?\[\[[^\W\d][^\[\]\n,:\"']{0,80}\]\](?!\()")
_OR_ESCAPE = "; code belongs in backticks, and the sign alone is `\\{}`."

Found = Iterator[tuple[int, str]]


def _formulas(passage: Passage) -> Found:
    prose = passage.prose
    for sign in _DOLLAR.finditer(prose) if prose.count("$") > 1 else ():
        pair = pair_of_dollars(prose, sign.start()) if sign[0] == "$" else None
        if pair and not _NO_FORMULA.match(pair[1]):
            yield sign.start(), prose[sign.start() : pair.end()]
    yield from ((found.start(), found[0]) for found in _DOUBLED.finditer(prose))


def _scripts(
    pattern: re.Pattern[str], read: Callable[[str, int], object]
) -> Callable[[Passage], Found]:
    def find(passage: Passage) -> Found:
        prose = passage.prose
        for found in pattern.finditer(prose):
            if not read(prose, found.start()) and not read(prose, found.end() - 1):
                yield found.start(), found[0]

    return find


def _tables(passage: Passage) -> Found:
    lines = passage.raw.split("\n") if "|" in passage.raw and "-" in passage.raw else []
    place = 0
    for above, line in pairwise(["", *lines]):
        columns = alignments(line) if "|" in line else None
        is_code = not passage.prose[place : place + len(line)].strip()
        if columns and not is_code and len(cells(above)) != len(columns):
            yield place, line.strip()
        place += len(line) + 1


def _written(pattern: re.Pattern[str]) -> Callable[[Passage], Found]:
    return lambda passage: (
        (found.start(), found[0].strip()) for found in pattern.finditer(passage.prose)
    )


# What is looked for, what it is not, and what to write.
_KINDS: tuple[tuple[Callable[[Passage], Found], str, str], ...] = (
    (_formulas, "is not read as a formula", "Write a formula as `\\( … \\)`" + _OR_ESCAPE.format("$")),
    (_scripts(_SUPERSCRIPT, superscript_at), "is not read as a superscript", "Write a formula, `$x^2$`" + _OR_ESCAPE.format("^")),
    (_scripts(_SUBSCRIPT, subscript_at), "is not read as a subscript", "Write a formula, `$x_2$`" + _OR_ESCAPE.format("~")),
    (_scripts(_RUBY, ruby_at), "is not read as ruby", "Write the reading in kana, in bopomofo or with tone marks; the brace alone is `\\{`."),
    (_tables, "is not read as a table", "Give the row above as many cells, between `|`; a `|` that is text is `\\|`."),
    (_written(_FOOTNOTE), "is not read as a footnote", "Write it in brackets, or as the `note`."),
    (_written(_TASK), "is not read as a task", "Write `- ` alone."),
    (_written(_DEFINITION), "is not read as a definition", "Write `- **term**: definition`."),
    (_written(_MARKED), "is not read as marked text", "Write `**strong**`."),
    (_written(_WIKI), "is not read as a link", "Write `[text](https://…)`, or `![](file.png)` for a file in `media`."),
)  # fmt: skip


@QualityRule(
    id="Q028",
    name="not-a-notation",
    severity=Severity.INFO,
    reason="What only looks like a notation is shown as it is written, signs and all.",
    bad="answer: It grows with log~2~n.",
    good="answer: It grows with $\\log_2 n$.",
)
@of_notes
def _not_read(view: NoteView) -> Iterator[Finding]:
    for find, what, remedy in _KINDS:
        found = (
            (key, passage, place, text)
            for key, passage in view.passages.items()
            for place, text in find(passage)
        )
        for key, passage, place, text in found:
            yield Finding(
                key=key,
                line=passage.line(place),
                message=f"`{excerpt(text, 40)}` {what}, and will be shown as it is written.",
                remedy=remedy,
            )
            break


RULES = (_not_read,)
