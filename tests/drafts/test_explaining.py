"""What a rule asks for is said in the words of docs/drafting.md."""

import re

from ankiflask.drafting.fronts import ASKS, rule_sure
from ankiflask.drafting.questions.asking import RULES
from tests.drafts.test_rules import PAGE

ROW = re.compile(r"^\| (C\d{3}|D00\d) \| ([^|]+) \|", re.MULTILINE)


def test_a_rule_of_whole_facts_or_of_clozes_is_said_in_the_words_of_its_row() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    told = {rule: f"cloze of {what}" if rule[0] == "C" else what for rule, what in rows}
    assert told | {rule.id: rule.what for rule in RULES} == ASKS


def test_a_rule_that_nothing_lowers_is_as_sure_as_its_note() -> None:
    assert rule_sure("C001", 0.85) == 0.85
    assert rule_sure(RULES[0].id, 0.1) == RULES[0].sure
