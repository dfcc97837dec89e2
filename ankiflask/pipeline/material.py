"""Inputs of any form to their material."""

from dataclasses import replace

from ankiflask.errors import InputError
from ankiflask.problems import Problem, Severity, Source
from ankiflask.sources.formats import FORMS
from ankiflask.sources.model import Material, Statements
from ankiflask.sources.read import read_material
from ankiflask.sources.refusing import refused
from ankiflask.sources.statements.messages import all_cues
from ankiflask.sources.statements.normalise import normalise

__all__ = ["FORMS", "material_of", "statements_of", "told"]


def material_of(source: Source, form: str = "") -> Material:
    """Return what an input holds, read as that form or else as the one that it is found to have.

    Raises InputError where it is a page, data, a deck file, or an export of our own deck.
    """
    if problem := refused(source, is_asked=bool(form)):
        raise InputError((problem,))
    return read_material(source, normalise=normalise, form=form)


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
