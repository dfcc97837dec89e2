"""One thing under two names: topics that differ by a slip, words that are spelt in two ways."""

import re
from collections import Counter
from collections.abc import Iterator

from ankiflask.quality.rule import Checked, Finding, NoteView, QualityRule

_FREQUENT = 3  # notes that make a topic one of the deck's
_ALIKE = 84  # of 100, letters in common
_SHORTEST = 4  # letters; `css` and `cs` are two things

# A word that is no part of a name, an address or a longer word; found whole, or not at all.
_WORD = re.compile(r"(?<![\w.@/'’-])(?>[^\W\d_]+(?:-[^\W\d_]{2,})?)(?![\w@/'’-]|\.[^\W_])")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}")
_ACRONYM = re.compile(r"[A-Z]{4,}")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:…]\s|\n)[\s\"'“(*-]*\Z")
_BRITISH = {
    "behaviour": "behavior", "catalogue": "catalog", "centimetre": "centimeter", "centre": "center",
    "colour": "color", "colours": "colors", "defence": "defense",
    "favour": "favor", "favourite": "favorite", "fibre": "fiber", "flavour": "flavor",
    "fulfil": "fulfill", "grey": "gray", "harbour": "harbor", "honour": "honor",
    "kilometre": "kilometer", "labelled": "labeled", "labour": "labor", "litre": "liter",
    "modelling": "modeling", "mould": "mold", "neighbour": "neighbor",
    "neighbours": "neighbors", "analyse": "analyze", "aluminium": "aluminum", "cancelled": "canceled",
    "sulphur": "sulfur", "theatre": "theater", "traveller": "traveler", "vapour": "vapor",
}  # fmt: skip
_IZE = re.compile(r"(?<=[a-z]{4})i[sz](?=(?:e|es|ed|ing|ation|ations|er|ers)\Z)")


@QualityRule(
    id="Q016",
    name="unknown-topic",
    reason="A misspelt topic is a tag of its own, and learners miss the note under the right one.",
    bad="topics: [geografy]",
    good="topics: [geography]",
)
def _unknown_topics(checked: Checked) -> Iterator[Finding]:
    count = Counter(topic for note in checked.deck.notes for topic in note.topics)
    frequent = [topic for topic, number in count.items() if number >= _FREQUENT]
    for view in checked.views:
        for topic in view.note.topics:
            near = _near(topic, frequent) if count[topic] == 1 and frequent else ""
            if near:
                yield Finding(
                    notes=(view.place,),
                    key="topics",
                    message=f"No other note has the topic {topic!r}, and {count[near]} have {near!r}.",
                    remedy=f"Write {near!r}, if it is the same.",
                )


def _near(topic: str, frequent: list[str]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - slow, and only a check needs it

    if len(topic) < _SHORTEST:
        return ""
    plural = [each for each in frequent if each in (f"{topic}s", topic.removesuffix("s"))]
    best = process.extractOne(topic, frequent, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    near = plural[0] if plural else best[0] if best and len(best[0]) >= _SHORTEST else ""
    return "" if re.findall(r"\d+", near) != re.findall(r"\d+", topic) else str(near)


@QualityRule(
    id="Q019",
    name="spelling-variant",
    reason="One term in two spellings looks like two terms.",
    bad="question: What does Javascript run in?\nanswer: JavaScript runs in browsers.",
    good="question: What does JavaScript run in?\nanswer: JavaScript runs in browsers.",
)
def _variants(checked: Checked) -> Iterator[Finding]:
    better = _better(checked)
    for view in checked.views if better else ():
        used: dict[str, tuple[str, int]] = {}
        for key, place, word in _words(view):
            used.setdefault(word, (key, place))
        for word, (key, place) in used.items():
            if word not in better:
                continue
            yield Finding(
                notes=(view.place,),
                key=key,
                line=view.passages[key].line(place),
                message=f"{word!r} is written {better[word]!r} elsewhere in the deck.",
                remedy="Write a term in one way: a learner looks for a difference.",
            )


def _better(checked: Checked) -> dict[str, str]:
    """Return the form that most notes use for each word that is spelled in another way."""
    count = Counter(word for view in checked.views for _, _, word in _words(view))
    forms: dict[str, Counter[str]] = {}
    for word, number in count.items():
        low = word.lower()
        low = low if low.startswith(("re-", "co-", "pre-")) else low.replace("-", "")
        folded = _IZE.sub("iz", _BRITISH.get(low, low))
        forms.setdefault(folded, Counter())[word] = number
    better: dict[str, str] = {}
    for each in forms.values():
        best = max(each, key=lambda form: (each[form], bool(_INNER_CAPITAL.search(form))))
        better |= {form: best for form in each if form != best and _is_variant(form, best)}
    return better


def _words(view: NoteView) -> Iterator[tuple[str, int, str]]:
    for key, passage in view.passages.items():
        text = passage.unquoted
        for match in _WORD.finditer(text):
            word = match[0]
            start = match.start()
            if not word.islower() and word[1:].islower():
                begins_sentence = _SENTENCE_START.search(text[max(0, start - 12) : start])
                word = word.lower() if begins_sentence or start == 0 else word
            yield key, start, word


def _is_variant(one: str, other: str) -> bool:
    if one.lower() != other.lower():
        return one.islower() == other.islower() or one.istitle() == other.istitle()
    if _INNER_CAPITAL.search(one) or _INNER_CAPITAL.search(other):
        return len(one) >= _SHORTEST and not (one.isupper() or other.isupper())
    return any(_ACRONYM.fullmatch(a) and b.istitle() for a, b in ((one, other), (other, one)))


RULES = (_unknown_topics, _variants)
