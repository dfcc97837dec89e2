"""Questions for what something is: "X is a …" to "What is X?"; and questions that the text asks."""

import re
from collections.abc import Sequence
from functools import partial

from ankiflask.drafting.english.main_verb import is_subject, spelled_inside
from ankiflask.drafting.english.second_clauses import before_second_verb, first_joint
from ankiflask.drafting.english.things import could_be_person, is_definition
from ankiflask.drafting.english.tokens import Token, tokens
from ankiflask.drafting.english.words import PRONOUNS, listed, plain
from ankiflask.drafting.questions.rule import Asked, Reading, Rule, sentence

_QUESTION_WORDS = listed("what which who whom whose")
_THE_ONE = re.compile(r"the [\w-]+(?: [\w-]+)?(?:[:.,;]|$)")  # a trick was the feigned retreat
_THIN = re.compile(r"an? [\w-]+, (?:although|though|but|even|while)\b")  # an expense, although
_FURTHEST = 30  # words into a sentence, a long aside among them
_ASIDE = re.compile(r"\s+\([^()]*\)$")


def _asked(reading: Reading) -> Asked | None:
    """Take the question that the text asks, with what follows for the answer."""
    if not (reading.text.endswith("?") and reading.more):
        return None
    words = {plain(word.text) for word in tokens(reading.text)}
    if words & (PRONOUNS - _QUESTION_WORDS):
        return None
    return Asked(reading.text, reading.more, has_more=True)


def _defined(reading: Reading, *, is_person: bool) -> Asked | None:
    words = tokens(reading.text)
    place = _copula(reading.text, words)
    if not place:
        return None
    verb, complement = words[place], words[place + 1 :]
    begin = reading.text[: verb.start].rstrip()
    in_brackets = _ASIDE.search(begin)
    subject = begin[: in_brackets.start()] if in_brackets else begin
    name = tuple(word for word in words[:place] if word.end <= len(subject))
    spelled = spelled_inside(subject, name, reading.vocabulary)
    said = reading.text[verb.end :].strip()
    is_one_of_many = subject.startswith(("A ", "An ")) and _THE_ONE.match(said)
    are_two = any(plain(word.text) == "and" for word in name)  # of whom much is true together
    if are_two or is_one_of_many or _THIN.match(said):
        return None
    if not (is_subject(name) and spelled and is_definition(verb.text, complement)):
        return None
    if _could_be_who(spelled, verb.text, complement) is not is_person:
        return None
    has_names = len(name) > 1 and name[0].text[0].isupper() and name[-1].text[0].isupper()
    is_name = has_names and plain(name[0].text) != "the"
    if is_person and not (is_name and could_be_person(complement)):
        return None
    wh = "Who" if is_person else "What"
    kind = reading.text[verb.end :]
    core = kind[: first_joint(kind, reading.vocabulary)].strip()
    of_one_verb = before_second_verb(reading.clause) if reading.clause else core
    core = of_one_verb if core.startswith(of_one_verb) else core
    question = f"{wh} {verb.text} {spelled}{begin[len(subject) :]}?"
    return Asked(question, sentence(core), is_part=core.rstrip(".") != kind.strip().rstrip("."))


def _copula(first: str, words: Sequence[Token]) -> int:
    """Return the place of the sentence's first is, are, was or were outside brackets; 0 if none."""
    for place, word in enumerate(words[:_FURTHEST]):
        if word.is_code or word.text not in ("is", "are", "was", "were"):
            continue
        if first.count("(", 0, word.start) == first.count(")", 0, word.start):
            return 0 if word.is_cut_after else place
    return 0


def _could_be_who(spelled: str, verb: str, complement: Sequence[Token]) -> bool:
    """Whether the subject could be a person or people of one name, and not a kind of person."""
    if spelled.startswith(("a ", "an ")):
        return False
    if spelled.startswith("the ") and spelled[4:5].isupper() and could_be_person(complement):
        return True
    if spelled[0].islower() and not could_be_person(tokens(spelled)):
        return False
    is_past_name = spelled[:1].isupper() and verb in ("was", "were")
    return is_past_name or could_be_person(complement)


RULES = (
    Rule(id="D001", takes_vague_subject=True, what="definition", sure=0.95, holds_all=True,
         statement="A commit is a snapshot of all files.", question="What is a commit?",
         answer="A snapshot of all files.", ask=partial(_defined, is_person=False)),
    Rule(id="D002", takes_vague_subject=True, what="what the text asks itself", sure=0.95, holds_all=True,
         statement="What is a gene? A stretch of DNA.", question="What is a gene?",
         answer="A stretch of DNA.", ask=_asked),
    Rule(id="D003", takes_vague_subject=True, what="person", sure=0.85, holds_all=True,
         statement="Angela Merkel is a German politician.", question="Who is Angela Merkel?",
         answer="A German politician.", ask=partial(_defined, is_person=True)),
)  # fmt: skip
