"""Cards that nobody would write: none takes for ever, none stops the preview."""

import pytest

from ankiflask.anki.collection import CollectionField, CollectionNoteType, CollectionTemplate
from ankiflask.preview.model import Sheet
from ankiflask.preview.showing import shown

MANY = 100_000
UNITS = (
    "[sound:", "[[type:", "[anki:tts x]", '<img "', "<img src=", "<", "<!--", "{{c1::", "}}", "\\(", "&",
    "{{", "[", "日", "{{#A}}", "<style>", "[latex]", "\ufdd0", "&#", "::",
)  # fmt: skip
TEMPLATES = (
    "{{A}}", "{{cloze:A}}{{text:A}}", "{{furigana:A}}{{hint:A}}{{type:A}}", "{{tts x:A}}{{cloze-only:A}}",
)  # fmt: skip


def sheet(text: str, front: str, *, ordinal: int = 0, is_cloze: bool = False) -> Sheet:
    note_type = CollectionNoteType(
        id=1,
        name="Foreign",
        is_cloze=is_cloze,
        sort_field=0,
        second=0,
        fields=(CollectionField("A", None),),
        templates=(CollectionTemplate("Card 1", None, front, "{{FrontSide}}{{A}}"),),
        css="",
    )
    return Sheet(
        link="1", uid="", deck="D", note_type=note_type, fields=(text,), tags=(), ordinal=ordinal
    )


@pytest.mark.parametrize("unit", UNITS)
def test_a_field_of_many_beginnings_is_shown_in_time(unit: str) -> None:
    for template in TEMPLATES:
        card = shown(sheet("{{c1::x}}" + unit * MANY, template))
        assert card.front


@pytest.mark.parametrize(
    "unit", ["{{", "{{#A}}", "{{^A}}", "{{/A}}", "{{A}}", "<!--", "}}", "{{:", "<%"]
)
def test_a_template_of_many_beginnings_is_shown_in_time(unit: str) -> None:
    assert shown(sheet("x", unit * 10_000)).front


@pytest.mark.parametrize("ordinal", [-1, 1, 2**40])
@pytest.mark.parametrize("is_cloze", [True, False])
def test_a_card_of_no_template_is_shown_as_one(ordinal: int, *, is_cloze: bool) -> None:
    card = shown(sheet("{{c1::x}}", "{{cloze:A}}", ordinal=ordinal, is_cloze=is_cloze))
    assert card.front or card.back


def test_a_note_with_fewer_fields_than_its_type_says_what_is_missing() -> None:
    empty = sheet("x", "{{A}}")
    bare = Sheet(
        link="1", uid="", deck="", note_type=empty.note_type, fields=(), tags=(), ordinal=0
    )
    assert "no field called" in shown(bare).front
