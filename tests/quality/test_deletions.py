"""The deletions that the rules look at are those of the cards, and each is where it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.cloze import seen
from ankiflask.render.note import cloze_numbers
from ankiflask.render.positions import deletions
from ankiflask.render.text import render

PARTS = (
    "{{c1::", "{{c2::", "}}", "::", "wren ", "sings", "`", "``", "*", "**", "_", "\\", "{", "}",
    "\n", "\n\n", "- ", "1. ", "  ", "![](a.png)", "[", "](https://a.de)", "\\(", "\\)", "```\n",
    "{{c1::wren}}", "`{{c2::a::b}}`", "\\{{c3::the}}",
)  # fmt: skip


def hidden(text: str) -> list[tuple[int, str]]:
    return [(each.number, text[each.text_start : each.text_end]) for each in deletions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A {{c1::wren::bird}} sings.", [(1, "wren")]),
        (r"\{{c2::the}} and {{c1::wren}}", [(1, "wren")]),
        (r"`\{{c2::the}}` and {{c1::wren}}", [(2, "the"), (1, "wren")]),
        ("{{c1::`std::sort`}} sorts", [(1, "`std::sort`")]),
        ("{{c1::*a::b* c::hint}}", [(1, "*a::b* c")]),
        ("`a {{c1::b\n  c}}` d", [(1, "b\n  c")]),
        ("[{{c1::a}}](https://x.de/{{c1) {{c2::b}}", [(1, "a"), (2, "b")]),
        ("- x\n- {{c1::a {{c2::b}}}}", [(2, "b"), (1, "a {{c2::b}}")]),
        ("```py\n  x = {{c1::1}}\n```", [(1, "1")]),
        ("{{c501::a}} {{c1::b}}", [(1, "b")]),
        ("{{c1::a\n\nb}}", []),
    ],
)
def test_a_deletion_is_found_where_it_is_written(text: str, expected: list[object]) -> None:
    assert hidden(text) == expected


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_they_are_those_of_the_cards(text: str) -> None:
    found = deletions(text)
    if not render(text, media={"a.png": "a.png"}, cloze=True).faults:
        assert tuple(sorted({each.number for each in found})) == cloze_numbers(text)
    for each in found:
        assert text.startswith(f"{{{{c{each.number}::", each.start)
        assert text.startswith(("::", "}}"), each.text_end)
        assert text[each.end - 2 : each.end] == "}}"
        assert each.start < each.text_start <= each.text_end < each.end
    assert len(seen(text, found)) == len(text)
