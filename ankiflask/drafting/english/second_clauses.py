"""Second verbs of a subject, and second clauses of a sentence."""

import re

from ankiflask.drafting.english import verbs
from ankiflask.drafting.english.clause import Clause, main_clause
from ankiflask.drafting.english.nouns import is_plural_noun
from ankiflask.drafting.english.verbs import Form, finite_forms
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import AUXILIARIES, listed

_ADVERB = (
    r"(?:then|also|so|thus|thereby|hence|often|sometimes|never|always|therefore|first|later|soon|now|still|again"
    r"|(?!(?:supp|app|multip|re|f|comp|imp|rep)ly\b)\w+ly) "
)
_SPLIT = re.compile(rf",? (?:and|or|but) (?:{_ADVERB}){{0,2}}(\w+)")
_OTHERS = re.compile(
    r"\b(?:to|until|when|as|where|that|which|who|while|before|after|because|so|if)\b"
)
_BEHIND_VERB = re.compile(
    r" (?:the|an?|its|their|his|her|nearly|almost|about|up|from|over|across|between|through|\d|\w+ly)\b"
)
# The last subject and its object stand side by side: …, and the T wave their repolarisation.
_GAPPED = re.compile(r"[^,]+, the [^,]+,? and the [\w-]+(?: [\w-]+)? (?:its|their|an?) ")
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|when)\b")
_LISTED = re.compile(r", ([a-z]+) [a-z]+(?= |,)")
_AUXILIARIES = AUXILIARIES - {"cannot"}


def in_singular(clause: Clause) -> str:
    """Return the predicate of a plural subject with its second verb as a singular one has it.

    The first is left as it is. "" where it is not sure.
    """
    found = _second_verbs(clause)
    if any(_OTHERS.search(clause.rest[: match.start()]) for match in found):
        return ""  # it may belong to another verb
    if len(found) > 1 or any(match[1] in _AUXILIARIES for match in found):
        return ""
    if any(Form.BASE not in finite_forms(match[1]) for match in found):
        return clause.predicate
    rest = clause.rest
    for match in found:
        rest = (
            rest[: match.start(1)]
            + verbs.third_person(verbs.lemma(match[1]))
            + rest[match.end(1) :]
        )
    return clause.predicate.removesuffix(clause.rest) + rest


def before_second_verb(clause: Clause) -> str:
    """Return the clause's rest up to the second verb of its subject; all of it where there is none."""
    found = _second_verbs(clause)
    second = [match for match in found if _BEHIND_VERB.match(clause.rest, match.end())]
    cut = clause.rest[: second[0].start()] if second else clause.rest
    # Behind "that" it is the verb of what was told more about.
    return clause.rest if _RELATIVE.search(cut) else cut


def is_gapped(text: str) -> bool:
    """Whether a verb is left out behind a comma: "with a barometer, wind speed with an anemometer"."""
    match = re.match(r"(with|by|in|from|to|at|of|on|for) ", text)
    is_phrase = bool(match and re.search(rf", [a-z -]{{3,40}} {match[1]} ", text))
    return is_phrase or bool(_GAPPED.match(text))


def has_second_verb(clause: Clause) -> bool:
    """Whether another verb of the same subject follows, as in "slows it and tightens it"."""
    listed_words = _LISTED.findall(clause.rest) if clause.main else []
    if any(Form.BASE in finite_forms(word) for word in listed_words):
        return not clause.is_passive
    return bool(_second_verbs(clause))


def _second_verbs(clause: Clause) -> list[re.Match[str]]:
    return [match for match in _SPLIT.finditer(clause.rest) if _is_second_verb(clause, match)]


def _is_second_verb(clause: Clause, match: re.Match[str]) -> bool:
    word = match[1]
    if word in _AUXILIARIES:
        return True
    if clause.is_passive and verbs.is_past_participle(word):
        return True
    wanted = {"is": Form.THIRD, "has": Form.THIRD, "are": Form.BASE}.get(clause.verb, clause.form)
    if wanted is Form.THIRD and is_plural_noun(word):
        after = clause.rest[match.end() :].lstrip()
        joins_nouns = not after.strip() or after[0] in ",.;:"  # nothing follows the second
        is_known = wanted in finite_forms(word) and not joins_nouns
        return is_known or bool(re.match(r"(?:\d|the |an? |its |their |to )", after))
    return wanted in finite_forms(word)


_JOINT = re.compile(r", (and|but|so|or|yet|while|whereas) |; ")
_PRONOUN = re.compile(r"(?:it|they|he|she|we|you|this|these|there) ")
_BOUND = re.compile(
    r"(?:its|their|it|they|many|some|most|there|that|this|these|those|the latter|we|you|he|she) "
    r"|(?:(?!that|which|who)[^,;]){1,60} (?:is|are|was|were|can|should|must|will|may|do|does|did|had|has|have) "
)

_OPENING_CLAUSE = listed("which who whose where when because so although")
_HAS_VERB = re.compile(r"\b(?:is|are|was|were|can|should|must|will|may|does|did|had|has|have)\b")


def first_joint(rest: str, vocabulary: Vocabulary) -> int | None:
    """Return where the first other clause is joined to the rest of one; None if none is."""
    for match in _JOINT.finditer(rest):
        is_sure = _PRONOUN.match(rest, match.end())
        if match[1] in ("and", "or") and not is_sure and _is_list(rest[: match.start()]):
            continue
        # Two things are joined without a comma; what follows one is a clause.
        is_second = match[1] in ("and", "but") and "," not in rest[: match.start()]
        is_clause = (
            is_second
            or match[1] in (None, "so", "yet", "while", "whereas")
            or _BOUND.match(rest, match.end())
        )
        if is_clause or main_clause(rest[match.end() :], vocabulary) is not None:
            return match.start()
    return None


def _is_list(before: str) -> bool:
    """Whether a list of things has begun, so that "and" adds its last part."""
    head, _, part = before.rpartition(", ")
    is_clause = not _OPENING_CLAUSE.isdisjoint(part.split()[:1]) or _HAS_VERB.search(part)
    return bool(head) and not is_clause
