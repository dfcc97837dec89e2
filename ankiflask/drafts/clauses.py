"""A sentence's main clause, where it can be told for sure: its subject, its verb and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from ankiflask.drafts.inflection import Form, finite_forms, is_past_participle, lemma
from ankiflask.drafts.numbers import is_plural
from ankiflask.drafts.spelling import spelled_inside
from ankiflask.drafts.tokens import Token, tokens
from ankiflask.drafts.verb_places import BE, LINKS, MODALS, is_open, verb_place
from ankiflask.drafts.vocabulary import Vocabulary
from ankiflask.drafts.words import (
    ADVERBS,
    DETERMINERS,
    PREPOSITIONS,
    VAGUE,
    is_adverb,
    listed,
    plain,
)

_NO_SUBJECT = listed(
    "it they he she we you i this that these those there here what which who how when where why if "
    "one another others such both neither either many most some few several any no none most less "
    "more much first second third last next as to then thus its their his her our my your common "
    "other same following"
)
_KEPT_ADVERBS = listed(
    "often usually always normally typically commonly sometimes generally mostly mainly"
)
_LONGEST = 600  # characters; in a longer sentence nothing is sure, and looking would take long
_PLURAL, _SINGULAR = ("are", "were", "have"), ("is", "was", "has")
_DROPPED_ADVERBS = listed("also")
_LONGEST_OPENING = 6  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The main clause of a sentence.

    `subject` is spelled as inside a sentence. `verb` is the finite verb as written, `main` the
    participle or the bare verb after an auxiliary, else "". `rest` is what follows, without the full stop.
    `opening` is what stood before the subject ("In winter"), `adverb` one beside the verb.
    """

    sentence: str
    subject: str
    name: tuple[Token, ...]
    is_plural: bool
    verb: str
    main: str
    rest: str
    opening: str = ""
    adverb: str = ""

    @property
    def is_passive(self) -> bool:
        """Whether it is built with a form of be and a participle, behind a modal or not."""
        return bool(self.main) and (self.verb in BE or self.main.startswith("be "))

    @property
    def predicate(self) -> str:
        """All from the verb on."""
        return self.sentence[self.name[-1].end :].strip().rstrip(".")

    @property
    def pronoun(self) -> str:
        """What stands for the subject in an answer."""
        return "They" if self.is_plural else "It"

    def ask(self, wh: str, tail: str = "") -> str:
        """Return the question that begins with `wh`; `tail` follows the verb."""
        words = [wh, *self._inverted(), tail, self._opening_inside()]
        return " ".join(word for word in words if word) + "?"

    def _inverted(self) -> list[str]:
        """Return auxiliary, subject, adverb and the verb that stays behind."""
        if self.verb in BE | MODALS:
            return [self.verb, self.subject, self.adverb, self.main]
        do = {Form.PAST: "did"}.get(self.form) or ("do" if self.is_plural else "does")
        return [do, self.subject, self.adverb, lemma(self.verb)]

    def _opening_inside(self) -> str:
        return self.opening[:1].lower() + self.opening[1:]

    @property
    def form(self) -> Form:
        """Which form the verb has; past where nothing else is possible."""
        forms = finite_forms(self.verb)
        wanted = Form.BASE if self.is_plural else Form.THIRD
        return wanted if wanted in forms else Form.PAST


def main_clause(sentence: str, vocabulary: Vocabulary) -> Clause | None:
    """Return the clause; None where subject or verb are not sure."""
    if len(sentence) > _LONGEST:
        return None
    words = tokens(sentence)
    start = _start(sentence, words)
    place = verb_place(words, start)
    if place is None:
        return None
    name = words[start:place]
    opening = sentence[: words[start].start].strip(" ,") if start else ""
    subject = sentence[name[0].start : name[-1].end]
    if not start:
        subject = spelled_inside(subject, name, vocabulary) or ""
    if not subject or not _is_name(name):
        return None
    return _clause(sentence, words, place, name, (subject, opening))


def _clause(
    sentence: str,
    words: Sequence[Token],
    place: int,
    name: tuple[Token, ...],
    told: tuple[str, str],
) -> Clause | None:
    verb = words[place].text
    is_auxiliary = verb in BE | MODALS
    following, adverb = _behind_adverbs(words, place + 1)
    if following != place + 1 and not is_auxiliary:
        return None
    main, end = _after_auxiliary(verb, words, following) if is_auxiliary else ("", place)
    if main is None or _is_cut(sentence, words[end]):
        return None
    last = words[following - 1] if is_auxiliary and not main else words[end]
    return Clause(
        sentence=sentence,
        subject=told[0],
        name=name,
        is_plural=verb in _PLURAL or (verb not in _SINGULAR and is_plural(name)),
        verb=verb,
        main=main,
        rest=sentence[last.end :].strip().rstrip("."),
        opening=told[1],
        adverb=adverb,
    )


def _behind_adverbs(words: Sequence[Token], place: int) -> tuple[int, str]:
    """Return the place behind the adverbs that may stand beside a verb, and the one that is kept."""
    if place < len(words) and plain(words[place].text) in _DROPPED_ADVERBS:
        place += 1
    if place < len(words) and plain(words[place].text) in _KEPT_ADVERBS:
        return place + 1, words[place].text
    return place, ""


def _is_cut(sentence: str, word: Token) -> bool:
    """Whether a colon, a bracket or a dash stands behind the word."""
    is_inside = word.end != len(sentence) and word.is_cut_after
    return is_inside and not sentence.startswith((",", "."), word.end)


def _after_auxiliary(verb: str, words: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Return what belongs to the verb, "" for a bare `is`, and the place of its last word."""
    if at >= len(words):
        return None, at
    low = plain(words[at].text)
    if verb in BE:
        if low in ("not", "no", "never", "being", "been") or low in ADVERBS:
            return None, at
        is_passive = is_past_participle(low) and not words[at].is_code
        return (words[at].text, at) if is_passive else ("", at - 1)
    if low == "be" and at + 1 < len(words) and is_past_participle(words[at + 1].text):
        return f"be {words[at + 1].text}", at + 1
    return (words[at].text, at) if Form.BASE in finite_forms(low) else (None, at)


def _start(sentence: str, words: Sequence[Token]) -> int:
    """Return the place of the subject's first word: behind an opening "In winter," there is one."""
    if plain(words[0].text) not in PREPOSITIONS if words else True:
        return 0
    for place, word in enumerate(words[:_LONGEST_OPENING]):
        if sentence.startswith(",", word.end):
            return place + 1
    return 0


def _is_name(name: Sequence[Token]) -> bool:
    """Whether the words name something by themselves."""
    if plain(name[0].text) in _NO_SUBJECT or any(
        word.is_cut_before for word in name[1:] if not word.is_code
    ):
        return False
    if is_open(name[-1]) or is_adverb(name[-1].text):
        return False
    content = [
        word for word in name if plain(word.text) not in DETERMINERS | {"each", "every", "all"}
    ]
    return bool(content) and not all(plain(word.text) in VAGUE | LINKS for word in content)
