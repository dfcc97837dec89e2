"""What each rule asks for, in words, and how sure it is where nothing lowers that."""

from ankiflask.drafting.fronts import FOREIGN, LOOSE, NAME, NAMED, NOUN, QUANTITY
from ankiflask.drafting.questions.asking import RULES
from ankiflask.drafting.questions.rule import RETIRED

ASKS = {
    **{rule.id: rule.what for rule in RULES},
    NAMED: "cloze of what something is called",
    NOUN: "cloze of a technical term",
    LOOSE: "cloze of a plain word",
    FOREIGN: "cloze of the longest word, in a text that is not English",
    NAME: "cloze of a proper name",
    QUANTITY: "cloze of a number with its unit, or a date",
}
_EXAMPLES = {
    rule.id: f"Of “{rule.statement}” it makes “{rule.question}”, answered by “{rule.answer}”"
    for rule in RULES
}
_SURE = {rule.id: rule.sure for rule in RULES}


def rule_sure(rule: str, sure: float) -> float:
    """Return how sure the rule is at best. What a rule is not known to lower is `sure` itself."""
    return _SURE.get(rule, sure)


def rule_in_words(rule: str) -> str:
    """Return what the rule of drafting asks for, with its example; "" where there is none."""
    if rule in RETIRED:
        return (
            f"A retired rule of drafting: {RETIRED[rule]}. It makes no new notes; those that it made stay as "
            f"they are, and no other rule gets its id."
        )
    if rule not in ASKS:
        return ""
    return f"A rule of drafting: {ASKS[rule]}. {_EXAMPLES.get(rule, '')}".rstrip()
