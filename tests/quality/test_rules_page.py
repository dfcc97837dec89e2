"""docs/rules.md says of each rule what the program says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ankiflask.cards import anki_note
from ankiflask.notes import read_deck
from ankiflask.quality import RULES
from ankiflask.values.rules import RULE_IDS, Rule
from ankiflask.values.source import Source

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
HEAD = """\
# Rules of the quality check

`ankiflask check` says what is wrong with a deck, and what makes its cards hard to learn. The rules
below are of the second kind. None of them fails a check or a build. `ankiflask check --explain Q003`
shows one of them in a terminal.

A rule that is wrong about a note is switched off there: `allow: [Q003]` in the note. Above the notes
it is switched off for the whole deck. This reaches no learner, and no note counts as changed by it.
`ankiflask check --fix` mends what needs no thought. It changes no other byte of the deck file.

Most rules read English. In other languages they find less, and nothing wrong.

"""
ELSEWHERE = """\
## What is told under other names

These are found by every build, and so they have names and no numbers.

| what | name |
|---|---|
| a formula with a command that is no mathematics | `math-command` |
| code or a fence without an end | `code-unclosed` |
| a deletion that does not end, or is empty | `cloze-unclosed`, `cloze-empty`, `cloze-beginning` |
| a link that is not http(s) | `bad-link` (in `see`), `link-address` (in a text) |
| a picture or a sound that is missing, empty or remote | `media-missing`, `empty-media`, `image-missing`, `image-remote` |
| a topic that no tag can have | `bad-topic` |
| no difficulty at all | `missing-difficulty` |
| a statement of the source changed, so that its notes may be stale | `statement-changed` |
| a statement without a note | `statement-without-note` |
| a rule in `allow` that there is not | `unknown-rule` |
"""


def page() -> str:
    rows = (
        f"| [{r.id}](#{r.id.lower()}-{r.name}) | {r.name} | {r.severity} | {_fix(r)} |\n"
        for r in RULES
    )
    table = "| rule | name | severity | `--fix` |\n|---|---|---|---|\n" + "".join(rows)
    return HEAD + table + "\n" + "".join(map(section, RULES)) + ELSEWHERE


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
    _, faults = anki_note(deck, deck.notes[0], position=1, second=0, media={})
    assert faults == ()
