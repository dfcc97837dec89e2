"""A statement's facts: a later sentence is one of its own where it can stand alone."""

import re
from dataclasses import dataclass

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.clause import Clause, main_clause
from ankiflask.drafting.english.tokens import sentences, tokens
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import plain, table

_PRONOUN = re.compile(r"(It|They)(?:['\u2019](s|re))? ")
# "It is possible to …": this "it" stands for nothing.
_EMPTY_IT = re.compile(
    r"It(?:['\u2019]s| is| was| can be) (?:\w+ly )?(?!\w+ed\b)\w+ (?:to|that|for)\b|It(?:['\u2019]s been| takes?| seems?| follows) "
)
_POINTING = table("function_words", "pointing to a sentence before")
_BEGINS_BOUND = table("function_words", "bound beginnings")
# "The movement" was named before.
_POINTING_NOUN = re.compile(
    r"\bthe (?:movement|practice|method|process|result|change|effect|idea|event|discovery|invention|decision"
    r"|group|condition|problem|reason|former|technique|approach|term|name|case)s?\b(?! (?:of|that|for)\b)",
    re.IGNORECASE,
)
_MOST_SENTENCES = 12  # after the first; more are a text, not a statement
_PERSON = re.compile(r"[A-Z][\w.]+ (?:[a-z]+ )?[A-Z]\w+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Sentences that make one note. `head` is the first; `more` follows it and cannot stand alone."""

    head: str
    more: str = ""
    is_resolved: bool = False

    @property
    def text(self) -> str:
        """The whole fact."""
        return f"{self.head} {self.more}".rstrip()


def facts(text: str, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """Return the facts, which together say all of the statement, pronouns replaced by names."""
    first, *others = sentences(text)
    if not 0 < len(others) <= _MOST_SENTENCES or not vocabulary.is_english or first.endswith("?"):
        return (Fact(head=first, more=" ".join(others)),)
    clause = main_clause(first, vocabulary)
    found = [Fact(head=first)]
    for sentence in others:
        resolved = _resolved(sentence, clause)
        if _stands_alone(resolved or sentence, vocabulary, is_resolved=bool(resolved)):
            found.append(Fact(head=resolved or sentence, is_resolved=bool(resolved)))
        else:
            last = found[-1]
            # What was put together stays as it was written.
            found[-1] = Fact(
                head=last.head, more=f"{last.more} {sentence}".strip(), is_resolved=last.is_resolved
            )
    return tuple(found)


def _resolved(sentence: str, clause: Clause | None) -> str:
    """Return the sentence with the subject in the place of its first pronoun; "" where not sure."""
    match = _PRONOUN.match(sentence)
    if not match or clause is None or _EMPTY_IT.match(sentence):
        return ""
    if (match[1] == "They") is not clause.is_plural or _has_rival(clause):
        return ""
    subject = clause.named
    if clause.opening and subject[0].islower() and not clause.name[0].is_code:
        subject = subject[0].upper() + subject[1:]
    verb = {"s": " is", "re": " are"}.get(match[2], "")
    return f"{subject}{verb} {sentence[match.end() :]}"


def _has_rival(clause: Clause) -> bool:
    """Whether the pronoun could as well stand for something else: the one who did it, or the deed."""
    if _PERSON.fullmatch(clause.subject):
        return True
    agent = re.match(r"by (the |an? )?([\w' -]+)", clause.rest) if clause.is_passive else None
    if agent:
        return agent[2].split()[0].endswith("s") is clause.is_plural
    is_past = clause.verb not in ("is", "are", "was", "were") and clause.form.value == "past"
    return is_past and not clause.main


def _stands_alone(sentence: str, vocabulary: Vocabulary, *, is_resolved: bool) -> bool:
    words = tokens(sentence)
    low = [plain(word.text) for word in words if not word.is_code]
    clause = main_clause(sentence, vocabulary)
    if not low or set(low) & _POINTING or clause is None or clause.is_vague:
        return False
    if is_resolved:
        return True
    if _POINTING_NOUN.search(sentence):
        return False
    first = low[0].split("'")[0]
    if first in _BEGINS_BOUND | english.PREPOSITIONS and not words[0].is_code:
        return False
    the, *content = clause.name
    if first not in english.DETERMINERS or plain(the.text) != "the":
        return True
    # "The rest" and "the first sound" point to what was said before.
    is_one = len(content) == 1 and not content[0].is_code
    return not is_one and plain(content[0].text) not in english.QUALIFIERS
