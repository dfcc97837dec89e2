"""Which comments are claims, and what of a note is run."""

import pytest

from tests.examples.notes import FIRST_LINE, read, told


def claimed(example: str, run: str = "") -> list[tuple[int, str]]:
    found, problems = read(example, run)
    assert problems == ()
    return [(claim.line - FIRST_LINE + 1, claim.text) for claim in found.claims]


def test_a_comment_behind_an_expression_is_a_claim() -> None:
    assert claimed("print(1)  # 1\nx = 5\nx + 1  # 6") == [(1, "1"), (3, "6")]


def test_comments_right_below_are_further_lines() -> None:
    assert claimed("print('a\\nb')\n# a\n# b") == [(2, "a\nb")]
    assert claimed("print('a\\nb')  # a\n# b") == [(1, "a\nb")]


def test_below_a_block_they_claim_what_the_block_shows() -> None:
    assert claimed("for n in (0, 1):\n    print(n)\n# 0\n# 1") == [(3, "0\n1")]
    assert claimed("with open('x') as x:\n    x.read()\n    # 5\n# 6") == [(3, "5"), (4, "6")]


def test_a_statement_of_several_lines_is_claimed_behind_its_last() -> None:
    assert claimed("print(\n    1,  # the first\n)  # 1") == [(3, "1")]


def test_of_two_statements_on_a_line_the_last_is_claimed() -> None:
    found, _ = read("print(1); print(2)  # 2")
    assert [claim.place for claim in found.claims] == [("example", 1, 10)]


def test_an_empty_comment_claims_an_empty_line() -> None:
    assert claimed("print('a\\n\\nb')\n# a\n#\n# b") == [(2, "a\n\nb")]


@pytest.mark.parametrize(
    "remark",
    [
        "# first\nprint(1)",
        "print(1)\n\n# and now to something else",
        "x = 5  # the usual number",
        "import os  # for later",
        "def f():\n    print(1)\n# and now to something else\nf()",
        "def f():  # no claim\n    ...  # to be written",
        "for n in ():  # never\n    pass",
        "print(1)  # noqa: T201",
        "print(1)  # type: ignore[arg-type]",
        "print('# 5')",
        "def f():\n    yield 1  # one",
    ],
)
def test_every_other_comment_is_a_remark(remark: str) -> None:
    assert claimed(remark) == []


def test_the_rows_of_what_is_behind_signs_of_any_width_are_right() -> None:
    assert claimed("if 1:\n    print('é')\n    # é") == [(3, "é")]


def test_the_hidden_code_follows_the_example_with_lines_of_its_own() -> None:
    found, _ = read("x = 1", "x  # 1")
    assert [(code.key, code.line) for code in found.codes] == [
        ("example", FIRST_LINE),
        ("run", FIRST_LINE + 2),
    ]


def test_a_note_without_an_example_can_be_proven_by_hidden_code() -> None:
    found, problems = read("", "1 + 1  # 2")
    assert [code.key for code in found.codes] == ["run"]
    assert problems == ()


def test_network_alone_on_the_first_line_opens_it_and_moves_no_line() -> None:
    found, _ = read("x = 1", "network\nx  # 1")
    assert found.has_network
    assert found.claims[0].line == FIRST_LINE + 3
    assert not read("x = 1", "network = 5")[0].has_network


def test_a_skipped_example_says_why() -> None:
    found, problems = read("x = 1", "skip it needs a Redis server")
    assert (found.is_skipped, found.codes, problems) == (True, (), ())


@pytest.mark.parametrize("order", ["skip", "skip it needs Redis\nx  # 1"])
def test_a_skip_without_a_reason_or_with_code_is_an_error(order: str) -> None:
    _, problems = read("x = 1", order)
    assert [problem.rule for problem in problems] == ["bad-run"]


def test_of_a_fenced_example_the_python_is_run_each_line_in_its_place() -> None:
    example = "```html\n<p>\n```\n\n~~~python\nprint(1)  # 1\n~~~"
    assert claimed(example) == [(6, "1")]


@pytest.mark.parametrize("language", ["html", "bash", "jinja", ""])
def test_another_language_is_told_and_not_run(language: str) -> None:
    found, problems = read(f"```{language}\nx = 1\n```")
    assert found.codes == ()
    assert [(each.rule, each.severity, each.line) for each in problems] == [
        ("example-not-run", "info", FIRST_LINE)
    ]
    assert read(f"```{language}\nx = 1\n```", "skip it is a page")[1] == ()


@pytest.mark.parametrize("code", ["x = 1\ndef f() return", "x = 1\nf(", "x = 1\n  y = 2"])
def test_what_is_no_python_is_told_at_its_line(code: str) -> None:
    _, problems = read(code)
    assert [problem.rule for problem in problems] == ["example-failed"]
    assert problems[0].line == FIRST_LINE + 1, told(problems)


def test_code_that_is_nested_out_of_all_measure_is_told() -> None:
    _, problems = read("(" * 5000 + ")" * 5000)
    assert [problem.rule for problem in problems] == ["example-failed"]
