"""MathJax makes links, styles and attributes of some commands; a formula has none of them."""

import pytest

from ankiflask.render import text as markup


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (r"\( \href{javascript:alert(1)}{x} \)", r"\href"),
        (r"\[ \require{html} x \]", r"\require"),
        (r"\( \class{a}{x} \)", r"\class"),
        (r"\( \style{background:url(http://a.test)}{x} \)", r"\style"),
        (r"\( \cssId{a}{x} \)", r"\cssId"),
        (r"\( \data{a=b}{x} \)", r"\data"),
        (r"\( \bbox[background:url(http://a.test)]{x} \)", r"\bbox"),
        (r"\( \mmlToken{mi}[href='javascript:alert(1)']{x} \)", r"\mmlToken"),
        (r"\( \let\a=\href \a{javascript:alert(1)}{x} \)", r"\href"),
    ],
)
def test_a_command_that_acts_is_refused_in_a_formula(text: str, command: str) -> None:
    for is_cloze in (False, True):
        faults = markup.render(f"{{{{c1::a}}}} {text}", cloze=is_cloze).faults
        assert [fault.rule for fault in faults] == ["math-command"]
        assert command in faults[0].message


def test_a_command_that_deletions_cut_in_two_is_refused() -> None:
    """On the back of the card Anki would hand MathJax the formula without the deletions' signs."""
    text = r"\( \hr{{c1::ef}}{javascript:alert(1)}{x} \)"
    assert [fault.rule for fault in markup.render(text, cloze=True).faults] == ["cloze-in-formula"]


@pytest.mark.parametrize(
    "text",
    [
        r"\( \frac{a}{b} \in \mathbb{R} \)",
        r"\( \classical \hrefs \styled \)",
        r"Write `\( \href{…}{…} \)` in no card.",
        r"\href{javascript:alert(1)}{x}",
    ],
)
def test_mathematics_and_text_may_look_alike(text: str) -> None:
    assert markup.render(text).faults == ()
