"""Where a second clause joins the first: "…, and it may be the most abundant protein"."""

import re
from collections.abc import Iterator

from ankiflask.drafting.clauses.clause import main_clause
from ankiflask.drafting.english.vocabulary import Vocabulary

_JOINT = re.compile(r", (and|but|so|or|yet|while|whereas) |; ")
_PRONOUN = re.compile(r"(?:it|they|he|she|we|you|this|these|there) ")
_BOUND = re.compile(
    r"(?:its|their|it|they|many|some|most|there|that|this|these|those|the latter|we|you|he|she) "
    r"|(?:(?!that|which|who)[^,;]){1,60} (?:is|are|was|were|can|should|must|will|may|do|does|did|had|has|have) "
)

_HAS_VERB = re.compile(r"\b(?:is|are|was|were|can|should|must|will|may|does|did|had|has|have)\b")


def first_joint(rest: str, vocabulary: Vocabulary) -> int | None:
    """Return where the first other clause is joined to the rest of one; None if none is."""
    return next(_joints(rest, vocabulary), None)


def _is_list(before: str) -> bool:
    """Whether a list of things has begun, so that "and" adds its last part."""
    head, comma, part = before.rpartition(", ")
    words = part.split()
    is_other = words and words[0] in (
        "which",
        "who",
        "whose",
        "where",
        "when",
        "because",
        "so",
        "although",
    )
    return bool(comma and head) and not is_other and not _HAS_VERB.search(part)


def _joints(rest: str, vocabulary: Vocabulary) -> Iterator[int]:
    for match in _JOINT.finditer(rest):
        is_sure = _PRONOUN.match(rest, match.end())
        if match[1] in ("and", "or") and not is_sure and _is_list(rest[: match.start()]):
            continue
        # Two things are joined without a comma; what follows one is a clause.
        is_second = match[1] in ("and", "but") and "," not in rest[: match.start()]
        is_clause = (
            is_second
            or match[1] in (None, "so", "yet", "while", "whereas")
            or _BOUND.match(rest, match.end())
        )
        if is_clause or main_clause(rest[match.end() :], vocabulary) is not None:
            yield match.start()
