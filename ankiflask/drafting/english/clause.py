"""A sentence's main clause, where it can be told for sure: its subject, its verb and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from ankiflask.drafting.english.main_verb import LINKS, is_open, verb_place
from ankiflask.drafting.english.names import spelled_inside
from ankiflask.drafting.english.nouns import is_plural
from ankiflask.drafting.english.openings import Opening, OpeningKind, opening_of
from ankiflask.drafting.english.tokens import Token, tokens
from ankiflask.drafting.english.verb_groups import VerbGroup, verb_group
from ankiflask.drafting.english.verbs import Form, finite_forms, lemma
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import (
    ADVERBS,
    DETERMINERS,
    DO,
    FINITE_BE,
    FINITE_HAVE,
    FINITE_MODALS,
    VAGUE,
    is_adverb,
    listed,
    plain,
    table,
)

_NO_SUBJECT = table("function_words", "no subjects")
_NO_DEED = listed("using including following according regarding concerning being having during")
_PAST = listed("was were had did could")
_EACH = listed("each every all")
_NO_NAME = _NO_SUBJECT | ADVERBS
_INVERTED = FINITE_BE | FINITE_MODALS | DO
_AUXILIARIES = _INVERTED | FINITE_HAVE
_ARTICLES = DETERMINERS | _EACH
_SAYING_NOTHING = VAGUE | LINKS
_LONGEST = 600  # characters; in a longer sentence nothing is sure, and looking would take long
_PLURAL, _SINGULAR = ("are", "were", "have"), ("is", "was", "has")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The main clause of a sentence.

    `name` is the subject's words, `subject` their spelling inside a sentence ("" where nothing
    tells), `aside` what stands behind it between commas. `verb` is the finite verb as written,
    `main` the participle or the bare verb after an auxiliary, else "". `rest` is what follows,
    without the full stop. `opening` is what stood before the subject ("In winter"), `adverb` one
    beside the verb; it is "not" where the clause says no.
    """

    sentence: str
    subject: str
    name: tuple[Token, ...]
    is_plural: bool
    verb: str
    main: str
    rest: str
    predicate: str
    opening: str = ""
    opening_kind: OpeningKind = OpeningKind.PHRASE
    adverb: str = ""
    aside: str = ""

    @property
    def is_passive(self) -> bool:
        """Whether it is built with a form of be and a participle, behind a modal or not."""
        return bool(self.main) and (self.verb in FINITE_BE or self.main.startswith("be "))

    @property
    def says_no(self) -> bool:
        """Whether the verb is denied."""
        return self.adverb.startswith("not")

    @property
    def lemma(self) -> str:
        """The lemma of a full verb, "" of an auxiliary."""
        return lemma(self.verb) if finite_forms(self.verb) else ""

    @property
    def is_past(self) -> bool:
        """Whether it tells of the past."""
        if self.verb in _AUXILIARIES:
            return self.verb in ("was", "were", "did", "had")
        return self.form is Form.PAST

    @property
    def is_bare(self) -> bool:
        """Whether the subject is one noun behind "the", which may have been named before."""
        is_one = len(self.name) == 2 and not self.name[1].is_code  # noqa: PLR2004
        return is_one and plain(self.name[0].text) == "the" and self.name[1].text.islower()

    @property
    def is_vague(self) -> bool:
        """Whether the subject's words name nothing by themselves: "each part of a name"."""
        return all(plain(word.text) in _SAYING_NOTHING for word in _content(self.name))

    @property
    def pronoun(self) -> str:
        """What stands for the subject in an answer."""
        return "They" if self.is_plural else "It"

    @property
    def named(self) -> str:
        """The subject as written."""
        return self.sentence[self.name[0].start : self.name[-1].end]

    def ask(self, wh: str, tail: str = "") -> str:
        """Return the question that begins with `wh`; `tail` follows the verb."""
        is_phrase = self.opening and self.opening_kind in (OpeningKind.PHRASE, OpeningKind.DATE)
        if is_phrase:
            wh = f"{self.opening}, {wh[0].lower()}{wh[1:]}"
        words = [wh, *self._inverted(), tail, "" if is_phrase else self._opening_inside()]
        return " ".join(word for word in words if word) + "?"

    def _inverted(self) -> list[str]:
        """Return auxiliary, subject, adverb and the verb that stays behind."""
        if self.verb in _INVERTED:
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
        is_both = {wanted, Form.PAST} <= forms  # the ideas spread
        return wanted if wanted in forms and not (is_both and self._tells_past) else Form.PAST

    @property
    def _tells_past(self) -> bool:
        words = [plain(word.text) for word in tokens(self.rest)]
        is_told = any(word in _PAST or _is_irregular_past(word) for word in words)
        return is_told or self.opening_kind is OpeningKind.DATE


def main_clause(sentence: str, vocabulary: Vocabulary) -> Clause | None:
    """Return the clause; None where opening, subject or verb are not sure."""
    if len(sentence) > _LONGEST:
        return None
    words = tokens(sentence)
    opening = opening_of(sentence, words)
    found = None if opening is None else verb_place(words, opening.end)
    if opening is None or found is None:
        return None
    name = words[opening.end : found.name_end]
    group = verb_group(sentence, words, found.verb)
    if not _is_name(name) or group is None:
        return None
    subject = sentence[name[0].start : name[-1].end]
    spelled = subject if opening.end else spelled_inside(subject, name, vocabulary) or ""
    aside = sentence[name[-1].end : words[found.verb].start].strip() if found.has_aside else ""
    return _clause(sentence, name, group, (spelled, aside, opening))


def _clause(
    sentence: str, name: tuple[Token, ...], group: VerbGroup, told: tuple[str, str, Opening]
) -> Clause:
    spelled, aside, opening = told
    verb = group.verb
    return Clause(
        sentence=sentence,
        subject=spelled,
        name=name,
        is_plural=verb in _PLURAL or (verb not in _SINGULAR and is_plural(name)),
        verb=verb,
        main=group.main,
        rest=sentence[group.end :].strip().rstrip("."),
        predicate=sentence[group.start :].strip().rstrip("."),
        opening=opening.text,
        opening_kind=opening.kind,
        adverb=group.adverb,
        aside=aside,
    )


def _is_name(name: Sequence[Token]) -> bool:
    """Whether the words name something by themselves."""
    if not name or plain(name[0].text) in _NO_NAME:
        return False
    if any(word.is_cut_before for word in name[1:] if not word.is_code):
        return False
    if len(name) == 1 and name[0].text.endswith("ing") and plain(name[0].text) in _NO_DEED:
        return False
    if is_open(name[-1]) or is_adverb(name[-1].text):
        return False
    if any(_begins_another(name, at) for at in range(1, len(name))):
        return False
    return bool(_content(name))


def _content(name: Sequence[Token]) -> list[Token]:
    return [word for word in name if plain(word.text) not in _ARTICLES]


def _begins_another(name: Sequence[Token], at: int) -> bool:
    """Whether another name begins inside: "abilities a person"."""
    before = name[at - 1]
    is_bound = is_open(before) or before.text.endswith("ing") or bool(finite_forms(before.text))
    return plain(name[at].text) in DETERMINERS and not is_bound and not before.is_code


def _is_irregular_past(word: str) -> bool:
    return finite_forms(word) == {Form.PAST} and not word.endswith("ed")
