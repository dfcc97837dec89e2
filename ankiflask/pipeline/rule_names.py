"""A rule by the name that a message printed."""

import re
from difflib import get_close_matches

from ankiflask.errors import UsageError
from ankiflask.problems import OtherRule, Rule
from ankiflask.quality.judging import RULES
from ankiflask.quality.other_rules import other_rules

_OF_DRAFTING = re.compile(r"[cd][0-9]{3}")


def rule_called(word: str) -> Rule | OtherRule:
    """Return the rule of this id or name. Raises UsageError where there is none."""
    ids = {name.lower(): rule for rule in RULES for name in (rule.id, rule.name)}
    known = ids | {name: OtherRule(name, meaning) for name, meaning in other_rules().items()}
    low = word.strip().strip("[]`").lower()
    if low in known:
        return known[low]
    if _OF_DRAFTING.fullmatch(low) and (meaning := _rule_of_drafting(low.upper())):
        return OtherRule(low.upper(), meaning)
    near = [name for name in known if len(low) > 1 and low in name] or get_close_matches(low, known)
    there = dict.fromkeys(_shown(known[each]) for each in near[:3])
    remedy = f"Did you mean {' or '.join(there)}?" if there else ""
    raise UsageError(
        f"There is no rule {word[:40]!r}.",
        remedy
        or f"There are {RULES[0].id} to {RULES[-1].id}, and the names in brackets behind messages.",
    )


def _shown(rule: Rule | OtherRule) -> str:
    return f"{rule.id} ({rule.name})" if isinstance(rule, Rule) else rule.name


def _rule_of_drafting(rule: str) -> str:
    from ankiflask.drafting.fronts import rule_in_words  # noqa: PLC0415 - slow, and hardly ever asked for

    return rule_in_words(rule)
