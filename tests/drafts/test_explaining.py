"""What a rule asks for is said in the words of docs/drafting.md."""

import re

from ankiflask.drafting.fronts import ASKS
from ankiflask.drafting.questions.asking import RULES
from tests.drafts.test_rules import PAGE

ROW = re.compile(r"^\| (C\d{3}|D00\d) \| ([^|]+) \|", re.MULTILINE)


def test_a_rule_of_whole_facts_or_of_clozes_is_said_in_the_words_of_its_row() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    told = {rule: f"cloze of {what}" if rule[0] == "C" else what for rule, what in rows}
    assert told | {rule.id: rule.what for rule in RULES} == ASKS
