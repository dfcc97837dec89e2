"""Texts that the rules were not written for: each note, and how it was judged."""

import re
from collections.abc import Callable
from pathlib import Path
from statistics import correlation

import pytest

from ankiflask.drafts import draft_notes
from ankiflask.drafts.english.vocabulary import learn
from ankiflask.drafts.grading import parts
from ankiflask.files.read import read_text
from ankiflask.notes import read_deck
from ankiflask.pipeline.material import material_of
from ankiflask.statements import statement_hash
from ankiflask.values.notes import Difficulty, Note
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
        return "sets 4 to 8"
    is_held_out = text.endswith("held-out")
    return "put aside" if is_held_out else "the other 70 of them"


@pytest.mark.parametrize("texts", ["sets 4 to 8", "put aside", "the other 70 of them"])
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
