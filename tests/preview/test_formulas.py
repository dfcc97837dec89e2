"""Formulas in the preview: MathML, and nothing else of what a formula may hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.preview.formulas import draw_formulas


def test_a_formula_is_drawn_in_its_line_or_on_its_own() -> None:
    html, unknown = draw_formulas(r"So \( \frac{1}{3} \) and \[ a &lt; b \] hold.")
    assert unknown == frozenset()
    assert html == (
        r'So <math alttext="\frac{1}{3}" display="inline"><mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mn>3</mn></mrow></mfrac></mrow>'
        '</math> and <math alttext="a &lt; b" display="block"><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math> hold.'
    )


@pytest.mark.parametrize("text", ["", "a (b) [c]", r"C:\path\(x", "<b>x</b>", r"<span>\</span>(x)"])
def test_a_text_without_formulas_stays(text: str) -> None:
    assert draw_formulas(text) == (text, frozenset())


@pytest.mark.parametrize(
    ("tex", "commands"),
    [
        (r"\( \foo{x} + \bar{y} \)", {r"\foo"}),
        (r"\[ \ce{H2O} \]", {r"\ce"}),
        (r"\( \left( x \)", set()),
        (r"\( \frac{1 \)", None),
        (r"\(  \)", set()),
        ("\\( " + "x+" * 3000 + "x \\)", set()),
        ("\\( " + "{" * 1500 + "x" + "}" * 1500 + " \\)", set()),
    ],
)
def test_what_cannot_be_drawn_stays_as_its_source(tex: str, commands: set[str] | None) -> None:
    html, unknown = draw_formulas(tex)
    if commands is not None:
        assert (html, {*unknown}) == (tex, commands)


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//a.example)}{x}",
        r"\class{answer}{x}",
        r"\text{&lt;script&gt;alert(1)&lt;/script&gt;}",
        r"\color{red\" onclick=\"x}{y}",
    ],
)
def test_a_formula_brings_in_no_link_style_or_script(tex: str) -> None:
    html, _ = draw_formulas(rf"\( {tex} \)")
    tags = re.findall(r"<(\w+)([^>]*)>", html)
    assert {tag for tag, _ in tags} <= {"math", "mrow", "mi", "mn", "mo", "mtext", "mstyle"}
    known = re.compile(r'(?: alttext="[^"<>]*" display="inline")?')  # the source, as text
    assert all(known.fullmatch(attributes) for _, attributes in tags)


def test_a_deletion_around_a_formula_still_ends_where_it_did() -> None:
    html, _ = draw_formulas(r"{{c1::\( \frac{a}{b} \)}}")
    assert html.startswith("{{c1::<math")
    assert html.endswith("</math>}}")
    assert html.count("}}") == 1


@given(st.text(st.sampled_from("\\(){}[]^_&;x1 <>frac"), max_size=60))
def test_any_text_gives_tags_that_pair_up(text: str) -> None:
    html, _ = draw_formulas(rf"\( {text.replace('<', '&lt;').replace('>', '&gt;')} \)")
    stack: list[str] = []
    for end, tag in re.findall(r"<(/?)(\w+)[^>]*>", html):
        if not end:
            stack.append(tag)
        else:
            assert stack.pop() == tag
    assert stack == []
