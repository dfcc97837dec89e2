"""What an example claims is compared with what it shows when it runs. Real Python, real processes."""

import pytest

from tests.examples.notes import prove, proven, read

PRINTED = [
    "print('tea')  # tea",
    "print('tea', 5)  # tea 5",
    "print('tea \\n\\n')  # tea",
    "print('  a\\n\\n  b')\n#   a\n#\n#   b",
    "print('Grüße → 茶 🍵')  # Grüße → 茶 🍵",
    "for n in range(3):\n    print(n)\n# 0\n# 1\n# 2",
    "def f():\n    print('in')  # in\nf()",
    "def f():\n    print('in')\nf()  # in",
    "import sys\nsys.stdout.write('a')  # a",
    "import os\nos.system('echo hello')  # hello",
    "import os\nos.write(1, b'raw')  # raw",
    "print('a 17 b')  # a … b",
    "print('x' * 500)  # xxx…",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    print('seen')  # seen",
]
VALUES = [
    "1 + 1  # 2",
    "'te' + 'a'  # 'tea'",
    "[n for n in 'ab']  # ['a', 'b']",
    "('4', 4)\n# ('4', 4)",
]
RAISED = [
    "1 / 0  # ZeroDivisionError: division by zero",
    "{}['tea']  # KeyError: 'tea'",
    "import json\njson.loads('')  # JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
    "import json\njson.loads('')  # json.decoder.JSONDecodeError: Expecting value: …",
    "next(iter([]))  # StopIteration",
    "import sys\nsys.exit(3)  # SystemExit: 3",
    "raise_ = compile('raise ValueError(\"a\\\\nb\")', '', 'exec')\nexec(raise_)\n# ValueError: a\n# b",
    "with open(__file__) as file:\n    file.write('x')  # UnsupportedOperation: not writable",
]


@pytest.mark.parametrize("shown", [PRINTED, VALUES, RAISED], ids=["printed", "values", "raised"])
def test_a_claim_is_what_is_printed_or_what_python_s_prompt_shows(shown: list[str]) -> None:
    assert prove([read(example)[0] for example in shown]) == []


def test_after_a_claimed_exception_the_example_goes_on_as_at_the_prompt() -> None:
    assert proven("int('x')  # ValueError: …\nint('7')  # 7") == ()
    assert proven("if 1:\n    1 / 0  # ZeroDivisionError: …\n    x = 1\n1 + 1  # 3") == (
        "4 example-failed: The comment claims '3', and its statement shows '2'.",
    )


def test_a_status_and_a_body_are_values_like_any_other() -> None:
    example = """\
class Reply:
    status, text = "404 NOT FOUND", "no tea"
reply = Reply()"""
    assert proven(example, "reply.status  # '404 NOT FOUND'\nprint(reply.text)  # no tea") == ()


@pytest.mark.parametrize(
    ("example", "found"),
    [
        (
            "x = 1\nprint('tea')  # milk",
            "2 example-failed: The comment claims 'milk', and its statement shows 'tea'.",
        ),
        (
            "[].append(1)  # adds one",
            "1 example-failed: The comment claims 'adds one', and its statement shows nothing.",
        ),
        (
            "1 / 0  # 5",
            "1 example-failed: The comment claims '5', and its statement shows 'ZeroDivisionError: division by zero'.",
        ),
        (
            "def f():\n    print(1)  # 1",
            "2 example-failed: The comment claims '1', and its statement never ran.",
        ),
        (
            "print('a')\n# a\n# b",
            "2 example-failed: The comment claims 'a\\nb', and its statement shows 'a'.",
        ),
        ("x = 1\ny = z", "2 example-failed: The code stops here with \"NameError: name 'z' is not defined\"."),
        ("assert 1 == 2", "1 example-failed: The code stops here with 'AssertionError'."),
        ("import sys\nsys.exit('no tea')", "2 example-failed: The code stops here with 'SystemExit: no tea'."),
        (
            "def f():\n    return 1 / 0\n\nf()",
            "2 example-failed: The code stops here with 'ZeroDivisionError: division by zero'.",
        ),
        ("print('a 17 b')  # a … c", "1 example-failed: The comment claims 'a … c', and its statement shows 'a 17 b'."),
        ("print('ab')  # ab…b", "1 example-failed: The comment claims 'ab…b', and its statement shows 'ab'."),
    ],
)  # fmt: skip
def test_what_is_not_so_is_told_with_line_claim_and_what_came(example: str, found: str) -> None:
    assert proven(example) == (found,)


def test_every_wrong_claim_is_told_up_to_where_the_code_stops() -> None:
    assert proven("print(1)  # 2\nprint(2)  # 3\n1 / 0\nprint(4)  # 5") == (
        "1 example-failed: The comment claims '2', and its statement shows '1'.",
        "2 example-failed: The comment claims '3', and its statement shows '2'.",
        "3 example-failed: The code stops here with 'ZeroDivisionError: division by zero'.",
    )


def test_a_missing_module_is_told_with_the_way_to_it() -> None:
    (problem,) = prove([read("import no_such_tea")[0]])
    assert "No module named 'no_such_tea'" in problem.message
    assert (
        problem.remedy
        == "Install no_such_tea, or name the Python that has it with `--python PATH`."
    )


def test_hidden_code_has_the_example_s_names_and_its_failures_have_its_lines() -> None:
    assert proven("cups = 2", "assert cups == 2\ncups * 2  # 4") == ()
    assert proven("cups = 2", "assert cups == 2\nassert cups == 3") == (
        "4 example-failed: The code stops here with 'AssertionError'.",
    )


def test_what_claims_nothing_and_runs_is_fine() -> None:
    assert proven("x = 5") == ()


def test_what_is_printed_and_claimed_nowhere_is_a_remark() -> None:
    assert proven("print('a')\nprint('b')  # b\nx = print('c')  # c") == (
        "1 example-unclaimed: The example prints 'a\\nc', and no comment claims it.",
    )


def test_an_example_is_a_program_of_its_own() -> None:
    assert (
        proven("""\
from __future__ import annotations
import dataclasses, os, pickle, sys

@dataclasses.dataclass
class Cup:
    size: int

pickle.loads(pickle.dumps(Cup(3)))  # Cup(size=3)
__name__  # '__main__'
os.path.basename(__file__)  # 'example.py'
sys.argv == [__file__]  # True
Cup.__annotations__  # {'size': 'int'}""")
        == ()
    )


def test_threads_coroutines_and_generators_can_be_watched() -> None:
    assert (
        proven("""\
import asyncio, threading

async def pour():
    await asyncio.sleep(0)
    print("poured")  # poured

asyncio.run(pour())
thread = threading.Thread(target=print, args=["from afar"])
for step in thread.start, thread.join:
    step()
# from afar
def numbers():
    print("asked")  # asked
    yield 1
list(numbers())""")
        == ()
    )


def test_windows_newlines_in_a_deck_change_nothing() -> None:
    assert proven("print('a')\r\n# a\r\nx = 5\r\nx  # 5") == ()


def test_a_statement_that_shows_something_a_thousand_times_and_more_is_compared() -> None:
    lines = proven("for n in range(3000):\n    print(n)  # 0")
    assert lines[0].startswith("2 example-failed: The comment claims '0', and its statement shows")
