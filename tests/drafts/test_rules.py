"""Each rule of questions does what its example says, and docs/drafting.md says the same."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ankiflask.drafting.english.facts import Fact, facts
from ankiflask.drafting.english.tokens import sentences
from ankiflask.drafting.english.verbs import Form, finite_forms, is_past_participle, lemma
from ankiflask.drafting.english.vocabulary import learn
from ankiflask.drafting.fronts import ASKS
from ankiflask.drafting.questions.asking import RULES, ask
from ankiflask.drafting.questions.rule import RETIRED, Rule

PAGE = Path(__file__).parents[2] / "docs" / "drafting.md"
FIRST_SEEN = Path(__file__).parents[1] / "cases" / "drafts" / "judged" / "first-seen.tsv"
ROW = re.compile(r"^\| (C\d{3}|D00\d) \| ([^|]+) \|", re.MULTILINE)
BEGIN, END = "<!-- rules -->\n", "<!-- end of rules -->\n"
MORE = ("Most of these texts are written in English, and that is easy to see with the tags.",)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_makes_the_question_of_its_example(rule: Rule) -> None:
    head, *more = sentences(rule.statement)
    found = ask(Fact(head=head, more=" ".join(more)), learn((rule.statement, *MORE)))
    assert found is not None
    assert (found.rule, found.question, found.answer) == (rule.id, rule.question, rule.answer)


def test_no_two_rules_have_one_id_and_none_has_that_of_a_retired_one() -> None:
    ids = {rule.id for rule in RULES}
    assert len(ids) == len(RULES)
    assert not ids & RETIRED.keys()


def test_every_rule_that_ever_made_a_question_is_there_or_retired() -> None:
    rows = FIRST_SEEN.read_text(encoding="utf-8").splitlines()
    made = {row.split("\t")[2] for row in rows}
    assert len(made) > 30
    assert made <= {rule.id for rule in RULES} | RETIRED.keys()


def test_the_page_has_the_rules_as_they_are(holds: Callable[[Path, str], None]) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = (
        f"| {rule.id} | {rule.what} | {rule.sure:g} | {rule.statement} | {rule.question} | {rule.answer} |\n"
        for rule in sorted(RULES, key=lambda rule: rule.id)
    )
    table = "| id | asks for | sure | statement | question | answer |\n|---|---|---|---|---|---|\n"
    holds(PAGE, before + BEGIN + table + "".join(rows) + END + after)


def test_whole_facts_and_clozes_are_explained_in_the_words_of_the_page() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    asks = {rule: f"cloze of {what}" if rule[0] == "C" else what for rule, what in rows}
    assert asks | {rule.id: rule.what for rule in RULES} == ASKS


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "The index is a list of changes. It's also called the staging area.",
            ["The index is a list of changes.", "The index is also called the staging area."],
        ),
        # "It" could be the one who did it.
        (
            "The disease was caused by a bacterium. It was found in 1894.",
            ["The disease was caused by a bacterium. It was found in 1894."],
        ),
        # The number does not fit.
        (
            "The queen is the mother of all bees. They feed her.",
            ["The queen is the mother of all bees. They feed her."],
        ),
        # It points back.
        (
            "The colony is split in spring. This is called swarming.",
            ["The colony is split in spring. This is called swarming."],
        ),
    ],
)
def test_a_sentence_is_a_fact_of_its_own_only_where_it_can_stand_alone(
    statement: str, expected: list[str]
) -> None:
    found = facts(statement, learn((statement, *MORE)))
    assert [fact.text for fact in found] == expected


def test_a_verb_s_form_leads_to_its_base() -> None:
    forms = ("carries", "stopped", "brought", "has", "writes", "made", "goes")
    assert [*map(lemma, forms)] == ["carry", "stop", "bring", "have", "write", "make", "go"]


def test_a_word_may_be_several_forms_or_none() -> None:
    assert finite_forms("split") == {Form.BASE, Form.PAST}
    assert not finite_forms("membrane")
    assert is_past_participle("written")
    assert not is_past_participle("wrote")
