"""English sentences cut into parts, and into chunks: runs of words that name something together."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from ankiflask.drafting.english.nouns import is_plural_noun
from ankiflask.drafting.english.tagging import TaggedSentence, WordKind
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verb_tags import AUXILIARIES
from ankiflask.drafting.english.verbs import Form, finite_forms
from ankiflask.drafting.english.words import PREPOSITIONS, is_genitive, listed, plain, table

Chunk = tuple[Token, ...]

_NAMING = (WordKind.NOUN, WordKind.NAME, WordKind.QUALITY)
_PLURAL_BEFORE_NOUN = table("nouns", "plurals before nouns")
_MAKING = listed("make makes made making let lets letting help helps helped")
_CODE = 3  # digits
_MARK = re.compile(r"[A-Z0-9][A-Z0-9.+-]*s?")  # DNA, VIII, D: it stands behind its noun
_TITLE = re.compile(r"[A-Z](?:\.[A-Z])*|Dr|Mr|Mrs|Ms|St|Prof|Jr")
_LINK = re.compile(
    r"(?:and )?of(?: the)?|v|vs|de(?: la| los)?|du|des|la|le|von|van(?: der)?|der|di|da|del|"
    r"bin|ibn|al|aux?"
)
_PARTICLE = re.compile(r"De|Di|Da|Du|Van|Von|Le|La|El|Al")  # De Lesseps
_EPITHETS = table("nouns", "epithets")


def chunks(sentence: TaggedSentence) -> tuple[Chunk, ...]:
    """Return the chunks of a sentence.

    Whatever names nothing divides, and so does punctuation. Code is a chunk by itself. A chunk ends
    in no adjective; names that a small word links are one: Treaty of Versailles.
    """
    runs = (_without_end(run, sentence) for run in _runs(sentence))
    joined = _joined_names([_with_particle(run, sentence) for run in runs if run], sentence)
    return tuple(_with_infinitive(chunk, sentence) for chunk in joined)


def is_name(chunk: Chunk, sentence: TaggedSentence) -> bool:
    """Whether the chunk is written as a name, small words inside it aside."""
    is_written = all(sentence.kind(word) is WordKind.NAME or word.text.islower() for word in chunk)
    ends = (chunk[0], chunk[-1])
    return is_written and all(sentence.kind(word) is WordKind.NAME for word in ends)


def _runs(sentence: TaggedSentence) -> Iterator[Chunk]:
    run: Chunk = ()
    for word, kind in zip(sentence.words, sentence.kinds, strict=True):
        is_inside = kind in _NAMING or _is_number_of(run, word, sentence)
        if run and (not is_inside or _divides(run[-1], word, sentence)):
            yield run
            run = ()
        if is_inside or _is_code_number(word, sentence):
            run = (*run, word)
        elif kind is WordKind.CODE:
            yield (word,)
    yield run


def _is_number_of(run: Chunk, word: Token, sentence: TaggedSentence) -> bool:
    """Whether the number belongs to the name before it: Boeing 747, pH 4."""
    if not run or word.is_cut_before or sentence.kind(word) is not WordKind.NUMBER:
        return False
    is_label = word.text.isdigit() and len(word.text) <= _CODE
    return is_label and sentence.kind(run[-1]) is WordKind.NAME


def _is_code_number(word: Token, sentence: TaggedSentence) -> bool:
    """Whether the number is the beginning of a name: 404 Not Found."""
    is_number = sentence.kind(word) is WordKind.NUMBER
    if not is_number or not word.text.isdigit() or len(word.text) != _CODE or word.is_cut_after:
        return False
    after = sentence.words[word.place + 1 : word.place + 2]
    is_before_name = bool(after) and sentence.kind(after[0]) is WordKind.NAME
    return is_before_name and not is_plural_noun(after[0].text)


def _divides(last: Token, word: Token, sentence: TaggedSentence) -> bool:
    """Whether a new chunk begins with the word, behind the last one of a chunk."""
    signs, kind = sentence.text[last.end : word.start], sentence.kind(word)
    if word.is_cut_before and signs not in ("' ", "\u2019 "):
        return signs != ". " or not _TITLE.fullmatch(last.text)
    if kind is WordKind.NAME:
        return sentence.kind(last) is WordKind.NOUN and not _MARK.fullmatch(word.text)
    is_plural = sentence.kind(last) is WordKind.NOUN and is_plural_noun(last.text)
    return is_plural and plain(last.text) not in _PLURAL_BEFORE_NOUN and not is_genitive(last.text)


def _without_end(run: Chunk, sentence: TaggedSentence) -> Chunk:
    """Return the run without adjectives at its end; behind "a" the last word is a noun: a pinch flat."""
    # But: makes a note louder, a pressure equivalent to it.
    is_behind = bool(run) and (run[-1].text.endswith("er") or sentence.after(run[-1]) == "to")
    if len(run) > 1 and not is_behind and sentence.before(run[0]) in ("a", "an"):
        return run
    while run and sentence.kind(run[-1]) is WordKind.QUALITY:
        run = run[:-1]
    # The last word may be what the others are made to do: makes the dough rise.
    at = run[0].place - 1 if run else 0
    is_the = at > 0 and plain(sentence.words[at].text) in ("the", "its", "their")
    is_made = is_the and plain(sentence.words[at - 1].text) in _MAKING
    has_noun = any(sentence.kind(word) is WordKind.NOUN for word in run[:-1])
    return run[:-1] if is_made and has_noun and Form.BASE in finite_forms(run[-1].text) else run


def _with_particle(run: Chunk, sentence: TaggedSentence) -> Chunk:
    """Return the run with what a name begins with: De Lesseps."""
    first = run[0]
    before = sentence.words[first.place - 1 : first.place] if first.place else ()
    is_particle = bool(before) and _PARTICLE.fullmatch(before[0].text)
    return (*before, *run) if is_particle and not first.is_cut_before else run


def _with_infinitive(chunk: Chunk, sentence: TaggedSentence) -> Chunk:
    """Return the chunk with the verb that ends its term: an invitation to treat."""
    link, verb = (*sentence.words[chunk[-1].place + 1 :][:2], None, None)[:2]
    if link is None or verb is None or link.text != "to" or link.is_cut_before:
        return chunk
    is_end = verb.is_cut_after and sentence.kind(verb) is WordKind.VERB
    is_noun = sentence.kind(chunk[-1]) is WordKind.NOUN
    is_one = is_noun and sentence.before(chunk[0]) in ("a", "an", "the")
    return (*chunk, link, verb) if is_end and is_one else chunk


def _joined_names(found: Sequence[Chunk], sentence: TaggedSentence) -> list[Chunk]:
    """Join names across small words: Treaty of Versailles, Guido of Arezzo, Hyde v Wrench."""
    joined: list[Chunk] = []
    for chunk in found:
        link = _link(joined[-1], chunk, sentence) if joined else ()
        if link and is_name(chunk, sentence) and _opens_name(joined[-1], sentence):
            chunk = (*joined.pop(), *link, *chunk)  # noqa: PLW2901
        joined.append(chunk)
    return joined


def _link(left: Chunk, right: Chunk, sentence: TaggedSentence) -> Chunk:
    """Return the words between two chunks if they link names, else ()."""
    between = sentence.words[left[-1].place + 1 : right[0].place]
    is_cut = any(word.is_cut_before for word in (*between, right[0]))
    spelled = " ".join(word.text for word in between)
    is_epithet = spelled == "the" and right[0].text in _EPITHETS
    return between if not is_cut and (is_epithet or _LINK.fullmatch(spelled)) else ()


def _opens_name(chunk: Chunk, sentence: TaggedSentence) -> bool:
    """Whether the chunk can be a name's beginning; a sentence's first word has a capital anyhow."""
    is_noun = len(chunk) == 1 and sentence.kind(chunk[0]) is WordKind.NOUN
    is_start = is_noun and not chunk[0].place and not is_plural_noun(chunk[0].text)
    return is_start or is_name(chunk, sentence)


_SUBORDINATORS = listed(
    "when if although though because while whereas where before after since once until unless as even"
)
_RELATIVES = listed("which who whom whose that where")
_BREAKS = listed(
    "because so while whereas although though if when unless until once whose which who whom where but"
)
_BOUND = listed("that who whom how why whether")  # behind a verb they begin what it says
_SIGNS = re.compile("[;\u2013\u2014]| - ")
_YEAR = re.compile(r"\d{3,4}s?")
_NAMING_PARTS = (WordKind.NOUN, WordKind.NAME, WordKind.QUALITY, WordKind.NUMBER, WordKind.CODE)


class Part(Enum):
    """A part of a sentence. An `OPENING` stands before the subject, an `ASIDE` is subordinate."""

    OPENING = "opening"
    SUBJECT = "subject"
    PREDICATE = "predicate"
    ASIDE = "aside"


def parts_of(sentence: TaggedSentence) -> tuple[Part, ...]:
    """Return the part of the sentence that each word stands in."""
    start = _opening_end(sentence)
    found = [Part.OPENING] * start
    part, depth, aside_end = Part.SUBJECT, 0, 0
    for word in sentence.words[start:]:
        before = sentence.words[word.place - 1].end if word.place else 0
        signs = sentence.text[before : word.start]
        depth += (signs.count("(") - signs.count(")")) if signs != " " else 0
        # Inside a subject "which …," or "published …," is an aside.
        begins_aside = plain(word.text) in _RELATIVES or sentence.kind(word) is WordKind.VERB
        if part is Part.SUBJECT and "," in signs and word.place >= aside_end and begins_aside:
            aside_end = _comma(word, sentence)
        is_aside = depth > 0 or word.place < aside_end
        part = part if is_aside else _next(part, word, signs, sentence)
        found.append(Part.ASIDE if is_aside else part)
    return tuple(found)


def _next(part: Part, word: Token, signs: str, sentence: TaggedSentence) -> Part:
    """Return the part that begins or goes on with the word."""
    if part is Part.ASIDE:
        return part
    if signs != " " and _SIGNS.search(signs):
        return Part.ASIDE if part is Part.PREDICATE else part
    if part is Part.SUBJECT:
        return Part.PREDICATE if _is_verb(word, sentence) else part
    low = plain(word.text)
    before = sentence.kinds[word.place - 1]
    is_relative = low == "that" and before in _NAMING_PARTS
    is_said = before is WordKind.VERB and low in _BOUND
    return Part.ASIDE if (low in _BREAKS or is_relative) and not is_said else part


def _is_verb(word: Token, sentence: TaggedSentence) -> bool:
    return sentence.kind(word) is WordKind.VERB or plain(word.text) in AUXILIARIES


def _comma(word: Token, sentence: TaggedSentence) -> int:
    """Return the place behind the first comma from the word on; 0 if there is none."""
    rest = sentence.words[word.place :]
    return next((each.place + 1 for each in rest if sentence.text.startswith(",", each.end)), 0)


def _opening_end(sentence: TaggedSentence) -> int:
    """Return the place of the word behind an opening clause or phrase; 0 where there is none."""
    words = sentence.words
    low = plain(words[0].text) if words and not words[0].is_code else ""
    is_clause = low in _SUBORDINATORS or low == "to"
    if not is_clause and low not in PREPOSITIONS:
        return 0
    comma = _comma(words[0], sentence)
    verb = next((word.place for word in words if _is_verb(word, sentence)), len(words))
    if comma and (is_clause or comma <= verb):
        return comma
    return verb if is_clause else _phrase_end(sentence)


def _phrase_end(sentence: TaggedSentence) -> int:
    """Return the place behind a preposition's first noun: In August | the Assembly abolished it."""
    is_in_name = False
    for word in sentence.words[1:]:
        if _YEAR.fullmatch(word.text):
            return word.place + 1
        if sentence.kind(word) in _NAMING_PARTS:
            is_in_name = True
        elif is_in_name and plain(word.text) not in ("of", "and", "v"):
            return word.place
    return 0
