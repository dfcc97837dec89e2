"""Each criterion by an example: with it one term is asked for, and without it another."""

import pytest

from ankiflask.drafting.clozes.candidates import Candidate, candidates
from ankiflask.drafting.clozes.criteria import CRITERIA, points
from ankiflask.drafting.english.vocabulary import learn

ENGLISH = ("Most of these texts are written in English, and that is easy to see.",)
FILLERS = ("Much was said, and little of it is still known.",) * 24

# By what the criterion is: a statement, the term with the criterion, the term without it.
EXAMPLES = {
    "what something is called": (
        "The Peruvian Andes hold a field called the ring.", "ring", "Peruvian Andes"),
    "a number with its unit, a year or a date": (
        "The glacier is 30 km long.", "30 km", "glacier"),
    "a number in words with its unit": (
        "The stone wall is two miles away.", "two miles", "stone wall"),
    "a stretch of code": (
        "It is flush_all() that empties the hangar.", "flush_all()", "hangar"),
    "a word that is rare in everyday English": (
        "The stamen is a part of the tree.", "stamen", "tree"),
    "a proper name": (
        "The glacier was first seen by herdsmen of Ann Lee.", "Ann Lee", "herdsmen"),
    "two words that make one term": (
        "Gravel ridges ended near the glacier.", "Gravel ridges", "glacier"),
    "an abbreviation": (
        "It holds a nucleolus and DNA.", "DNA", "nucleolus"),
    "a hyphen": (
        "It met the nucleolus near the by-pass.", "by-pass", "nucleolus"),
    "a word that another statement uses too": (
        "It met a badger near a weasel.", "weasel", "badger"),
    "in what is said, not in the subject": (
        "The pancreas makes insulin.", "insulin", "pancreas"),
    "behind a word like by, into, from, of": (
        "It keeps kerbs from sidewalls.", "sidewalls", "kerbs"),
    "everyday words only": (
        "The horse slept because voles and ferrets ran.", "voles", "horse"),
    "vague words only": (
        "The horse has a function.", "horse", "function"),
    "in one of eight statements": (
        "The ferret ate the vole.", "ferret", "vole"),
    "in one of five statements": (
        "It ate a vole while the ferret slept.", "ferret", "vole"),
    "what the whole text is about": (
        "In a burrow a vole sleeps.", "burrow", "vole"),
    "one of several in a row": (
        "The ferret ate a vole and a shrew.", "ferret", "vole"),
    "one of several examples": (
        "The ferret eats rodents such as voles.", "rodents", "voles"),
    "in an aside or a subordinate clause": (
        "The ferret ran because DNA was there.", "ferret", "DNA"),
    "in the opening, before the subject": (
        "In Bavaria the ferret slept.", "ferret", "Bavaria"),
}  # fmt: skip
# What other statements say that one in eight, in five or in three are about the vole.
OTHERS = {
    "a word that another statement uses too": ("A weasel was near.",),
    "in one of eight statements": (*FILLERS, *("The vole is small.",) * 4),
    "in one of five statements": (*FILLERS, *("The vole is small.",) * 6),
    "what the whole text is about": (*FILLERS, *("The vole is small.",) * 14),
}


def best(statement: str, more: tuple[str, ...], without: str = "") -> str:
    criteria = tuple(each for each in CRITERIA if each.what != without)
    vocabulary = learn((statement, *ENGLISH, *more))

    def worth(candidate: Candidate) -> int:
        return points(candidate, vocabulary, criteria)

    chunk = max(candidates(statement, vocabulary), key=worth).chunk
    return statement[chunk[0].start : chunk[-1].end]


@pytest.mark.parametrize("what", EXAMPLES)
def test_a_criterion_tells_which_term_is_asked_for(what: str) -> None:
    statement, expected, otherwise = EXAMPLES[what]
    more = OTHERS.get(what, ())
    assert best(statement, more) == expected
    assert best(statement, more, without=what) == otherwise


def test_every_criterion_has_an_example() -> None:
    assert list(EXAMPLES) == [each.what for each in CRITERIA]
