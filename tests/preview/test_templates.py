"""Anki's template language, against Anki itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.budget import examples
from tests.preview.asked import Ask, Asked

TEMPLATES = (
    ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
    ("{{#Back}}{{Front}}{{/Back}}", "{{^Back}}none{{/Back}}{{#Back}}some{{/Back}}"),
    ("{{^Back}}{{Front}}{{/Back}}", "x"),
    ("{{#Tags}}{{Tags}}{{/Tags}}|{{Deck}}|{{Subdeck}}|{{Type}}|{{Card}}|{{CardFlag}}|{{Front}}", ""),
    ("{{ Front }}", "{{{Front}}}|{{ #Back }}y{{/ Back }}|{{ : Back}}"),
    ("{{Front}}", "{{text:Back}}|{{text: Back}}"),
    ("{{Front}}", "{{hint:Back}}"),
    ("{{Front}}{{type:Front}}", "{{type:Back}}|{{type:cloze:Back}}|{{type:nc:Back}}|{{type:text:Back}}"),
    ("{{Front}}", "{{cloze:Back}}|{{cloze-only:Back}}|{{text:cloze:Back}}|{{cloze:text:Back}}"),
    ("{{Front}}", "{{furigana:Back}}|{{kanji:Back}}|{{kana:Back}}"),
    ("{{Front}}", "{{unknown:text:Back}}|{{text:unknown:Back}}|{{unknown:}}|{{::Back}}"),
    ("{{Front}} <!-- {{Nope}} -->", "{{FrontSide}}{{foo:FrontSide}}"),
    ("{{=<% %>=}}<%Front%> {{Front}}", "<%#Back%>x<%/Back%>"),
    ("{{Front}}", "{{#c1}}one{{/c1}}{{^c2}}no two{{/c2}}{{c1}}"),
)  # fmt: skip

COMPLAINTS = (
    ("{{Nope}}", "x"),
    ("{{front}}", "x"),
    ("{{foo:Nope}}", "x"),
    ("{{Front}}", "{{^Front}}{{Nope}}{{/Front}}"),
    ("{{#Front}}a", "x"),
    ("a{{/Front}}", "x"),
    ("{{#Front}}{{#Back}}{{/Front}}{{/Back}}", "x"),
    ("{{#Nope}}{{/Nope}}{{Front}}", "x"),
    ("{{^Nope}}{{/Nope}}{{Front}}", "x"),
    ("{{Front}}", "{{<b>'\"&}}"),
    ("{{Front}}", "{{}}"),
    ("{{Front}}", "{{#}}"),
    ("{{Front}}", "{{#c}}{{/c}}"),
    ("{{Front}}", "{{c2}}"),
    ("hello", "x"),
    ("", "x"),
    ("{{Front", "x"),
    ("<!-- {{Front}} -->", "x"),
    ("{{#Front}}no field{{/Front}}", "x"),
    ("{{Back}}", "x"),
)

FIELDS = (
    ("a", ""),
    ("a", "b"),
    ("a <b>c</b>", "&nbsp;d &lt;e&gt; <style>f</style><script>g</script><!-- h -->&amp;"),
    ("a", "x & y &bogus; <br>"),
    ("a", "<br><DIV> </div>\t"),
    ("a", "<div>\u00a0</div>"),
    ("a", "日本[にほん] go&nbsp;語[ご] <b>x[y]</b> z["),
    ("{{c1::a::h}} {{c2::b}}", "{{c1::a {{c2::b}} c}} {{c1,2::d}}"),
)

CLOZES = (
    "{{c1::a}} b",
    "{{c1::a::a hint}} {{c2::x}}",
    "{{c1::a {{c2::b::hh}} c::H}}",
    "{{c1::{{c1::a}}b}}",
    "{{c1::a}} {{c2::not closed",
    "}} {{c1::a}} }}",
    "{{c2::the other}}",
    "{{c1,2::both}} {{c2::y}}",
    "{{c0::a}} {{c01::b}} {{c99999::c}} {{C1::d}} {{c 1::e}} {{c,::f}}",
    "{{c1::a<b>&\"' é🙂</b>}}",
    "\\({{c1::a<b>x</b>&amp;}}\\) {{c1::q}} \\[ a <br> b &lt; c\\]",
    "{{c1::\\(a\\)}} {{c1::::}} {{c1::a::b::c}}",
    "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4}}",
    "{{c1::" * 12 + "deep" + "}}" * 12,
)


@pytest.mark.parametrize(("front", "back"), TEMPLATES + COMPLAINTS)
def test_a_card_is_rendered_as_anki_renders_it(anki: Ask, front: str, back: str) -> None:
    for fields in FIELDS:
        for tags in ((), ("one", "two::three")):
            asked = Asked(front=front, back=back, fields=fields, tags=tags)
            assert asked.rendered() == anki(asked)


@pytest.mark.parametrize(("front", "back"), COMPLAINTS)
def test_a_template_with_a_fault_shows_anki_s_complaint(front: str, back: str) -> None:
    shown = Asked(front=front, back=back, fields=("a", "")).rendered()
    assert "problem" in shown[0] or "blank" in shown[0]
    assert "docs.ankiweb.net" in shown[1]


@pytest.mark.parametrize("text", CLOZES)
@pytest.mark.parametrize(
    "template", ["{{cloze:Text}}", "{{cloze-only:Text}}", "{{type:cloze:Text}}{{#c2}}x{{/c2}}", "{{hint:cloze:Text}}"]
)  # fmt: skip
def test_a_cloze_is_rendered_as_anki_renders_it(anki: Ask, text: str, template: str) -> None:
    for ordinal in range(2):
        asked = Asked(
            front=template, back=template, fields=(text, ""), ordinal=ordinal, is_cloze=True
        )
        assert asked.rendered() == anki(asked)


def test_a_hundred_sections_may_stand_within_each_other_and_more_are_refused() -> None:
    def nested(depth: int) -> str:
        front = "{{#Front}}" * depth + "{{Front}}" + "{{/Front}}" * depth
        return Asked(front=front, back="", fields=("a", "")).rendered()[0]

    assert nested(100) == "a"
    assert "within each other" in nested(5000)


SOME = ("<b>", "</b>", "x", " ", "\n", "&nbsp;", "&lt;", "<br>", "é", '"', "'", "[y]", "日[に]")
PLACES = (
    "{{Front}}", "{{Back}}", "{{FrontSide}}", "{{Tags}}", "{{Deck}}", "{{Card}}", "{{Type}}", "{{c1}}",
    "{{text:Back}}", "{{hint:Back}}", "{{type:Back}}", "{{foo:Back}}", "{{cloze:Front}}",
    "{{cloze-only:Front}}", "{{type:cloze:Front}}", "{{furigana:Back}}", "{{kana:Front}}",
    "{{text:cloze:Front}}", "{{cloze:text:Front}}", "{{:Back}}", "{{foo:}}", "{{{Front}}}", "{{Nope}}",
)  # fmt: skip
LOOSE = (
    "{{", "}}", "<!--", "-->", "{{#Front}}", "{{/Front}}", "{{^Back}}", "{{/Back}}", "<%", "%>", ":",
)  # fmt: skip
MARKS = (
    "{{c1::", "{{c2::", "{{c1,2::", "{{c0::", "{{c11::", "::", "}}", "\\(", "\\)", "\\[", "\\]",
)  # fmt: skip


def _section(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(("Front", "Back", "Tags", "c1", "c2"))
    signs = st.sampled_from("#^")
    return st.builds(
        lambda name, sign, text: f"{{{{{sign}{name}}}}}{text}{{{{/{name}}}}}", names, signs, inside
    ) | st.lists(inside, max_size=4).map("".join)


PIECES = st.sampled_from(PLACES + SOME) | st.sampled_from(LOOSE)
TEXTS = st.recursive(PIECES, _section, max_leaves=8)
FIELD_TEXTS = st.lists(st.sampled_from(MARKS + SOME), max_size=10).map("".join)


@st.composite
def cards(draw: st.DrawFn) -> Asked:
    is_cloze = draw(st.booleans())
    front = draw(st.sampled_from(("", "{{Front}}", "{{cloze:Front}}"))) + draw(TEXTS)
    back = draw(TEXTS)
    if is_cloze:
        front, back = (
            each.replace("Front}}", "Text}}").replace("Back}}", "Back Extra}}")
            for each in (front, back)
        )
    return Asked(
        front=front,
        back=back,
        fields=(draw(FIELD_TEXTS), draw(FIELD_TEXTS)),
        tags=draw(st.sampled_from(((), ("x", "y::z")))),
        ordinal=draw(st.integers(0, 1)) if is_cloze else 0,
        is_cloze=is_cloze,
    )


@examples(600)
@given(cards())
def test_any_card_is_rendered_as_anki_renders_it(anki: Ask, asked: Asked) -> None:
    assert asked.rendered() == anki(asked)
