"""`check --explain` knows every rule that any command prints."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ankiflask.drafting.fronts import ASKS
from ankiflask.pipeline.check import rule_called
from ankiflask.quality.judging import RULES, other_rules
from tests.cli.command_line import Run

ROOT = Path(__file__).parents[2]
KEBAB = re.compile(r"[a-z]+(?:-[a-z0-9]+)+|cues?|restamped|unreadable")
# Kebab-case texts of the code that are no rules.
OTHERS = frozenset(
    """
    utf-8 utf-8-sig utf-16-le utf-16-be utf-16 utf-32 cat-file ls-tree rev-parse rev-list diff-tree for-each-ref my-own-tag not-run ready-made markdown-it-py
    cloze-card cloze-highlight cloze-inactive cloze-only spare-card front-of-card-is-blank
    no-cloze-filter-on-cloze-note-type template-syntax-error
    """.split()
)
# Made of two parts, where the code reports them.
COMPOSED = {"input-no-": ("input-no-answer", "input-no-question")}
PRINTED = re.compile(
    r"(?<=[^:] )\[([a-z]+(?:-[a-z0-9]+)+|cues?|unreadable|restamped|[QCD][0-9]{3})\]$|^ {2}rule +([CD][0-9]{3})",
    re.MULTILINE,
)


def names_in_the_code() -> Iterator[tuple[str, str]]:
    for module in sorted((ROOT / "ankiflask").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "rule":
                rule = node.value
                if isinstance(rule, ast.Constant) and isinstance(rule.value, str):
                    yield rule.value, module.name
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if KEBAB.fullmatch(node.value):
                    yield node.value, module.name
                for name in COMPOSED.get(node.value, ()):
                    yield name, module.name


def test_every_name_in_the_code_is_explained() -> None:
    known = {*other_rules(), *(rule.name for rule in RULES)}
    unknown = {name: where for name, where in names_in_the_code() if name not in known | OTHERS}
    assert not unknown, "explain them in ankiflask/quality/other_rules.txt, or name them in OTHERS"


def test_every_explained_name_is_in_the_code() -> None:
    assert other_rules().keys() <= {name for name, _ in names_in_the_code()}


def test_every_rule_that_an_expected_output_shows_is_explained() -> None:
    files = [
        *(ROOT / "tests" / "cases").rglob("*"),
        ROOT / "README.md",
        *(ROOT / "docs").glob("*.md"),
    ]
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file())
    names = {name for text in texts for pair in PRINTED.findall(text) for name in pair if name}
    assert len(names) > 70
    for name in names:
        rule_called(name)


@pytest.mark.parametrize("name", other_rules())
def test_an_explanation_is_a_few_plain_sentences(name: str) -> None:
    meaning = other_rules()[name]
    assert KEBAB.fullmatch(name)
    assert 20 < len(meaning) < 240
    assert meaning.endswith(".")
    assert not re.search(r"  |\btells?\b|\btold\b|\bmend", meaning)


def test_the_names_are_sorted() -> None:
    assert list(other_rules()) == sorted(other_rules())


@pytest.mark.parametrize("word", ["vanished-id", "[vanished-id]", "VANISHED-ID"])
def test_a_name_is_explained_as_it_was_printed(run: Run, word: str) -> None:
    ran = run("check", "--explain", word)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"vanished-id\n\n{other_rules()['vanished-id']}\n"
    assert run("check", "--explain", word, "--json").out.startswith('{\n  "name": "vanished-id",')


def test_a_rule_of_drafting_is_explained(run: Run) -> None:
    assert all(rule_called(rule) for rule in ASKS)
    assert run("check", "--explain", "D013").out.startswith(
        "D013\n\nA rule of drafting: date. Of “The hive was invented in 1851.” it makes “When"
    )


def test_a_retired_rule_of_drafting_is_explained_to_whoever_finds_it_in_a_deck_file(
    run: Run,
) -> None:
    ran = run("check", "--explain", "D022")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "D022\n\nA retired rule of drafting: length of time. It makes no new notes; those that it made "
        "stay as they are, and no other rule gets its id.\n"
    )


@pytest.mark.parametrize(
    ("word", "near"), [("vanishd-id", "vanished-id or"), ("Q099", "Q0"), ("C099", "There are Q001")]
)
def test_the_nearest_name_is_proposed(run: Run, word: str, near: str) -> None:
    ran = run("check", "--explain", word)
    assert ran.code == 2
    assert near in ran.err
