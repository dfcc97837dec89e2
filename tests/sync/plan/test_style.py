"""The looks of the note types."""

from dataclasses import replace

import pytest

from ankiflask.anki.collection import CardTexts
from ankiflask.anki.note_types import CLOZE, QA
from ankiflask.deck.model import Kind
from ankiflask.sync import styling as published
from ankiflask.sync.styling import css_hash, template_hash
from tests.sync.plan.birds import collection, deck, lives, note, note_type, planned
from tests.sync.plan.carried_out import applied

OLD_CSS, OLD_BACK = ".card { color: red }", "{{Answer}}!"
QA_NOTE, CLOZE_NOTE = note("wren"), note("owl", kind=Kind.CLOZE, Text="{{c1::owl}}")


@pytest.fixture
def _once_published(monkeypatch: pytest.MonkeyPatch) -> None:
    """An older version whose looks ankiflask knows."""
    old = {template_hash(CardTexts(template.front, OLD_BACK)) for template in QA.templates}
    monkeypatch.setattr(published, "_CSS", published._CSS | {css_hash(OLD_CSS)})
    monkeypatch.setattr(published, "_TEMPLATES", published._TEMPLATES | old)


def test_today_s_looks_are_left_alone() -> None:
    done = planned(deck(QA_NOTE), collection(lives(QA_NOTE), note_types={Kind.QA: note_type()}))
    assert not [*done.styles, *done.own_styles]
    assert done.is_done


@pytest.mark.usefixtures("_once_published")
def test_looks_of_an_older_version_are_brought_up_to_date() -> None:
    live = note_type(name="My type", css=OLD_CSS, Forward=OLD_BACK)
    held = collection(lives(QA_NOTE), note_types={Kind.QA: live})
    done = planned(deck(QA_NOTE), held)
    (style,) = done.styles
    assert (style.kind, style.name) == (Kind.QA, "My type")
    assert style.css == (OLD_CSS, QA.css)
    assert list(style.templates) == ["My Forward"]
    assert style.templates["My Forward"] == (
        CardTexts(QA.templates[0].front, OLD_BACK),
        CardTexts(QA.templates[0].front, QA.templates[0].back),
    )
    assert done.own_styles == ()
    assert not done.is_done
    assert planned(deck(QA_NOTE), applied(done, held)).is_done


def test_a_learner_s_own_looks_are_told_and_left_alone() -> None:
    for live in (note_type(css="mine"), note_type(Reverse="mine")):
        done = planned(deck(QA_NOTE), collection(lives(QA_NOTE), note_types={Kind.QA: live}))
        assert done.styles == ()
        assert done.own_styles == (QA.name,)
        assert done.is_done


@pytest.mark.usefixtures("_once_published")
def test_own_css_does_not_hold_back_a_card_that_is_still_ours() -> None:
    live = note_type(css="mine", Forward=OLD_BACK)
    done = planned(deck(QA_NOTE), collection(note_types={Kind.QA: live}))
    assert done.styles[0].css is None
    assert list(done.styles[0].templates) == ["My Forward"]
    assert done.own_styles == (QA.name,)


def test_a_front_that_is_not_ours_is_told_and_never_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Anki may make cards twice when a front changes."""
    strange = CardTexts("{{Question}}!", QA.templates[0].back)
    monkeypatch.setattr(published, "_TEMPLATES", published._TEMPLATES | {template_hash(strange)})
    live = note_type()
    other = replace(live, templates={**live.templates, "Forward": strange})
    done = planned(deck(QA_NOTE), collection(lives(QA_NOTE), note_types={Kind.QA: other}))
    assert done.styles == ()
    assert done.own_styles == (QA.name,)
    assert done.is_done


@pytest.mark.usefixtures("_once_published")
def test_a_note_type_of_two_decks_is_told_once() -> None:
    other = deck(note("fish/eel"), uid="fish")
    live = collection(note_types={Kind.QA: note_type(css=OLD_CSS)})
    assert len(planned([deck(QA_NOTE), other], live).styles) == 1


@pytest.mark.usefixtures("_once_published")
def test_a_note_type_that_no_deck_uses_is_not_looked_at() -> None:
    types = {Kind.QA: note_type(css=OLD_CSS), Kind.CLOZE: note_type(Kind.CLOZE, css="mine")}
    done = planned(deck(CLOZE_NOTE), collection(note_types=types))
    assert done.styles == ()
    assert done.own_styles == (CLOZE.name,)


@pytest.mark.usefixtures("_once_published")
def test_a_note_type_without_notes_is_looked_at() -> None:
    live = collection(note_types={Kind.QA: note_type(css=OLD_CSS)})
    assert len(planned(deck(QA_NOTE), live).styles) == 1


def test_a_card_that_the_learner_took_away_is_not_missed() -> None:
    live = note_type()
    fewer = {name: each for name, each in live.templates.items() if name != "Spare"}
    held = collection(note_types={Kind.QA: replace(live, templates=fewer)})
    done = planned(deck(QA_NOTE), held)
    assert not [*done.styles, *done.own_styles]
