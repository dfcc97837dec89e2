"""Texts that the rules were not written for: each note, and how it was judged."""

import re
from collections.abc import Callable
from pathlib import Path
from statistics import correlation

import pytest

from ankiflask.deck.model import Difficulty, Note
from ankiflask.deck.reader import read_deck
from ankiflask.drafting.english.vocabulary import learn
from ankiflask.drafting.grading import parts
from ankiflask.drafting.model import REVIEW_LINE
from ankiflask.drafting.notes import draft_notes
from ankiflask.drafting.questions.asking import _COSTS, _IS_LONG, _IS_OPENED, _LONG, RULES
from ankiflask.drafting.questions.rule import Rule
from ankiflask.files.read import read_text
from ankiflask.pipeline.material import material_of
from ankiflask.sources.statements.lines import statement_hash
from tests.drafts.holding import assert_hold

ROOT = Path(__file__).parents[2]
JUDGED = Path(__file__).parents[1] / "cases" / "drafts" / "judged"
LATER = sorted((JUDGED / "later").iterdir())
TEXTS = [*sorted(JUDGED.glob("*.txt")), *LATER]
GOOD, BAD, NEW = "good", "bad", "not judged"
VERDICTS, FIRST_SEEN = JUDGED / "verdicts.tsv", JUDGED / "first-seen.tsv"
PAGE = ROOT / "docs" / "drafting.md"


def drafted(file: Path) -> list[tuple[str, Note]]:
    """The notes of a text, each with its rule. They hold all that each statement says."""
    statements = material_of(read_text(file)).prose
    drafts = draft_notes(statements, statements.statements, hash_of=statement_hash)
    assert not drafts.problems
    for statement in statements.statements:
        notes = [note for note in drafts.notes if statement.number in note.statements]
        assert_hold(notes, statement.text)
    return [(reason.rule, note) for reason, note in zip(drafts.reasons, drafts.notes, strict=True)]


def known() -> dict[tuple[str, str], str]:
    """The verdicts by text and front."""
    rows = VERDICTS.read_text(encoding="utf-8").splitlines() if VERDICTS.exists() else []
    cells = [row.split("\t") for row in rows]
    return {(each[0], each[3]): each[2] for each in cells}


def test_each_question_is_one_that_was_judged(holds: Callable[[Path, str], None]) -> None:
    verdicts = known()
    rows = [
        "\t".join(
            (
                file.stem,
                rule,
                verdicts.get((file.stem, note.question), NEW),
                note.question,
                note.answer,
            )
        )
        if note.question
        else f"{file.stem}\t{rule}\tcloze\t{note.cloze}"
        for file in TEXTS
        for rule, note in drafted(file)
    ]
    holds(VERDICTS, "\n".join(rows) + "\n")
    assert not [row for row in rows if NEW in row]


def share(verdicts: list[str]) -> str:
    """How many there are and how many are good, as the page has it."""
    good = verdicts.count(GOOD)
    return f"{len(verdicts)} | {good} ({round(100 * good / len(verdicts))} %) |"


def kind(text: str) -> str:
    if any(file.stem == text for file in LATER):
        return "sets 4 to 14"
    is_held_out = text.endswith("held-out")
    return "put aside" if is_held_out else "the other 70 of them"


@pytest.mark.parametrize("texts", ["sets 4 to 14", "put aside", "the other 70 of them"])
def test_nine_of_ten_questions_are_good_where_the_faults_were_seen(texts: str) -> None:
    found = [verdict for (text, _), verdict in known().items() if kind(text) == texts]
    questions = [verdict for verdict in found if verdict in (GOOD, BAD)]
    assert questions.count(GOOD) >= 0.9 * len(questions)
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
        assert rule.sure == pytest.approx(verdicts.count(GOOD) / len(verdicts), abs=0.05)
    elif BAD in verdicts:
        assert rule.sure < 0.9


def is_surer(row: list[str]) -> bool:
    """Whether the rules as they are now would not mark the question `review: yes`."""
    _, _, rule, _, question, *_ = row
    long = _COSTS[_IS_LONG] * (len(question.split()) > _LONG)
    opened = _COSTS[_IS_OPENED] * (
        not question.startswith(("What", "How", "Why", "When", "Where", "Who", "By whom"))
    )
    return round(SURE[rule] - long - opened, 2) >= REVIEW_LINE


def test_the_page_tells_how_good_the_last_sets_were_and_what_the_confidence_is_worth() -> None:
    rows = [row.split("\t") for row in FIRST_SEEN.read_text(encoding="utf-8").splitlines()]
    last = [row for row in rows if int(row[0]) >= 9]
    good = [row for row in last if row[3] == GOOD]
    surer, surely_good = (sum(map(is_surer, each)) for each in (last, good))
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    share_of_all = round(100 * len(good) / len(last))
    of_surer = round(100 * surely_good / surer)
    of_others = round(100 * (len(good) - surely_good) / (len(last) - surer))
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
