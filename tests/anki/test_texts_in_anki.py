"""What a learner reads in Anki is what the author wrote, whatever Anki could take it for."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ankiflask.identity import NoteId, guid
from tests.anki.collection import Rendered
from tests.anki.learner import Anki, Learner
from tests.anki.releases import publish

pytestmark = pytest.mark.anki

_TEXTS = {
    "angle brackets": "Use <username> or <int:id> in the rule.",
    "script": "<script>alert(1)</script> is text.",
    "image with a handler": "<img src=x onerror=alert(1)> is text.",
    "HTML comment": "before <!-- between --> after",
    "unclosed tag": "a <b is less than",
    "comparison": "1 < 2 && 3 > 2",
    "quotes": "'single' and \"double\"",
    "Jinja": "{{ request.path }} and {% if x %} and {# note #}",
    "own field": "{{Question}} {{FrontSide}} {{#Answer}}x{{/Answer}}",
    "cloze in a question": "{{c1::nothing}} is hidden",
    "many braces": "{{{{ }}}} {}{} }{",
    "sound": "[sound:x.mp3] is silent",
    "LaTeX": "[latex]x[/latex] [$]y[/$] [$$]z[/$$]",
    "speech": "[anki:tts lang=en_US]quiet[/anki:tts]",
    "typing": "[[type:Question]] asks for nothing",
    "brackets": "a[0][1] = [[]]",
    "ampersand": "R&D & AT&T; a&b=c",
    "formats": "%s {0} $HOME ${x} 100 %",
    "backslash": "C:\\new\\table and \\d+",
    "scripts": "naïve café 日本語 עברית Ελληνικά 🦊 👩‍👩‍👧",
    "invisible": "a\u00adb a\u200bb a\u200db",
}
_CLOZES = {
    name: text for name, text in _TEXTS.items() if "{{" not in text and "::" not in text
}  # braces and colons mean something inside a cloze


_NO_BREAK_SPACE = "\u00a0"


def _deck_yaml() -> str:
    spaced = f"10{_NO_BREAK_SPACE}km?"
    notes = [{"id": "no-break-space", "question": spaced, "answer": spaced}] + [
        note
        for number, text in enumerate(_TEXTS.values())
        for note in (
            {"id": f"plain-{number}", "question": text, "answer": f"Again: {text}"},
            {"id": f"code-{number}", "question": f"``{text}``?", "answer": f"Again: ``{text}``"},
        )
    ]
    clozes = [
        {"id": f"cloze-{number}", "cloze": f"It says {{{{c1::{text}}}}}. And {text}"}
        for number, (name, text) in enumerate(_TEXTS.items())
        if name in _CLOZES
    ]
    header = {"deck": "Odd texts", "uid": "odd-texts", "difficulty": "easy"}
    # JSON is YAML.
    return json.dumps({**header, "notes": notes + clozes}, ensure_ascii=False, indent=1)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("odd") / "deck", _deck_yaml(), 1_700_000_000).package


@pytest.fixture(scope="module")
def reader(
    anki: Anki, package: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Learner]:
    with Learner(anki, tmp_path_factory.mktemp("reader") / "learner") as person:
        person.import_package(package)
        yield person


@pytest.fixture(scope="module")
def shown(reader: Learner) -> dict[str, Rendered]:
    """Return the first card of each note, by GUID."""
    collection = reader.look()
    cards = {card.card: card for card in reader.render()}
    return {note.guid: cards[collection.cards_of(note)[0].id] for note in collection.notes}


def _card(shown: dict[str, Rendered], kind: str, name: str) -> Rendered:
    return shown[guid("odd-texts", NoteId(f"{kind}-{[*_TEXTS].index(name)}"))]


@pytest.mark.parametrize("name", _TEXTS)
def test_a_text_is_shown_as_it_was_written(shown: dict[str, Rendered], name: str) -> None:
    card = _card(shown, "plain", name)
    assert _TEXTS[name] in card.question_text
    assert f"Again: {_TEXTS[name]}" in card.answer_text


@pytest.mark.parametrize("name", _TEXTS)
def test_a_text_in_code_is_shown_as_it_was_written(shown: dict[str, Rendered], name: str) -> None:
    card = _card(shown, "code", name)
    assert f"{_TEXTS[name]}?" in card.question_text
    assert f"Again: {_TEXTS[name]}" in card.answer_text


@pytest.mark.parametrize("name", _CLOZES)
def test_a_text_in_and_beside_a_cloze_is_shown_as_it_was_written(
    shown: dict[str, Rendered], name: str
) -> None:
    card = _card(shown, "cloze", name)
    assert f"It says [...]. And {_TEXTS[name]}" in card.question_text
    assert f"It says {_TEXTS[name]}. And {_TEXTS[name]}" in card.answer_text


@pytest.mark.parametrize("name", _TEXTS)
def test_no_text_plays_speaks_types_or_complains(shown: dict[str, Rendered], name: str) -> None:
    kinds = ("plain", "code", "cloze") if name in _CLOZES else ("plain", "code")
    for card in (_card(shown, kind, name) for kind in kinds):
        assert card.question_sounds == card.answer_sounds == card.complaints == ()
        assert "[[type:" not in card.question + card.answer


def test_the_stored_field_without_its_tags_is_the_text(reader: Learner) -> None:
    collection = reader.look()
    for number, text in enumerate(_TEXTS.values()):
        note = collection.note(guid("odd-texts", NoteId(f"plain-{number}")))
        assert reader.plain(note.fields["Question"]) == text


def test_a_no_break_space_is_one_on_the_card(shown: dict[str, Rendered]) -> None:
    """Anki's own stripping of tags makes a plain space of it, so the HTML is looked at."""
    assert "10&nbsp;km?" in shown[guid("odd-texts", NoteId("no-break-space"))].question
