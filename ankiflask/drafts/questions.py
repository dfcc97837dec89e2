"""Definition questions: "X is a …" to "What is X?". Where a rule is not sure there is no question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ankiflask.drafts.complements import could_be_person, is_definition
from ankiflask.drafts.spelling import spelled_inside
from ankiflask.drafts.subjects import is_subject
from ankiflask.drafts.terms import find_term
from ankiflask.drafts.tokens import Token, sentences, tokens
from ankiflask.drafts.vocabulary import Vocabulary
from ankiflask.drafts.words import PRONOUNS, listed, plain

_QUESTION_WORDS = listed("what which who whom whose")
_FURTHEST = 30  # words into a sentence, a long aside among them
_ARTICLE = re.compile(r"^(?:an?|the) ")
_ASIDE = re.compile(r"\s+\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, in plain text; the words that it asks about, and the rule."""

    question: str
    answer: str
    term: str
    rule: str = "D001"


def find_question(text: str, vocabulary: Vocabulary) -> Question | None:
    """Return a question that, with its answer, holds all of the statement; None if none is sure.

    A statement that asks and answers is taken as it is; a definition is asked for.
    """
    first = sentences(text)[0]
    if first.endswith("?"):
        return _asked(first, text[len(first) :].strip(), vocabulary)
    return _defined(text, first, vocabulary)


def _asked(question: str, answer: str, vocabulary: Vocabulary) -> Question | None:
    words = {plain(word.text) for word in tokens(question)}
    stands_alone = not words & (PRONOUNS - _QUESTION_WORDS)
    if not answer or not stands_alone:
        return None
    term = find_term(question, vocabulary)
    return Question(
        question, answer, question[term[0].start : term[-1].end] if term else "", "D002"
    )


def _defined(text: str, first: str, vocabulary: Vocabulary) -> Question | None:
    words = tokens(first)
    place = _copula(first, words)
    if not place:
        return None
    verb = words[place]
    subject, aside = _subject(first[: verb.start].rstrip())
    name = tuple(word for word in words[:place] if word.end <= len(subject))
    spelled = spelled_inside(subject, name, vocabulary)
    if not (is_subject(name) and spelled and is_definition(verb.text, words[place + 1 :])):
        return None
    answer = text if aside else _capitalised(text[verb.end :].lstrip())
    term = _ARTICLE.sub("", spelled)
    if _needs_who(spelled, verb.text, words[place + 1 :]):
        is_who = _is_person(name, words[place + 1 :])
        return Question(f"Who {verb.text} {spelled}?", answer, term, "D003") if is_who else None
    return Question(f"What {verb.text} {spelled}?", answer, term)


def _copula(first: str, words: Sequence[Token]) -> int:
    """Return the place of the sentence's first is, are, was or were outside brackets; 0 if none."""
    for place, word in enumerate(words[:_FURTHEST]):
        before = first[: word.start]
        is_outside = before.count("(") == before.count(")")
        if is_outside and not word.is_code and word.text in ("is", "are", "was", "were"):
            return 0 if word.is_cut_after else place
    return 0


def _subject(text: str) -> tuple[str, bool]:
    """Return the subject without an aside in brackets at its end, and whether there was one."""
    aside = _ASIDE.search(text)
    return (text[: aside.start()], True) if aside else (text, False)


def _needs_who(spelled: str, verb: str, complement: Sequence[Token]) -> bool:
    """Whether the subject could be a person or people of one name, and not a kind of person."""
    if spelled.startswith(("a ", "an ")):
        return False
    if spelled[0].islower() and not could_be_person(tokens(spelled)):
        return False
    is_past_name = spelled[:1].isupper() and verb in ("was", "were")
    return is_past_name or could_be_person(complement)


def _is_person(name: Sequence[Token], complement: Sequence[Token]) -> bool:
    """Whether the subject has a first name and a last one, and the complement names a person."""
    has_names = len(name) > 1 and all(word.text[0].isupper() for word in (name[0], name[-1]))
    return has_names and plain(name[0].text) != "the" and could_be_person(complement)


def _capitalised(text: str) -> str:
    """Return the text with a capital, if its first word is written in small letters only."""
    word = text.split(maxsplit=1)[0]
    word = word.rstrip(",;:.")
    is_small = word.isalpha() and word.islower() and len(word[0].upper()) == 1
    return text[0].upper() + text[1:] if is_small else text
