"""Material as a text that a person can judge."""

from collections.abc import Iterator

from ankiflask.sources.model import Material, ReadyNote, Statement


def report(material: Material) -> str:
    """Return all of it: the form, each statement and note with its lines, and what is told."""
    ready = {note.statement: note for note in material.ready}
    said = [f"form {material.form}"]
    for each in material.statements.statements:
        note = ready.get(each.number)
        said += [*(_note(each, note) if note else _statement(each, material))]
    said += [f"cue line {cue.line}: {cue.text}" for cue in material.statements.cues]
    for problem in (*material.problems, *material.statements.problems):
        said.append(f"{problem.severity} line {problem.line} [{problem.rule}] {problem.words}")
    return "\n".join(said) + "\n"


def _place(statement: Statement) -> str:
    first, last = statement.line, statement.last_line
    return f"{statement.number}. line {first}" + (f"-{last}" if last != first else "")


def _note(statement: Statement, note: ReadyNote) -> Iterator[str]:
    yield f"{_place(statement)}: ready"
    for key in ("question", "answer", "cloze", "example", "note"):
        yield from _text(key, getattr(note, key))
    yield from _text("topics", ", ".join(note.topics))


def _statement(statement: Statement, material: Material) -> Iterator[str]:
    yield f"{_place(statement)}: {statement.text}"
    yield from _text("example", material.examples.get(statement.number, ""))
    yield from _text("see", material.links.get(statement.number, ""))
    yield from _text("topics", ", ".join(material.topics.get(statement.number, ())))


def _text(key: str, text: str) -> Iterator[str]:
    if text:
        yield f"    {key}: " + text.replace("\n", "\n      ")
