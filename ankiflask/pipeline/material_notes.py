"""Material to notes: the ready ones as they are, the others drafted."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ankiflask.drafts import Drafts, draft_notes, ready_notes
from ankiflask.statements import statement_hash
from ankiflask.values.material import Material
from ankiflask.values.notes import Note
from ankiflask.values.problems import Problem, Severity
from ankiflask.values.statements import Statement


def notes_of(
    material: Material, wanted: tuple[Statement, ...], topics: Mapping[str, tuple[str, ...]]
) -> Drafts:
    """Return notes for the wanted statements: the ready ones as they are, the others drafted.

    `topics` gives words for each topic; what the input says of topics comes first.
    """
    numbers = {each.number for each in wanted}
    ready = ready_notes(material, numbers, hash_of=statement_hash)
    prose = material.prose
    own = tuple(each for each in prose.statements if each.number in numbers)
    drafts = draft_notes(prose, own, hash_of=statement_hash, topics=topics)
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
