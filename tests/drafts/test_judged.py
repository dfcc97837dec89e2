"""Texts that the rules were not written for: their questions, and how these were judged."""

import re
from pathlib import Path
from statistics import correlation

import pytest

from ankiflask.deck.model import Difficulty, Note
from ankiflask.deck.reader import read_deck
from ankiflask.drafting.english.vocabulary import learn
from ankiflask.drafting.notes import draft_notes
from ankiflask.drafting.questions.asking import COSTS, IS_LONG, IS_OPENED, LONG_QUESTION, RULES
from ankiflask.drafting.questions.rule import Rule
from ankiflask.drafting.reasons import REVIEW_LINE, parts
from ankiflask.files.read import read_text
from ankiflask.sources.read import material_of
from tests.drafts.holding import assert_hold

ROOT = Path(__file__).parents[2]
JUDGED = Path(__file__).parents[1] / "cases" / "drafts" / "judged"
LATER = sorted((JUDGED / "later").iterdir())
TEXTS = [*sorted(JUDGED.glob("*.txt")), *LATER]
SAMPLE = TEXTS[::3]
MOST_UNJUDGED = 0.1  # of the questions of the sample
GOOD, BAD = "good", "bad"
VERDICTS, FIRST_SEEN = JUDGED / "verdicts.tsv", JUDGED / "first-seen.tsv"
PAGE = ROOT / "docs" / "drafting.md"


def drafted(file: Path) -> list[Note]:
    """The notes of a text. They hold all that each statement says."""
    statements = material_of(read_text(file)).prose
    drafts = draft_notes(statements, statements.statements)
    assert not drafts.problems
    for statement in statements.statements:
        notes = [note for note in drafts.notes if statement.number in note.statements]
        assert_hold(notes, statement.text)
    return list(drafts.notes)


def judged() -> dict[tuple[str, str, str], str]:
    """The verdicts by text, question and answer."""
    rows = [row.split("\t") for row in VERDICTS.read_text(encoding="utf-8").splitlines()]
    return {(text, question, answer): verdict for text, _, verdict, question, answer in rows}


def good_share(verdicts: list[str]) -> float:
    return verdicts.count(GOOD) / len(verdicts)


def test_a_change_of_the_rules_keeps_the_questions_good_and_as_many() -> None:
    """A sample of the texts is drafted: most of its questions have a verdict, and few may lack one.

    Where too many have none, judge them and add them to verdicts.tsv: text, rule, verdict, question, answer.
    """
    verdicts, names = judged(), {file.stem for file in SAMPLE}
    before = [verdict for (text, *_), verdict in verdicts.items() if text in names]
    asked = [(f.stem, n.question, n.answer) for f in SAMPLE for n in drafted(f) if n.question]
    known = [verdicts[each] for each in asked if each in verdicts]
    unknown = "\n".join("\t".join(each) for each in asked if each not in verdicts)
    assert len(before) > 150
    assert len(asked) >= 0.95 * len(before)
    assert len(known) >= (1 - MOST_UNJUDGED) * len(asked), f"Judge these:\n{unknown}"
    assert good_share(known) >= good_share(before) - 1 / len(before), "a good question went lost"


def share(verdicts: list[str]) -> str:
    """How many there are and how many are good, as the page has it."""
    good = verdicts.count(GOOD)
    return f"{len(verdicts)} | {good} ({round(100 * good_share(verdicts))} %) |"


def kind(text: str) -> str:
    if any(file.stem == text for file in LATER):
        return "sets 4 to 14"
    is_held_out = text.endswith("held-out")
    return "put aside" if is_held_out else "the other 70 of them"


@pytest.mark.parametrize("texts", ["sets 4 to 14", "put aside", "the other 70 of them"])
def test_nine_of_ten_questions_are_good_where_the_faults_were_seen(texts: str) -> None:
    questions = [verdict for (text, *_), verdict in judged().items() if kind(text) == texts]
    assert set(questions) <= {GOOD, BAD}
    assert good_share(questions) >= 0.9
    table = PAGE.read_text(encoding="utf-8").partition("<!-- judged now -->")[2]
    assert f"{texts} | {share(questions)}" in table


def test_the_page_tells_how_good_questions_were_when_first_seen() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("<!-- first seen -->")[2]
    rows = [row.split("\t") for row in FIRST_SEEN.read_text(encoding="utf-8").splitlines()]
    for number in sorted({row[0] for row in rows}):
        verdicts = [row[3] for row in rows if row[0] == number]
        assert re.search(rf"\| {number} \| \d+ \| {re.escape(share(verdicts))}", table)


ENOUGH = 8  # questions of a rule, to measure how often it is right
SURE = {rule.id: rule.sure for rule in RULES}
SINCE = 5  # of the sets before, the rules were others


def first_seen() -> dict[str, list[str]]:
    """The verdicts of each rule on texts that nobody had read."""
    found: dict[str, list[str]] = {}
    for row in FIRST_SEEN.read_text(encoding="utf-8").splitlines():
        number, _, rule, verdict, *_ = row.split("\t")
        if int(number) >= SINCE:
            found.setdefault(rule, []).append(verdict)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_as_sure_as_it_was_right_on_unread_texts(rule: Rule) -> None:
    verdicts = first_seen().get(rule.id, [])
    if len(verdicts) >= ENOUGH:
        assert rule.sure == pytest.approx(good_share(verdicts), abs=0.05)
    elif BAD in verdicts:
        assert rule.sure < 0.9


def is_surer(row: list[str]) -> bool:
    """Whether the rules as they are now would not mark the question `review: yes`."""
    _, _, rule, _, question, *_ = row
    long = COSTS[IS_LONG] * (len(question.split()) > LONG_QUESTION)
    opened = COSTS[IS_OPENED] * (
        not question.startswith(("What", "How", "Why", "When", "Where", "Who", "By whom"))
    )
    return round(SURE[rule] - long - opened, 2) >= REVIEW_LINE


def test_the_page_states_how_good_the_last_sets_were_and_what_the_confidence_is_worth() -> None:
    rows = [row.split("\t") for row in FIRST_SEEN.read_text(encoding="utf-8").splitlines()]
    last = [row for row in rows if int(row[0]) >= 9]
    good = [row for row in last if row[3] == GOOD]
    kept, kept_good = ([row for row in each if row[2] in SURE] for each in (last, good))
    surer, surely_good = (sum(map(is_surer, each)) for each in (kept, kept_good))
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    share_of_all = round(100 * len(good) / len(last))
    of_surer = round(100 * surely_good / surer)
    of_others = round(100 * (len(kept_good) - surely_good) / (len(kept) - surer))
    assert f"**{share_of_all} % of these are good**, {len(good)} of {len(last)}." in page
    assert f"marked `review: yes`, {of_surer} % are good, of the others {of_others} %." in page


def ranks(values: list[int]) -> list[float]:
    """The mean rank of each value."""
    ordered = sorted(values)
    last = {value: place for place, value in enumerate(ordered)}
    return [(ordered.index(value) + last[value]) / 2 for value in values]


def test_the_formula_agrees_with_the_flask_deck_s_authors_as_well_as_is_told() -> None:
    deck, _ = read_deck(read_text(ROOT / "decks" / "flask" / "deck.yaml"))
    assert deck is not None
    texts = [" ".join(f"{note.question} {note.answer} {note.cloze}".split()) for note in deck.notes]
    vocabulary = learn(texts)
    points = [sum(number for _, number in parts(text, vocabulary)) for text in texts]
    authored = [list(Difficulty).index(note.difficulty) for note in deck.notes]
    rho = correlation(ranks(points), ranks(authored))
    assert f"Spearman's rank correlation is {rho:.2f}" in PAGE.read_text(encoding="utf-8")
