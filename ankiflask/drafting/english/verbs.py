"""Verbs and their forms, from a table of our own."""

from enum import StrEnum

from ankiflask.drafting.english.words import listed, plain, sections, table

LEMMAS = table("verbs", "all")


class Form(StrEnum):
    """Which finite form a word is."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"


_OTHER_PARTICIPLES = listed("born done")  # of bear and do
_SHORT = 4  # letters: "used" is known, "shed" is no participle by its ending
_DOUBLED = table("verbs", "doubling")


def third_person(lemma: str) -> str:
    """Return the form that goes with it: carries, has."""
    if lemma == "have":
        return "has"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _regular_past(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    doubled = lemma[-1] if lemma in _DOUBLED else ""
    return lemma + ("d" if lemma.endswith("e") else f"{doubled}ed")


def _table() -> tuple[dict[str, tuple[str, frozenset[Form]]], frozenset[str]]:
    """Return lemma and finite forms by word, and all past participles."""
    rows = map(str.split, sections("verbs")["irregular"].splitlines())
    irregular = {row[0]: row[1:] for row in rows if row}
    found: dict[str, tuple[str, frozenset[Form]]] = {}
    participles: set[str] = set()
    for lemma in sorted(LEMMAS | set(irregular)):
        pasts = irregular.get(lemma, [_regular_past(lemma)])
        participles.add(pasts[-1])
        for word, form in (
            (lemma, Form.BASE),
            (third_person(lemma), Form.THIRD),
            (pasts[0], Form.PAST),
        ):
            known, forms = found.get(word, (lemma, frozenset()))
            # "lay" is a verb's base before it is another's past: found and founded, lie and lay.
            found[word] = (known, forms | {form}) if known == lemma else (known, forms)
    return found, frozenset(participles) | _OTHER_PARTICIPLES


_FORMS, _PARTICIPLES = _table()
NO_FORMS: frozenset[Form] = frozenset()


def finite_forms(word: str) -> frozenset[Form]:
    """Return which finite forms the word can be; none where no verb is known."""
    return _FORMS.get(plain(word), ("", NO_FORMS))[1]


def lemma(word: str) -> str:
    """Return the base form of a word that `finite_forms` knows."""
    return _FORMS[plain(word)][0]


def is_participle(word: str) -> bool:
    """Whether the word can be a participle: created, written, using."""
    low = plain(word)
    return is_past_participle(low) or (len(low) > _SHORT and low.endswith("ing"))


def is_past_participle(word: str) -> bool:
    """Whether the word is a past participle of a verb that is known, or looks like a regular one."""
    low = plain(word)
    is_regular = low.endswith("ed") and not low.endswith("eed") and len(low) > _SHORT
    return low in _PARTICIPLES or is_regular
