"""How a table is written: what divides its cells, and whether its first row names them."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

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
