"""A sentence's main clause, where it can be told for sure: its subject, its verb and the rest."""

from dataclasses import dataclass

from ankiflask.drafting.english import words as english
from ankiflask.drafting.english.main_verb import content_of, find_main_verb, spelled_inside
from ankiflask.drafting.english.nouns import is_plural
from ankiflask.drafting.english.openings import OpeningKind
from ankiflask.drafting.english.tokens import Token, tokens
from ankiflask.drafting.english.verb_places import LINKS
from ankiflask.drafting.english.verbs import Form, finite_forms, lemma
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import listed, plain

_PAST = listed("was were had did could")
_INVERTED = english.FINITE_BE | english.FINITE_MODALS | english.DO
_AUXILIARIES = _INVERTED | english.FINITE_HAVE
_SAYING_NOTHING = english.VAGUE | LINKS
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
        return bool(self.main) and (self.verb in english.FINITE_BE or self.main.startswith("be "))

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
    def is_vague(self) -> bool:
        """Whether the subject's words name nothing by themselves: "each part of a name"."""
        return all(plain(word.text) in _SAYING_NOTHING for word in content_of(self.name))

    @property
    def named(self) -> str:
        """The subject as written."""
        return self.sentence[self.name[0].start : self.name[-1].end]

    def ask(self, wh: str, tail: str = "") -> str:
        """Return the question that begins with `wh`; `tail` follows the verb."""
        is_phrase = self.opening and self.opening_kind in (OpeningKind.PHRASE, OpeningKind.DATE)
        if is_phrase:
            wh = f"{self.opening}, {wh[0].lower()}{wh[1:]}"
        if self.verb in _INVERTED:
            auxiliary, verb = self.verb, self.main
        else:
            do = "do" if self.is_plural else "does"
            auxiliary, verb = "did" if self.form is Form.PAST else do, lemma(self.verb)
        end = "" if is_phrase else self.opening[:1].lower() + self.opening[1:]
        words = [wh, auxiliary, self.subject, self.adverb, verb, tail, end]
        return " ".join(word for word in words if word) + "?"

    @property
    def form(self) -> Form:
        """Which form the verb has; past where nothing else is possible."""
        forms = finite_forms(self.verb)
        wanted = Form.BASE if self.is_plural else Form.THIRD
        if wanted not in forms or Form.PAST not in forms:
            return wanted if wanted in forms else Form.PAST
        # The ideas spread: another word tells when.
        words = [plain(word.text) for word in tokens(self.rest)]
        tells_past = self.opening_kind is OpeningKind.DATE or any(
            word in _PAST or (finite_forms(word) == {Form.PAST} and not word.endswith("ed"))
            for word in words
        )
        return Form.PAST if tells_past else wanted


def main_clause(sentence: str, vocabulary: Vocabulary) -> Clause | None:
    """Return the clause; None where opening, subject or verb are not sure."""
    words = tokens(sentence)
    found = find_main_verb(sentence)
    if found is None:
        return None
    opening, verb = found.opening, found.verb
    name = words[opening.end : found.name_end]
    subject = sentence[name[0].start : name[-1].end]
    return Clause(
        sentence=sentence,
        subject=subject if opening.end else spelled_inside(subject, name, vocabulary) or "",
        name=name,
        is_plural=verb in _PLURAL or (verb not in _SINGULAR and is_plural(name)),
        verb=verb,
        main=found.main,
        rest=sentence[found.end :].strip().rstrip("."),
        predicate=sentence[found.start :].strip().rstrip("."),
        opening=opening.text,
        opening_kind=opening.kind,
        adverb=found.adverb,
        aside=sentence[name[-1].end : words[found.place].start].strip() if found.has_aside else "",
    )
