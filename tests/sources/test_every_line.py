"""A draft never hides what it left out: each line of an input is in what it gave, or is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.drafting.ready_notes import notes_of
from ankiflask.problems import Source
from ankiflask.sources.model import Material
from ankiflask.sources.read import material_of
from tests.budget import examples
from tests.sources.voices import lost_words, unspoken

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted(
    [
        *(CASES / "drafts").glob("*/*.txt"),
        *(CASES / "inputs").glob("*/input.*"),
        *(CASES / "statements").glob("*/input.txt"),
    ]
)
WORDS = (
    "robin wren owl nests sings hunts bird small never wing is a the of in 1851 it they :: == ** ` _x_ "
    '{{c1::egg}} ==song== **moult** `peck()` [crop](https://example.org/crop) <b>beak</b> x<y &amp; " , ; '
    "![egg](egg.png) [^1] [hb] \u2013 \u00e9t\u00e9"
).split()  # fmt: skip


def assert_nothing_is_hidden(material: Material, text: str) -> None:
    assert not unspoken(material, text)
    if not any(each.rule == "input-not-taken" for each in material.problems):  # of whole columns
        assert not lost_words(material, text)
    made = notes_of(material, material.statements.statements, {})
    gave = {number for note in made.notes for number in note.statements}
    told = {problem.line for problem in made.problems}
    for each in material.statements.statements:
        assert each.number in gave or each.line in told, each


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_each_line_of_a_case_is_in_a_note_or_told(file: Path) -> None:
    text = file.read_bytes().decode("utf-8-sig")
    assert_nothing_is_hidden(material_of(Source(file.name, text)), text)


def phrase(most: int = 9) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


def sentence() -> st.SearchStrategy[str]:
    return st.tuples(phrase(), st.sampled_from([".", "?", "!", ":", ""])).map("".join)


def lines(*parts: st.SearchStrategy[str] | str, most: int = 4) -> st.SearchStrategy[str]:
    """Return one to so many lines, each of the parts."""
    each = st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts))
    return st.lists(each.map("".join), min_size=1, max_size=most).map("\n".join)


def text_of(*blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return a text of such blocks, some with no blank line between them."""
    between = st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"])
    return st.lists(st.tuples(st.one_of(*blocks), between).map("".join), max_size=8).map("".join)


def fenced(mark: str, word: str) -> st.SearchStrategy[str]:
    return lines(phrase()).map(lambda code: f"{mark}{word}\n{code}\n{mark}")


PARAGRAPHS = text_of(lines(sentence()), lines(sentence(), " ", sentence(), " ", sentence()))
STATEMENTS = text_of(
    lines(sentence()),
    st.sampled_from(["Let me think ...", "Next ...", "5.", "- ", "\u2022", "   "]),
    lines(st.sampled_from(["1. ", "2) ", "- ", "\u2022 ", "(a) "]), sentence()),
)
QUESTIONS = text_of(
    st.tuples(lines("Q: ", sentence(), most=1), lines("A: ", sentence())).map("\n".join),
    st.tuples(lines("**Question 3:** ", phrase(), most=1), lines("Answer: ", phrase())).map(
        "\n".join
    ),
    lines("A: ", phrase()),
    lines("Q: ", phrase()),
    lines("Q:"),
    lines(st.sampled_from(["Tags: owls, wrens", "Topic: #song", "Tags: \u00e9t\u00e9 \u5149"])),
    lines(st.sampled_from(["# ", "## ", ""]), phrase()),
    fenced("```", "python"),
)
PAIRS = text_of(
    lines(phrase(), " :: ", phrase()),
    lines(phrase(), " :: "),
    lines(st.sampled_from(["# ", "- ", ""]), phrase()),
    lines("{{c1::", phrase(2), "}} ", phrase()),
)  # fmt: skip
MARKDOWN = text_of(
    lines(sentence()),
    lines(st.sampled_from(["# ", "## ", "### "]), phrase(4), st.sampled_from(["", "?", " ##"]), most=1),
    phrase(4).map("{}\n=====".format),
    phrase(4).map("{}\n---".format),
    lines("- ", phrase()),
    lines(st.sampled_from(["- ", "  - ", "    - ", "1. ", "2) ", "* [ ] ", "- [x] ", "-"]), phrase()),
    lines("- [ ] ", phrase(3)),
    phrase().map("{}:".format),
    fenced("```", "python"),
    fenced("~~~", "js"),
    lines("    ", phrase()),
    lines("> ", phrase()),
    lines("> ", st.sampled_from(["- ", "> ", "", "# ", "[!NOTE]\n> "]), phrase()),
    st.tuples(lines("| ", phrase(2), " | ", phrase(2), " |", most=1), st.just("|---|---|"), lines("| ", phrase(2), " | ", phrase(2), " |")).map("\n".join),
    lines("| ", phrase(2), " | ", phrase(2), " | a |", most=1).map("{0}\n|---|---|---|\n{0}".format),
    st.sampled_from([
        "---", "***", "<div>\nhello\n</div>", "<details>\n<summary>More</summary>", "</details>", "<!-- a note -->",
        "<!-- two\n\nlines -->", "<!-- open", "text <!-- inside --> text", '[hb]: https://example.org/hb "The handbook"',
        "[^1]: See the\n    handbook.\n\n    Or not.", "[^1]: https://example.org/one", "![An owl](img/owl.png)",
        "[![build](https://img.example.org/b.svg)](https://ci.example.org)", "[A link](https://example.org)",
        "The [owl](owl.md), the [wren](#wren), [me](mailto:a@b.org).", "Two [a one](https://a.org) [two](https://b.org).",
        "The [handbook][hb] and [HB] and [hb][].", "Term\n: What it means.\n: What else.", "line  \nand\\\nline",
        "!!! note\n    Inside.", "> [!TIP]\n> A tip.", "Q: What?\nA: That.", "owl :: bird", "<br>", "An <i>owl</i>.<br>",
        "&copy; &lt;b&gt; `&amp;`", "[ref\nover two][hb] lines", "[]()", "[](https://a.org)", "![](https://a.org/x.png)",
        "* * *", "1.", "*", ">", "#", "``", "```", "\\", "|", "| a |", "***bold*** __init__ `__init__`", '<img src="a.png">',
        '<a href="https://a.org">an anchor</a> here', "<script>\nalert(1)\n</script>", "H<sub>2</sub>O is water.",
    ]),
)  # fmt: skip


def table(sign: str) -> st.SearchStrategy[str]:
    cell = st.one_of(phrase(3), phrase(3).map('"{}"'.format), st.just(""), st.just('""'))
    row = st.lists(cell, min_size=1, max_size=5).map(sign.join)
    head = st.sampled_from(["", sign.join(["Question", "Answer", "", "Tags"]), "a", sign * 3])
    return st.tuples(head, st.lists(row, max_size=8).map("\n".join)).map("\n".join)


def export() -> st.SearchStrategy[str]:
    keys = st.lists(
        st.sampled_from(["#html:true", "#tags column:2", "#deck column:1", "#guid column:1", "#a", "#deck:B", "#tags:x"]),
        max_size=4,
        unique=True,
    )  # fmt: skip
    fields = st.one_of(
        phrase(3),
        st.sampled_from(["<i>a</i> b", "<img src='a.png'>", '"a\nb"', "<script>x</script>", ""]),
    )
    rows = st.lists(st.lists(fields, min_size=1, max_size=4).map("\t".join), max_size=6)
    return st.tuples(keys, rows).map(
        lambda parts: "\n".join(["#separator:tab", *parts[0], *parts[1]])
    )


TEXTS = {
    "paragraphs": PARAGRAPHS,
    "statements": STATEMENTS,
    "questions": QUESTIONS,
    "lines": PAIRS,
    "markdown": MARKDOWN,
    "csv": st.one_of(table(","), table(";")),
    "tsv": table("\t"),
    "anki": export(),
}


def test_of_very_many_lines_that_give_nothing_each_is_named() -> None:
    headings = "".join(f"# {number}\n\nA robin sings.\n\n" for number in range(500))
    assert not unspoken(material_of(Source("notes.md", headings)), headings)
    answers = "".join(f"Q: Who is {number}?\n\n" for number in range(3000))
    material = material_of(Source("notes.txt", answers), "questions")
    assert not unspoken(material, answers)
    assert len(material.problems) < 1100


@pytest.mark.parametrize("form", TEXTS)
def test_each_line_of_any_text_of_a_form_is_in_a_note_or_told(form: str) -> None:
    @examples(100)
    @given(TEXTS[form])
    def hides_nothing(text: str) -> None:
        assert_nothing_is_hidden(material_of(Source("notes.txt", text), form), text)

    hides_nothing()
