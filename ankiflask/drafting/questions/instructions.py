"""Questions for what a reader is told to do: To find a hole, hold the tube under water."""

import re
from collections.abc import Sequence

from ankiflask.drafting.clauses.joints import first_joint
from ankiflask.drafting.clauses.pointing import PRONOUNS
from ankiflask.drafting.english.auxiliaries import AUXILIARIES
from ankiflask.drafting.english.inflection import Form, finite_forms
from ankiflask.drafting.english.tokens import Token, tokens
from ankiflask.drafting.english.words import listed, plain
from ankiflask.drafting.questions.rule import Asked, Reading, Rule, sentence

_YOU = re.compile(
    r"To ((?!be )[a-z]+ (?:(?!\b(?:it|them|this|these|that)\b)[^,;:]){3,70}?),? "
    r"(you (?:(?:can|must|should|need to) )?[a-z]+ .+)$"
)
_OCCASIONS = listed("Before After When If Once")


def _way(reading: Reading) -> Asked | None:
    match = _YOU.match(reading.text)
    if match:
        core = match[2][: first_joint(match[2], reading.vocabulary)]
        return Asked(f"How do you {match[1]}?", sentence(core), is_part=core != match[2])
    told = _told(reading) if reading.text.startswith("To ") else None
    aim = told[0].removeprefix("To ") if told else ""
    if not told or aim == told[0] or Form.BASE not in finite_forms(aim.partition(" ")[0]):
        return None
    return Asked(f"How do you {aim}?", sentence(told[1]))


def _occasion(reading: Reading) -> Asked | None:
    begin = reading.text.partition(", ")[0].partition(" ")[0]
    told = _told(reading) if begin in _OCCASIONS else None
    if not told:
        return None
    return Asked(f"What should you do {told[0][0].lower()}{told[0][1:]}?", sentence(told[1]))


def _told(reading: Reading) -> tuple[str, str] | None:
    """Return an opening and the deed that is told behind it."""
    opening, _, deed = reading.text.partition(", ")
    low = {plain(word.text) for word in tokens(opening)}
    return (opening, deed) if _is_command(tokens(deed)) and not low & PRONOUNS else None


def _is_command(words: Sequence[Token]) -> bool:
    """Whether the first word is a bare verb with an object or the like behind it."""
    if len(words) == 1 or not words or words[0].is_cut_after or not words[0].text.islower():
        return False
    low = plain(words[1].text)
    is_noun = low in AUXILIARIES or Form.THIRD in finite_forms(low)
    return Form.BASE in finite_forms(words[0].text) and not is_noun


RULES = (
    Rule(id="D058", what="instruction", sure=0.85, holds_all=True,
         statement="To find a small hole, hold the tube under water.",
         question="How do you find a small hole?", answer="Hold the tube under water.", ask=_way),
    Rule(id="D062", what="what to do when", sure=0.85, holds_all=True,
         statement="Before removing a rear wheel, shift the chain onto the smallest sprocket.",
         question="What should you do before removing a rear wheel?",
         answer="Shift the chain onto the smallest sprocket.", ask=_occasion),
)  # fmt: skip
