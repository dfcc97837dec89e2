"""docs/rules.md says of each rule what the program says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ankiflask.clock import ModTime
from ankiflask.deck.reader import read_deck
from ankiflask.problems import RULE_IDS, Rule, Source
from ankiflask.quality.judging import RULES, other_rules
from ankiflask.render.note import anki_note, new_line

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
HEAD = """\
# Quality rules

`ankiflask check` reports errors of a deck, and what makes its cards hard to learn. The rules below are of the second
kind. They never fail a check or a build. `ankiflask check --explain Q003` shows one of them in a terminal.

If a rule is wrong about a note, switch it off there: `allow: [Q003]` in the note, or above the notes for the whole
deck. Learners do not notice, and no note counts as changed.

`ankiflask check --fix` applies safe fixes only. It verifies the result before it writes, and changes no other byte of
the deck file.

Most rules read English. In other languages they find less, and nothing wrong.

"""
ELSEWHERE = """\
## Other names

Other commands report these. `ankiflask check --explain NAME` shows one of them.

| name | what it means, and what to do |
|---|---|
"""


def page() -> str:
    rows = (
        f"| [{r.id}](#{r.id.lower()}-{r.name}) | {r.name} | {r.severity} | {_fix(r)} |\n"
        for r in RULES
    )
    table = "| rule | name | severity | `--fix` |\n|---|---|---|---|\n" + "".join(rows)
    return HEAD + table + "\n" + "".join(map(section, RULES)) + ELSEWHERE + other_names()


def other_names() -> str:
    return "".join(
        "| `{}` | {} |\n".format(name, meaning.replace("|", "\\|"))
        for name, meaning in other_rules().items()
    )


def _fix(rule: Rule) -> str:
    return "where certain" if rule.is_mended else ""


def section(rule: Rule) -> str:
    return (
        f"## {rule.id} {rule.name}\n\n{rule.reason}\n\n"
        f"Bad:\n\n```yaml\n{rule.bad}\n```\n\nGood:\n\n```yaml\n{rule.good}\n```\n\n"
    )


def test_the_page_says_what_the_rules_say(holds: Callable[[Path, str], None]) -> None:
    holds(PAGE, page())


def test_the_rules_have_the_ids_that_a_deck_may_allow() -> None:
    assert tuple(rule.id for rule in RULES) == RULE_IDS
    assert len({rule.name for rule in RULES}) == len(RULES)


def examples() -> Iterator[tuple[str, str]]:
    for rule in RULES:
        for which, text in (("bad", rule.bad), ("good", rule.good)):
            if (
                text.startswith(("question", "cloze", "answer", "hint"))
                and text.count("question") < 2
            ):
                yield f"{rule.id} {which}", text


@pytest.mark.parametrize("text", dict(examples()).values(), ids=dict(examples()))
def test_an_example_can_stand_in_a_deck(text: str) -> None:
    """It may leave out what its rule is not about, and nothing else is wrong with it."""
    lines = text.replace("\n", "\n    ")
    more = "" if "cloze:" in text or "question:" in text else "\n    question: Which?"
    more += "" if "cloze:" in text or "answer:" in text else "\n    answer: This one."
    source = f"deck: A\nuid: aa\ndifficulty: easy\nnotes:\n  - id: one\n    {lines}{more}\n"
    deck, problems = read_deck(Source("deck.yaml", source))
    assert deck is not None, problems
    assert problems == ()
    _, faults = anki_note(
        deck, deck.notes[0], new_line(deck.notes[0], ModTime(0)), position=1, media={}
    )
    assert faults == ()
