"""Statements to notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankiflask.drafts.fronts import Front, Refusal, front
from ankiflask.drafts.grading import grades
from ankiflask.drafts.naming import note_id
from ankiflask.drafts.selecting import Group, Hash, same_statements
from ankiflask.drafts.topics import topics
from ankiflask.drafts.vocabulary import learn
from ankiflask.values.notes import Deck, Difficulty, Kind, Note
from ankiflask.values.problems import Problem, Severity
from ankiflask.values.statements import Statement, Statements
from ankiflask.values.text import beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Notes in the order of the text, and what there is to say of statements that gave none."""

    notes: tuple[Note, ...]
    problems: tuple[Problem, ...] = ()


def draft_deck(
    statements: Statements, *, uid: str, name: str, source: str, hash_of: Hash
) -> tuple[Deck, tuple[Problem, ...]]:
    """Return a deck with a note for each statement of a text, and what gave no note.

    `hash_of` returns the hash of a statement's text; `source` is the text's name as the deck file
    gives it. The notes' lines are those of the text.
    """
    drafts = draft_notes(statements, statements.statements, hash_of=hash_of)
    deck = Deck(file=statements.file, name=name, uid=uid, source=source, notes=drafts.notes)
    return deck, drafts.problems


def draft_notes(statements: Statements, wanted: Sequence[Statement], *, hash_of: Hash) -> Drafts:
    """Return notes for the wanted statements of a text, with ids that end in their hashes.

    All statements together tell topics and difficulty. Statements that say the same share a note;
    a statement that gives none is a warning.
    """
    numbers = {statement.number for statement in wanted}
    notes: list[Note] = []
    problems: list[Problem] = []
    for group, found in _all(statements, hash_of):
        if group[0].number in numbers:
            if isinstance(found, Note):
                notes.append(found)
            else:
                problems += (_refused(each, found, statements.file) for each in group)
    return Drafts(notes=tuple(notes), problems=tuple(problems))


def _all(statements: Statements, hash_of: Hash) -> Iterator[tuple[Group, Note | Refusal]]:
    groups = same_statements(statements, hash_of)
    texts = [group[0].text for group in groups.values()]
    vocabulary = learn(texts)
    fronts = [front(text, vocabulary) for text in texts]
    terms = [found.term if isinstance(found, Front) else "" for found in fronts]
    levels = grades(texts)
    about = topics(texts, terms, vocabulary)
    for place, (key, group) in enumerate(groups.items()):
        found = fronts[place]
        if isinstance(found, Front):
            yield group, draft_note(group, found, key, about[place], levels[place])
        else:
            yield group, found


def draft_note(
    group: Group, shown: Front, statement_hash: str, topic_name: str, difficulty: Difficulty
) -> Note:
    """Return the note that shows `shown` and stands for statements that say the same."""
    return Note(
        id=note_id(shown.term, statement_hash),
        kind=Kind.CLOZE if shown.cloze else Kind.QA,
        difficulty=difficulty,
        topics=(topic_name,),
        statements=tuple(statement.number for statement in group),
        question=shown.question,
        answer=shown.answer,
        cloze=shown.cloze,
        lines={"id": group[0].line},
    )


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
    return f"“{beginning(statement.text)}”"
