"""Statements to notes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from ankiflask.deck.model import Difficulty, Kind, Note
from ankiflask.drafting.english.vocabulary import Vocabulary, learn
from ankiflask.drafting.fronts import ASKS, RULE_SURE, Front, Refusal, all_fronts
from ankiflask.drafting.naming import Group, note_id, same_statements
from ankiflask.drafting.reasons import Parts, Reason, grades, middle, parts
from ankiflask.drafting.topics import Topics
from ankiflask.drafting.topics import topics as topics_of
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Severity
from ankiflask.sources.model import Statement, Statements
from ankiflask.text import excerpt

_NO_TOPICS: Topics = {}
_FEWEST_WORDS = 8  # in small letters; of fewer nobody can tell a language


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Notes in the order of the text, a reason for each, and what there is to say of the others."""

    notes: tuple[Note, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Card(NamedTuple):
    """A front with what the whole text tells about it."""

    front: Front
    parts: Parts
    difficulty: Difficulty
    topic: str


def draft_notes(
    statements: Statements, wanted: Sequence[Statement], *, topics: Topics = _NO_TOPICS
) -> Drafts:
    """Return notes for the wanted statements of a text, with ids that end in their hashes.

    All statements together tell topics and difficulty; `topics` gives words for topics by name, and
    then there are no others. Statements that say the same share their notes; one that gives none is
    a warning.
    """
    groups = same_statements(statements)
    texts = [group[0].text for group in groups.values()]
    vocabulary = learn(texts)
    numbers = {statement.number for statement in wanted}
    found = list(all_fronts(texts, vocabulary))
    shown = [front for each in found if not isinstance(each, Refusal) for front in each]
    cards = _cards(shown, vocabulary, topics)
    half = middle([card.parts for card in cards])
    rest = iter(cards)
    notes: list[Note] = []
    reasons: list[Reason] = []
    problems = _language(statements, vocabulary) if numbers else []
    for (key, group), each in zip(groups.items(), found, strict=True):
        own = [] if isinstance(each, Refusal) else list(islice(rest, len(each)))
        if group[0].number not in numbers:
            continue
        if isinstance(each, Refusal):
            problems += [_refused(statement, each, statements.file) for statement in group]
        for card, card_id in zip(own, _ids(own, key), strict=True):
            why = _reason(card, card_id, group[0], statements.file, half)
            reasons.append(why)
            notes.append(_note(card, why, group))
    return Drafts(notes=tuple(notes), reasons=tuple(reasons), problems=tuple(problems))


def _cards(shown: Sequence[Front], vocabulary: Vocabulary, wanted: Topics) -> list[_Card]:
    texts = [front.text for front in shown]
    measured = [parts(text, vocabulary) for text in texts]
    about = topics_of(texts, [front.term for front in shown], vocabulary, wanted)
    return list(map(_Card, shown, measured, grades(measured), about))


def _ids(cards: Sequence[_Card], key: str) -> list[str]:
    """Return ids that end in the statement's hash; the second of a name has its number before it."""
    names: Counter[str] = Counter()
    found = []
    for card in cards:
        plain_id = note_id(card.front.term, key)
        names[plain_id] += 1
        found.append(note_id(card.front.term, key, names[plain_id]))
    return found


def _reason(card: _Card, card_id: str, statement: Statement, file: str, half: int) -> Reason:
    return Reason(
        id=card_id,
        rule=card.front.rule,
        sure=card.front.sure,
        file=file,
        line=statement.line,
        last_line=statement.last_line,
        parts=card.parts,
        asks=ASKS.get(card.front.rule, ""),
        lowered=card.front.lowered,
        rule_sure=RULE_SURE.get(card.front.rule, card.front.sure),
        text=card.front.text,
        middle=half,
    )


def _note(card: _Card, reason: Reason, group: Group) -> Note:
    return Note(
        id=NoteId(reason.id),
        kind=Kind.CLOZE if card.front.cloze else Kind.QA,
        difficulty=card.difficulty,
        topics=(card.topic,),
        statements=tuple(statement.number for statement in group),
        question=card.front.question,
        answer=card.front.answer,
        cloze=card.front.cloze,
        note=card.front.note,
        review=reason.needs_review,
        lines={"id": group[0].line},
    )


def _language(statements: Statements, vocabulary: Vocabulary) -> list[Problem]:
    if vocabulary.is_english or sum(vocabulary.lower.values()) < _FEWEST_WORDS:
        return []
    return [
        Problem(
            file=statements.file,
            line=0,
            rule="draft-other-language",
            severity=Severity.INFO,
            message="The text does not read like English, so it gives clozes and no questions.",
            remedy="Look at each: the term may not be the one that carries the fact.",
        )
    ]


def _refused(statement: Statement, refusal: Refusal, file: str) -> Problem:
    return Problem(
        file=file,
        line=statement.line,
        rule=refusal.rule,
        severity=Severity.WARNING,
        message=f"Statement {statement.number} {refusal.reason}: “{excerpt(statement.text)}”.",
        remedy="It gives no note; write one by hand.",
    )
