"""What is reported of a deck file does not depend on the YAML library that reads it.

The scanners of libyaml and of PyYAML read ahead of their parsers, and each version of libyaml has
limits of its own. Neither may decide which of two faults a user is told of.
"""

from pathlib import Path

import pytest
import yaml

from ankiflask.deck import yaml as tree
from ankiflask.deck.reader import read_deck
from ankiflask.problems import Source

CASES = sorted((Path(__file__).parents[1] / "cases" / "decks").iterdir())
LOADERS = (yaml.CSafeLoader, tree.PlainLoader)
# PyYAML's own scanner takes no tab for a space, and reads a lone `!` as the tag that it is.
DIFFERENT = {
    "good-tab-after-the-colon": [(7, "yaml-syntax")],
    "good-tab-before-comment-and-inside-text": [(7, "yaml-syntax")],
    "value-begins-with-exclamation": [(7, "yaml-decoration")],
}
HEAD = "deck: Birds\nuid: birds\nnotes:\n"

TOO_DEEP = {
    "lists": "[" * 9,
    "lists, over libyaml's limit": "[" * 2000,
    "lists in lines, over libyaml's limit": "[\n" * 2000,
    "tables": "{" * 2000,
    "lists and tables": "[{" * 2000,
    "dashes": "- " * 2000,
    "question marks": "? " * 2000,
    "question marks and dashes": "? - " * 2000,
    "indented dashes": "".join(" " * depth + "-\n" for depth in range(1500)),
    "indented keys": "".join(" " * depth + "a:\n" for depth in range(1500)),
    "before a reserved sign": "[" * 9 + " @",
    "before an open quotation": "[" * 9 + '"b',
    "before a wrong escape": "[" * 9 + '"\\z"]',
    "before a tab": "[" * 9 + "\t@",
    "below a key, before a reserved sign": f"{HEAD}  - id: [[[[[[[ @",
    "below a key, over libyaml's limit": f"{HEAD}  - id: " + "[" * 1001,
    "in the place of a key": "deck: Birds\n" + "[" * 9 + "\n",
    "in the place of a key, over libyaml's limit": "deck: Birds\n" + "[" * 1001 + "\n",
}


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type:
    """Each of the two libraries, which reads all decks of the test."""
    chosen: type = request.param
    monkeypatch.setattr(tree, "_Loader", chosen)
    return chosen


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("shape", TOO_DEEP)
def test_nesting_is_reported_before_what_stops_the_library(shape: str) -> None:
    assert _rules(TOO_DEEP[shape]) == ["too-deep"]


@pytest.mark.usefixtures("loader")
def test_too_many_keys_are_reported_before_what_stops_the_library() -> None:
    assert _rules("{" + "a," * 505 + "@") == ["too-many-keys"]


@pytest.mark.usefixtures("loader")
def test_a_syntax_error_stays_one_where_no_limit_is_passed() -> None:
    assert _rules(f"{HEAD}  - id: [[[ @") == ["yaml-syntax"]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF", "\\uD83D", "\\UD83DDE00"])
def test_an_escape_of_no_character_is_a_syntax_error(escape: str) -> None:
    assert _rules(f'{HEAD}  - id: "{escape}"') == ["yaml-syntax"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case_is_reported_at_the_same_line_by_both(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = []
    for each in LOADERS:
        monkeypatch.setattr(tree, "_Loader", each)
        deck, problems = read_deck(Source("deck.yaml", _text(case)))
        reports.append((deck, [(problem.line, problem.rule) for problem in problems]))
    if case.name in DIFFERENT:
        assert reports[1] == (None, DIFFERENT[case.name])
    else:
        assert reports[0] == reports[1]


def _rules(text: str) -> list[str]:
    return [problem.rule for problem in read_deck(Source("deck.yaml", text))[1]]


def _text(case: Path) -> str:
    return (case / "deck.yaml").read_bytes().decode("utf-8-sig", errors="replace")
