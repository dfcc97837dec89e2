"""Questions for the subject: what or who does what the predicate says."""

import re
from collections.abc import Sequence

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.clause import Clause
from ankiflask.drafting.english.openings import OpeningKind
from ankiflask.drafting.english.second_clauses import in_singular
from ankiflask.drafting.english.things import begins_with_thing, is_thing
from ankiflask.drafting.english.tokens import Token, says_something, tokens
from ankiflask.drafting.english.verbs import Form, lemma, third_person
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import DETERMINERS, is_stop_word, listed, plain, stem
from ankiflask.drafting.questions.rule import Asked, Reading, Rule, sentence

_FEWEST = 3  # words of a deed that only one person did
_ENOUGH = 7  # words that say something, in a predicate that only one thing can have
_POINTING = english.table("function_words", "pointing")
_SINGULAR = {"are": "is", "were": "was", "have": "has"}
_DEEDS = english.table("verbs", "deeds of people")
_OF_PEOPLE = _DEEDS | listed(
    "reported concluded announced declared recommended warned estimated noticed"
)
_PLAIN = 3  # words of a subject that "it" behind it surely means
_MANY, _SHARE = 3, 8  # statements, or one in so many
_SAID_TO_BE = english.NAMING | listed("considered made deemed regarded thought said")
_NAME_WORD = re.compile(r"[A-Z][\w.'\u2019-]*$|(?:of|de|von|van|der|da|di|ibn|al|the|and|I|V|X)+$")
_NO_PERSON = re.compile(
    r"(?:University|War|Revolution|Empire|Company|Sea|River|Ocean|Mountains?|Treaty|Party|Army|Church|"
    r"Court|Act|Union|States|Republic|Kingdom|Convention|Assembly|Parliament|Congress|Council|Society)$"
)
# What is told further of the last word is not needed to ask.
_FURTHER = re.compile(r", (?:after which|which|who|whose|where|when) |, an? (?=[^,]+$)")
_SECOND_CLAUSE = re.compile(r"[;:\u2014\u2013]| - |, (?:and|but|so|or|while|whereas) ")
_LEADING = re.compile(r"^((?:\w+ly |also |often )*)")
_WHICH = re.compile(r"\bthe (?:first|second|third|last|next|final|original|new|other) \w+(?! of\b)")


def _what(reading: Reading) -> Asked | None:
    clause = reading.clause
    if (
        clause is None
        or clause.opening_kind in (OpeningKind.OTHER, OpeningKind.CAUSE)
        or not is_thing(clause)
    ):
        return None
    names_kind = clause.is_passive and (
        begins_with_thing(clause.rest) or clause.rest.startswith(("that ", "which "))
    )
    if names_kind or _is_topic(clause, reading.vocabulary):
        return None  # what looks like a passive says what something is: "stored queries"
    if clause.verb in _OF_PEOPLE or any(plain(word.text) == "and" for word in clause.name):
        return None  # people did it, or two things do
    if clause.lemma == "mean" or clause.main in _SAID_TO_BE or not _is_telling(clause):
        return None
    predicate = _of_one(clause)
    return _asked("what", clause, predicate) if predicate else None


def _is_topic(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether the text speaks so much of the subject that it would be no answer."""
    content = [word.text for word in clause.name if not is_stop_word(word.text)]
    most = max(_MANY, vocabulary.size // _SHARE)
    return all(vocabulary.uses.get(stem(word), 0) >= most for word in content)


def _who(reading: Reading) -> Asked | None:
    clause = reading.clause
    if clause is None or clause.verb not in _DEEDS or clause.is_passive or not _is_person(clause):
        return None
    predicate = _FURTHER.split(clause.predicate)[0]
    is_open = _points_on(predicate) or len(tokens(predicate)) < _FEWEST
    return None if is_open else _asked("who", clause, clause.predicate)


def _is_person(clause: Clause) -> bool:
    name = [word.text for word in clause.name]
    is_name = all(_NAME_WORD.match(word) for word in name) and not _NO_PERSON.search(name[-1])
    is_thing = plain(name[0]) in DETERMINERS or any(english.is_genitive(word) for word in name)
    return is_name and not is_thing and not name[-1].isupper()


def _asked(wh: str, clause: Clause, predicate: str) -> Asked:
    core = _FURTHER.split(predicate)[0]
    question = f"{clause.opening}, {wh} {core}?" if clause.opening else f"{wh.capitalize()} {core}?"
    space = " " if clause.aside.startswith("(") else ""
    answer = sentence(f"{clause.named}{space}{clause.aside}")
    return Asked(question, answer, is_part=core != predicate)


def _is_telling(clause: Clause) -> bool:
    """Whether the predicate says enough to be true of one thing only, and points to nothing."""
    predicate = _FURTHER.split(clause.predicate)[0]
    words = tokens(predicate)
    said = {stem(word.text) for word in clause.name}
    new = [word for word in words if says_something(word) and stem(word.text) not in said]
    is_mixed = len(clause.name) > _PLAIN and bool({"it", "its"} & _low(words))
    are_enough = len({stem(word.text) for word in new}) >= _ENOUGH
    return are_enough and not is_mixed and not _points_on(predicate)


def _low(words: Sequence[Token]) -> set[str]:
    return {plain(word.text) for word in words}


def _points_on(predicate: str) -> bool:
    """Whether the predicate points to something else, or goes on with another clause."""
    points = _low(tokens(predicate)) & _POINTING
    is_open = _SECOND_CLAUSE.search(predicate) or _WHICH.search(predicate)
    return bool(points or is_open) or predicate.count('"') % 2 == 1


def _of_one(clause: Clause) -> str:
    """Return the predicate as "what" has it, which is always singular."""
    is_past = clause.form is Form.PAST and clause.verb not in _SINGULAR
    if not clause.is_plural or is_past:
        return clause.predicate
    is_full = not clause.main and clause.verb not in _SINGULAR
    verb = third_person(lemma(clause.verb)) if is_full else _SINGULAR.get(clause.verb, clause.verb)
    predicate = in_singular(clause)
    leading = _LEADING.match(predicate)
    end = leading.end() if leading else 0
    behind = predicate[end:].removeprefix(clause.verb)
    return f"{predicate[:end]}{verb}{behind}" if behind != predicate[end:] else ""


RULES = (
    Rule(id="D060", names_things=True, asks_for_subject=True, own_pronouns=listed("its"), what="who did it", sure=0.85,
         statement="Jan Ingenhousz showed that plants give off oxygen only in sunlight.",
         question="Who showed that plants give off oxygen only in sunlight?", answer="Jan Ingenhousz.", ask=_who),
    Rule(id="D061", asks_for_subject=True, own_pronouns=listed("it its"), what="what does it", sure=0.75,
         statement="The coronary arteries branch off the aorta just above its valve and supply the heart muscle with oxygen.",
         question="What branches off the aorta just above its valve and supplies the heart muscle with oxygen?",
         answer="The coronary arteries.", ask=_what),
)  # fmt: skip
