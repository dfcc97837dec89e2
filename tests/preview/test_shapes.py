"""A page has the HTML that many cards share once; joined again it is what one text would be."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from ankiflask.anki.collection import CollectionField, CollectionNoteType, CollectionTemplate
from ankiflask.preview.model import Sheet
from ankiflask.preview.showing import shown, sides
from tests.budget import examples

FIELDS = ("A", "B")
MARKUP = (
    "<img", "<IMG ", "<source ", "<div ", "<img src=a.png>", '<img src="', "src=", "b.png", '"', "'", ">", "<",
    "<b>", "</b>", "[", "]", "[sound:", "c.mp3]", "[sound:d.mp3]", "[[type:", "[[type:A]]", "[type:", "A]", "]]",
    "[anki:tts x]", "[/anki:tts]", "&#91;sound:", "&lt;", "\\(", "\\)", "\\[", "\\]", "\\(y\\)", "\\foo", "\\", "x", " ", "\ufdd0", "é",
)  # fmt: skip
PLACES = ("{{A}}", "{{B}}", "{{type:A}}", "{{type:B}}", "{{hint:B}}", "{{text:B}}", "{{#B}}y{{/B}}")


def texts(*some: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(sum(some, ())), max_size=8).map("".join)


def sheet(front: str, *fields: str) -> Sheet:
    note_type = CollectionNoteType(
        id=1,
        name="Foreign",
        is_cloze=False,
        sort_field=0,
        second=0,
        fields=tuple(CollectionField(name, None) for name in FIELDS),
        templates=(CollectionTemplate("Card 1", None, front, "{{FrontSide}}|{{B}}"),),
        css="",
    )
    return Sheet(link="1", uid="", deck="D", note_type=note_type, fields=fields, tags=(), ordinal=0)


@examples(1500)
@given(texts(MARKUP, PLACES), texts(MARKUP), texts(MARKUP))
@example("{{B}}", "\\(y", "z\\)")
@example("{{B}}", "y\\", "(z\\)")
@example("{{B}}", "<im", "g src=a.png>")
@example("{{B}}", "[anki:tts x]", "y[/anki:tts]")
@example("{{B}}", "<img src=&#91;sound:>", "c.mp3]")
@example("{{B}}", '<img src="a>', 'b">')
def test_a_card_in_parts_is_the_card_in_one(template: str, one: str, other: str) -> None:
    card = sheet("{{A}}" + template, f"x{one}", other)
    whole = sides(card)
    in_one = sheet("{{A}}", whole.front, other)
    assert shown(card).front == shown(in_one).front
    back = replace(card.note_type.templates[0], front="x{{A}}", back="{{A}}")
    of_back = replace(in_one.note_type, templates=(back,))
    typed = whole.back.replace("[[type:A]]", "")  # its answer would be another
    if typed == whole.back:
        in_one = replace(in_one, note_type=of_back, fields=(whole.back, other))
        assert shown(card).back == shown(in_one).back


def test_cards_whose_fields_are_filled_alike_share_their_html() -> None:
    one, two = (
        shown(sheet("<p>{{A}}{{#B}}<hr>{{B}}{{/B}}</p>", *fields))
        for fields in (("x", "<b>y</b>"), ("[sound:a.mp3]", "<img src=b.png>"))
    )
    assert one.shape is two.shape
    assert one.values == ("x", "<b>y</b>")
    assert one.front == "<p>x<hr><b>y</b></p>"
    assert shown(sheet("<p>{{A}}{{#B}}<hr>{{B}}{{/B}}</p>", "x", "")).shape is not one.shape
