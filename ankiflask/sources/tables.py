"""How a table is written: what divides its cells, and whether its first row names them."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ankiflask.sources.cards import Span, add_line, add_pair
from ankiflask.sources.cleaning import has_deletion, is_visible, trimmed
from ankiflask.sources.gathering import Draft, Gathering
from ankiflask.sources.questions import topics_of

_MOST_LINES, _MOST_CHARACTERS = 200, 64 * 1024  # what is looked at
_SIGNS = {"\t": "a tab", ",": "`,`", ";": "`;`", "|": "`|`"}
_NAMES = {
    "question": "question q front prompt term word expression phrase concept keyword recto "
    "frage begriff wort vokabel vorderseite mot terme pregunta palabra domanda parola",
    "answer": "answer a back response definition meaning translation verso "
    "antwort bedeutung übersetzung rückseite réponse traduction respuesta traducción risposta",
    "cloze": "cloze text lückentext",
    "note": "note notes extra comment comments explanation remark bemerkung anmerkung notiz remarque",
    "example": "example code beispiel exemple ejemplo",
    "topics": "tags tag topics topic category subject thema schlagwörter sujet tema",
}
ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What divides the cells, how many most rows have, and what made that likely."""

    sign: str
    columns: int
    share: float
    reason: str


def sniff(lines: Sequence[str], signs: str = "\t,;|") -> Dialect | None:
    """Return the dialect in which most of the first rows have the same number of cells, if any.

    Of signs that do equally well the one that gives more cells counts. Looks at 200 lines at most.
    """
    sample = list(_sample(lines))
    tried = (_tried(sample, sign) for sign in signs)
    found = [each for each in tried if each and each.columns > 1]
    return max(found, key=lambda each: (round(each.share, 1), each.columns), default=None)


def _sample(lines: Sequence[str]) -> Iterator[str]:
    room = _MOST_CHARACTERS
    for line in islice(lines, _MOST_LINES):
        room -= len(line)
        if room < 0:
            return
        yield line + "\n"


def _tried(sample: Sequence[str], sign: str) -> Dialect | None:
    try:
        rows = [row for row in csv.reader(sample, delimiter=sign) if any(map(str.strip, row))]
    except csv.Error:
        return None
    if not rows:
        return None
    columns, count = Counter(map(len, rows)).most_common(1)[0]
    reason = (
        f"{_SIGNS[sign]} divides {count:,} of the first {len(rows):,} rows into {columns} cells"
    )
    return Dialect(sign, columns, count / len(rows), reason)


def header(row: Sequence[str]) -> list[str] | None:
    """Return the role of each column where the row names a question and an answer, or a cloze.

    A column of another name has its name as role, in the letters that it has; one without, none.
    """
    names = [" ".join(cell.split()) for cell in row]
    roles = [ROLES.get(name.lower(), "") for name in names]
    if len({*names} - {""}) != len(names) - names.count(""):
        return None
    if not ({"question", "answer"} <= set(roles) or "cloze" in roles):
        return None
    return [role or name for role, name in zip(roles, names, strict=True)]


_MOST_TRIES = 20  # so often what an open quotation mark takes in is read again, row by row
PLAIN = ["question", "answer"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells and where it stands."""

    cells: list[str]
    span: Span


def read_table(lines: Sequence[str], found: Gathering, sign: str = "") -> None:
    """Read each row: question, answer, and what else there is as the note's remark."""
    dialect = None if sign else sniff(lines)
    divider = sign or (dialect.sign if dialect else ",")
    every = rows(lines, divider, found)
    first = next(every, None)
    if first is None:
        return
    roles = header(first.cells)
    if dialect:
        also = "" if roles else "; the first row is a note, as no cell says what a column holds"
        found.remark(first.span.first, "input-table", f"Read as a table: {dialect.reason}{also}.")
    if roles:
        found.leave("is a header, which names the columns", *first.span)
    else:
        add_row(found, first, PLAIN)
    for row in every:
        add_row(found, row, roles or PLAIN)


def rows(lines: Sequence[str], sign: str, found: Gathering, first: int = 1) -> Iterator[Row]:
    """Yield the rows that hold something; what cannot be read is a warning with its lines."""
    tries, done = 0, 0
    reader = csv.reader(_ended(lines), delimiter=sign, strict=True)
    while True:
        start = done + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            is_again, tries = tries < _MOST_TRIES, tries + 1
            last = start + 1 if is_again else done + reader.line_num
            _refuse(found, Span(first + start, first + last - 1), str(error))
            if is_again:
                done = last
                reader = csv.reader(_ended(lines[last:]), delimiter=sign, strict=True)
        else:
            if any(map(is_visible, cells)):
                yield Row(cells, Span(first + start, first + done + reader.line_num - 1))
            elif cells:
                found.leave(
                    "has nothing in its cells", first + start, first + done + reader.line_num - 1
                )


def _ended(lines: Sequence[str]) -> Iterator[str]:
    return (line + "\n" for line in lines)


def _refuse(found: Gathering, span: Span, reason: str) -> None:
    is_quote = "end of data" in reason or "limit" in reason
    what = "a quotation mark that opens a cell is not closed" if is_quote else reason
    found.warn(
        span.first,
        "input-bad-row",
        f"This cannot be read as a row, and gives no note: {what}.",
        'Close the cell with `"`, and write a quotation mark inside it twice.',
        span.last,
    )


def add_row(
    found: Gathering,
    row: Row,
    roles: Sequence[str],
    told: Callable[[str], str] = trimmed,
) -> None:
    """Add the note of a row; `told` turns a cell into Markdown."""
    texts: dict[str, str] = {}
    rest: list[str] = []
    for place, cell in enumerate(row.cells):
        role = roles[place] if place < len(roles) else "note"
        text = cell if role == "topics" else told(cell)
        if not is_visible(text):
            continue
        if role in _KEYS and role not in texts:
            texts[role] = text
        else:
            rest.append(f"{role}: {text}" if role and role not in (*_KEYS, "note") else text)
    _add(found, row, texts, "\n\n".join(rest))


_KEYS = ("question", "answer", "cloze", "example", "topics")


def _add(found: Gathering, row: Row, texts: dict[str, str], rest: str) -> None:
    topics = topics_of(found, texts.get("topics", ""), row.span.first)
    draft = Draft(
        question=texts.get("question") or texts.get("cloze", ""),
        answer=texts.get("answer", ""),
        example=texts.get("example", ""),
        note=rest,
        topics=topics,
    )
    is_alone = len(row.cells) == 1 and not has_deletion(draft.question)
    if is_alone:
        add_line(found, draft.question, row.span, topics)
    else:
        add_pair(found, draft, row.span)
