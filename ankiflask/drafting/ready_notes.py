"""Notes that stand ready-made in an input, with the ids that drafted notes have."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ankiflask.deck.model import Difficulty, Kind, Note
from ankiflask.drafting.english.vocabulary import learn
from ankiflask.drafting.naming import note_id
from ankiflask.drafting.notes import Drafts, draft_notes
from ankiflask.drafting.reasons import Parts, Reason, grades, middle, parts
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Severity
from ankiflask.sources.model import Material, ReadyNote, Statement
from ankiflask.sources.statements.lines import statement_hash

RULE = "ready-made"
_DELETION = re.compile(r"\{\{c\d+::")
_LONGEST_NAME = 200  # characters; an id has room for fewer


class _Measured(NamedTuple):
    """How hard each ready note is, and how hard the middle one."""

    parts: Sequence[Parts]
    levels: Sequence[Difficulty]
    middle: int


def ready_notes(material: Material, wanted: Collection[int]) -> Drafts:
    """Return the ready notes whose numbers are wanted. Those that say the same are one note.

    Its id is the question, or the cloze, and the hash of all that the note says; its difficulty is
    measured by the middle of the ready notes.
    """
    all_stated = {each.number: each for each in material.statements.statements}
    stated = [all_stated[each.statement] for each in material.ready]
    measured = _measured(stated)
    made = [
        _made(material, stated, measured, places, key)
        for key, places in _alike(stated)
        if stated[places[0]].number in wanted
    ]
    return Drafts(
        notes=tuple(note for note, _ in made), reasons=tuple(reason for _, reason in made)
    )


def _measured(stated: Sequence[Statement]) -> _Measured:
    vocabulary = learn([each.text for each in stated])
    found = [parts(each.text, vocabulary) for each in stated]
    return _Measured(found, grades(found), middle(found))


def _made(
    material: Material,
    stated: Sequence[Statement],
    measured: _Measured,
    places: Sequence[int],
    key: str,
) -> tuple[Note, Reason]:
    """Return the note that stands at all these places, and where the first of them is."""
    place = places[0]
    numbers = tuple(stated[each].number for each in places)
    note = _note(material.ready[place], key, measured.levels[place], numbers)
    return note, Reason(
        id=note.id,
        rule=RULE,
        sure=1.0,
        file=material.statements.file,
        line=stated[place].line,
        last_line=stated[place].last_line,
        parts=measured.parts[place],
        asks="a note that stands in the text as one",
        rule_sure=1.0,
        text=stated[place].text,
        middle=measured.middle,
    )


def _alike(stated: list[Statement]) -> Iterator[tuple[str, list[int]]]:
    """Yield the places of those that say the same, with the hash of what they say."""
    groups: dict[str, list[int]] = {}
    for place, each in enumerate(stated):
        groups.setdefault(statement_hash(each.text), []).append(place)
    yield from groups.items()


def _note(ready: ReadyNote, key: str, level: Difficulty, numbers: tuple[int, ...]) -> Note:
    name = ready.question or _DELETION.sub("", ready.cloze)
    return Note(
        id=NoteId(note_id(name[:_LONGEST_NAME], key)),
        kind=Kind.CLOZE if ready.cloze else Kind.QA,
        difficulty=level,
        topics=ready.topics,
        statements=numbers,
        question=ready.question,
        answer=ready.answer,
        cloze=ready.cloze,
        example=ready.example,
        note=ready.note,
    )


def notes_of(
    material: Material, wanted: tuple[Statement, ...], topics: Mapping[str, tuple[str, ...]]
) -> Drafts:
    """Return notes for the wanted statements: the ready ones as they are, the others drafted.

    `topics` gives words for each topic; what the input says of topics comes first.
    """
    numbers = {each.number for each in wanted}
    ready = ready_notes(material, numbers)
    prose = material.prose
    own = tuple(each for each in prose.statements if each.number in numbers)
    drafts = draft_notes(prose, own, topics=topics)
    drafted, lost = _illustrated(material, drafts.notes, numbers)
    return Drafts(
        notes=tuple(sorted((*ready.notes, *drafted), key=lambda note: note.statements[:1])),
        reasons=(*ready.reasons, *drafts.reasons),
        problems=(*drafts.problems, *lost),
    )


def _illustrated(
    material: Material, notes: tuple[Note, ...], wanted: set[int]
) -> tuple[list[Note], list[Problem]]:
    """Give drafted notes the topics, examples and links that the input has for their statements."""
    examples = {n: code for n, code in material.examples.items() if n in wanted}
    given: list[Note] = []
    for note in notes:
        codes = [examples.pop(number) for number in note.statements if number in examples]
        topics = next((t for n in note.statements if (t := material.topics.get(n))), note.topics)
        link = next((link for n in note.statements if (link := material.links.get(n))), note.see)
        given.append(
            replace(note, topics=topics, example=note.example or "".join(codes[:1]), see=link)
        )
    return given, list(_lost(material, examples))


def _lost(material: Material, examples: dict[int, str]) -> Iterator[Problem]:
    statements = material.statements
    for number in examples:
        yield Problem(
            file=statements.file,
            line=statements.statements[number - 1].line,
            rule="input-code-alone",
            severity=Severity.WARNING,
            message=f"The code below statement {number} stands on no card: the statement gives no note.",
            remedy="Write a note by hand.",
        )
