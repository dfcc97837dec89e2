"""Texts of many forms to statements and ready-made notes. A pure stage: no files, no printing."""

from ankiflask.inputs.forms import FORMS
from ankiflask.inputs.read import read_material
from ankiflask.inputs.refusing import refused

__all__ = ["FORMS", "read_material", "refused"]
