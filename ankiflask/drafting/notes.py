"""Statements to notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ankiflask.deck.model import Difficulty, Kind, Note
from ankiflask.drafting.english.vocabulary import Vocabulary, learn
from ankiflask.drafting.fronts import ASKS, Front, Refusal, all_fronts, rule_sure
from ankiflask.drafting.naming import Group, note_id, same_statements
from ankiflask.drafting.reasons import Parts, Reason, grades, middle, parts
from ankiflask.drafting.topics import Topics, topics
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """A front with what the whole text tells about it."""

    front: Front
    parts: Parts
    middle: int
    difficulty: Difficulty
    topic: str


def draft_notes(
    statements: Statements,
    wanted: Sequence[Statement],
    *,
    topics: Topics = _NO_TOPICS,
) -> Drafts:
    """Return notes for the wanted statements of a text, with ids that end in their hashes.

    All statements together tell topics and difficulty; `topics` gives words for topics by name, and
    then there are no others. Statements that say the same share their notes; one that gives none is
    a warning.
    """
    groups = same_statements(statements)
    vocabulary = learn([group[0].text for group in groups.values()])
    numbers = {statement.number for statement in wanted}
    found = _cards(groups.values(), vocabulary, topics)
    made = [
        _made(key, group, cards, statements.file)
        for (key, group), cards in zip(groups.items(), found, strict=True)
        if group[0].number in numbers
    ]
    language = _language(statements, vocabulary) if numbers else []
    return Drafts(
        notes=tuple(note for each in made for note in each.notes),
        reasons=tuple(reason for each in made for reason in each.reasons),
        problems=(*language, *(problem for each in made for problem in each.problems)),
    )


def _made(key: str, group: Group, cards: tuple[_Card, ...] | Refusal, file: str) -> Drafts:
    """Return what the cards of statements that say the same give, or why there are none."""
    if isinstance(cards, Refusal):
        return Drafts(problems=tuple(_refused(each, cards, file) for each in group))
    reasons = tuple(
        _reason(card, card_id, group[0], file)
        for card, card_id in zip(cards, _ids(cards, key), strict=True)
    )
    notes = tuple(_note(card, why, group) for card, why in zip(cards, reasons, strict=True))
    return Drafts(notes=notes, reasons=reasons)


def _cards(
    groups: Iterable[Group], vocabulary: Vocabulary, wanted_topics: Topics
) -> Iterator[tuple[_Card, ...] | Refusal]:
    found = list(all_fronts([group[0].text for group in groups], vocabulary))
    shown = [front for each in found if not isinstance(each, Refusal) for front in each]
    texts = [front.text for front in shown]
    measured = [parts(text, vocabulary) for text in texts]
    half = middle(measured)
    about = topics(texts, [front.term for front in shown], vocabulary, wanted_topics)
    cards = (
        _Card(front=front, parts=points, middle=half, difficulty=level, topic=topic)
        for front, points, level, topic in zip(
            shown, measured, grades(measured), about, strict=True
        )
    )
    for each in found:
        yield each if isinstance(each, Refusal) else tuple(next(cards) for _ in each)


def _ids(cards: Sequence[_Card], key: str) -> list[str]:
    """Return ids that end in the statement's hash; the second of a name has its number before it."""
    names: Counter[str] = Counter()
    found = []
    for card in cards:
        plain_id = note_id(card.front.term, key)
        names[plain_id] += 1
        number = names[plain_id]
        found.append(plain_id if number == 1 else note_id(card.front.term, key, number))
    return found


def _reason(card: _Card, card_id: str, statement: Statement, file: str) -> Reason:
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
        rule_sure=rule_sure(card.front.rule, card.front.sure),
        text=card.front.text,
        middle=card.middle,
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
        message=f"Statement {statement.number} {refusal.reason}: {_shown(statement)}.",
        remedy="It gives no note; write one by hand.",
    )


def _shown(statement: Statement) -> str:
    return f"“{excerpt(statement.text)}”"
