"""Looks that ankiflask knows for its own."""

import pytest

from ankiflask.anki.collection import CardTexts
from ankiflask.anki.note_types import NOTE_TYPES, NoteType, Template
from ankiflask.sync.styling import css_hash, is_published_css, is_published_template, template_hash

TEMPLATES = [(kind, each) for kind in NOTE_TYPES.values() for each in kind.templates]


@pytest.mark.parametrize("note_type", NOTE_TYPES.values(), ids=lambda each: each.kind)
def test_today_s_css_is_published(note_type: NoteType) -> None:
    assert is_published_css(note_type.css), (
        "The CSS has changed. Add its hash to _CSS in sync/styling.py, and keep the old ones: "
        f'"{css_hash(note_type.css)}",  # since the day of STYLE_SECOND'
    )


@pytest.mark.parametrize(("note_type", "template"), TEMPLATES)
def test_today_s_templates_are_published(note_type: NoteType, template: Template) -> None:
    texts = CardTexts(template.front, template.back)
    assert is_published_template(texts), (
        "A template has changed. Add its hash to _TEMPLATES in sync/styling.py, and keep the "
        f'old ones: "{template_hash(texts)}",  # {note_type.name}, {template.name}, and the day'
    )


def test_a_learner_s_own_looks_are_not() -> None:
    note_type, template = TEMPLATES[0]
    assert not is_published_css(note_type.css + " ")
    assert not is_published_css("")
    assert not is_published_template(CardTexts(template.front + " ", template.back))
    assert not is_published_template(CardTexts(template.back, template.front))


def test_front_and_back_are_told_apart() -> None:
    assert template_hash(CardTexts("ab", "c")) != template_hash(CardTexts("a", "bc"))
