"""Notes that stand ready-made in an input, with the ids that drafted notes have."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from ankiflask.deck.model import Difficulty, Kind, Note
from ankiflask.drafting.english.vocabulary import learn
from ankiflask.drafting.naming import note_id
from ankiflask.drafting.notes import Drafts, draft_notes
from ankiflask.drafting.reasons import Reason, grades, middle, parts
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Severity
from ankiflask.sources.model import Material, ReadyNote, Statement
from ankiflask.sources.statements.lines import statement_hash

RULE = "ready-made"
_DELETION = re.compile(r"\{\{c\d+::")
_LONGEST_NAME = 200  # characters; an id has room for fewer


def ready_notes(material: Material, wanted: Collection[int]) -> Drafts:
    """Return the ready notes whose numbers are wanted. Those that say the same are one note.

    Its id is the question, or the cloze, and the hash of all that the note says; its difficulty is
    measured by the middle of the ready notes.
    """
    by_number = {each.number: each for each in material.statements.statements}
    stated = [by_number[each.statement] for each in material.ready]
    vocabulary = learn([each.text for each in stated])
    measured = [parts(each.text, vocabulary) for each in stated]
    levels, half = grades(measured), middle(measured)
    places: dict[str, list[int]] = {}  # of those that say the same, by the hash of what they say
    for place, each in enumerate(stated):
        places.setdefault(statement_hash(each.text), []).append(place)
    notes, reasons = [], []
    for key, same in places.items():
        first, numbers = same[0], tuple(stated[place].number for place in same)
        if numbers[0] in wanted:
            note = _note(material.ready[first], key, levels[first], numbers)
            why = Reason(
                id=note.id,
                rule=RULE,
                sure=1.0,
                file=material.statements.file,
                line=stated[first].line,
                last_line=stated[first].last_line,
                parts=measured[first],
                asks="a note that stands in the text as one",
                rule_sure=1.0,
                text=stated[first].text,
                middle=half,
            )
            notes.append(note)
            reasons.append(why)
    return Drafts(notes=tuple(notes), reasons=tuple(reasons))


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
    statements = material.statements
    lost = [
        Problem(
            file=statements.file,
            line=statements.statements[number - 1].line,
            rule="input-code-alone",
            severity=Severity.WARNING,
            message=f"The code below statement {number} stands on no card: the statement gives no note.",
            remedy="Write a note by hand.",
        )
        for number in examples
    ]
    return given, lost
