"""An input to its material, by the reader of its form."""

from dataclasses import replace

from ankiflask.errors import InputError
from ankiflask.problems import Problem, Severity, Source
from ankiflask.sources.cards import Span, add_line, read_lines
from ankiflask.sources.cleaning import control_warning, lines_of
from ankiflask.sources.exports import read_export
from ankiflask.sources.formats import FORMS, Form, recognise, refused, tells_of_paragraphs
from ankiflask.sources.gathering import Gathering
from ankiflask.sources.markdown import read_markdown
from ankiflask.sources.model import Material, Statements
from ankiflask.sources.questions import read_questions
from ankiflask.sources.statements.messages import all_cues
from ankiflask.sources.statements.normalise import normalise
from ankiflask.sources.tables import read_table

_READERS = {
    "questions": read_questions,
    "lines": read_lines,
    "markdown": read_markdown,
    "csv": read_table,
    "tsv": lambda lines, found: read_table(lines, found, "\t"),
    "anki": read_export,
}


def read_material(source: Source, form: str = "") -> Material:
    """Return the statements and ready notes of an input, and what there is to say of the rest.

    Without a form, name and content tell it. Never raises, whatever the text.
    """
    lines, dropped = lines_of(source.text)
    taken = Form(form, "it was asked for") if form else recognise(source.file, lines)
    if taken.name in _READERS:
        material = _read(source, taken.name, lines, dropped)
    else:
        statements = normalise(source)
        taken = (None if form else tells_of_paragraphs(statements)) or taken
        is_prose = taken.name == "paragraphs"
        material = (
            _divided(statements) if is_prose else Material(form=taken.name, statements=statements)
        )
    return replace(material, problems=(_told(source.file, taken), *material.problems))


def _read(source: Source, form: str, lines: list[str], dropped: list[tuple[int, str]]) -> Material:
    found = Gathering(source.file)
    for line, names in dropped:
        found.warn(line, *control_warning(names))
    _READERS[form](lines, found)
    found.leave_the_rest(lines)
    return found.material(form)


def _divided(paragraphs: Statements) -> Material:
    """Return the sentences of paragraphs; one that needs the one before it stays with it."""
    found = Gathering(paragraphs.file)
    for each in paragraphs.statements:
        add_line(found, each.text, Span(each.line, each.last_line), ())
    material = found.material("paragraphs")
    # What was said of two statements names them by numbers that are no more.
    said = tuple(each for each in paragraphs.problems if each.rule != "duplicate-statement")
    own = replace(material.statements, cues=paragraphs.cues, problems=said)
    return replace(material, statements=own)


def _told(file: str, form: Form) -> Problem:
    return Problem(
        file=file,
        line=0,
        rule="input-form",
        severity=Severity.INFO,
        message=f"Read as {FORMS[form.name]}: {form.reason}.",
        remedy="`ankiflask draft --from` reads it in another format.",
    )


__all__ = ["FORMS", "material_of", "statements_of", "told"]


def material_of(source: Source, form: str = "") -> Material:
    """Return what an input holds, read as that form or else as the one that it is found to have.

    Raises InputError where it is a page, data, a deck file, or an export of our own deck.
    """
    if problem := refused(source, is_asked=bool(form)):
        raise InputError((problem,))
    return read_material(source, form)


def statements_of(source: Source) -> Statements:
    """Return the statements of a deck's source, with all problems of its reading."""
    material = material_of(source)
    told = (each for each in material.problems if each.severity is not Severity.INFO)
    statements = material.statements
    return replace(statements, problems=(*told, *statements.problems))


def told(material: Material) -> tuple[Problem, ...]:
    """Return all that the reading has to say: of the form, the cues, and what gave no note."""
    statements = material.statements
    return (*material.problems, *all_cues(statements), *statements.problems)
