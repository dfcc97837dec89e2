"""What a cloze of an English sentence could hide: terms, names, and numbers with their units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ankiflask.drafting.clozes.chunks import Chunk, Part, chunks, is_name, parts_of
from ankiflask.drafting.english.nouns import CALENDAR, MONTH
from ankiflask.drafting.english.tagging import TaggedSentence, WordKind, tag_words
from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.vocabulary import Vocabulary
from ankiflask.drafting.english.words import ARTICLES, plain

_NUMBER = r"\d[\d,.]*(?<![,.])(?:[-\u2013]\d[\d,.]*(?<![,.]))?"
_SPELLED = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety"
)
_BIG = "hundred|thousand|million|billion|trillion"
_SIGNS = (
    r"(?:[kcmn\u00b5]?m|[kmgt\u00b5]?g|ml|l|[kMG]?Hz|[kKMGT]?i?B|[kM]?[WV]|[kh]?Pa|[KNJ]|kJ|bar|psi|"
    r"m?s|mm?ol|dB|bpm|eV)(?:/[A-Za-z]+|\u00b2|\u00b3)?(?!\w)"
)
_WORDS = (
    r"(?:cubic |square |light[- ])?(?:kilo|centi|milli|nano|micro|mega|giga)?(?:met(?:re|er)s?|"
    r"gram(?:me)?s?|lit(?:re|er)s?|hertz|bytes?|bits?|watts?|volts?|joules?|inch(?:es)?|feet|foot|"
    r"yards?|miles?|pounds?|ton(?:ne)?s?|dollars?|euros?|seconds?|minutes?|hours?|days?|weeks?|"
    r"months?|years?|centur(?:y|ies)|decades?|degrees?(?: Celsius| Fahrenheit)?|acres?|hectares?|"
    r"calories|percent)\b"
)
_UNIT = rf"%|\u00b0 ?[CF]?|per ?cent\b|(?:{_BIG})\b|{_SIGNS}|{_WORDS}"
_RANGE = rf"{_NUMBER}(?: to {_NUMBER}| (?:and|or) (?={_NUMBER} ?(?:{_UNIT})){_NUMBER})?"
_SIZE = rf"(?:[$\u00a3\u20ac\u00a5] ?)?{_RANGE}(?: (?:{_BIG}))?(?:[ \u00a0-]?(?:{_UNIT}))?s?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY} )?{MONTH}(?: {_DAY}(?:, (?=\d{{4}}))?)?(?: ?\d{{3,4}}\b)?"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,6}teenth"
    r"|twentieth|twenty-first|\d{1,2}(?:st|nd|rd|th))"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<date>{_DATE})(?![\w-])|(?P<size>{_SIZE})(?!\w|[./:-]\w)|"
    rf"(?P<century>{_ORDINAL} century(?: (?:BCE?|AD|CE))?)(?!\w)|"
    rf"(?P<spelled>(?:{_SPELLED})[ -](?:{_UNIT})|one (?:{_BIG})\b))"
)
_YEAR = re.compile(r"(?:1\d|20)\d\ds?")
_YEAR_DIGITS = 4
# A number behind one of these is a label.
_LABEL = re.compile(
    r"(?:(?<=[ (])[A-Z][\w-]*|pH|[Vv]ersion|[Pp]ort|[Cc]hapter|[Pp]age|[Ff]igure|[Tt]able|[Ss]ection|-\w) $"
)
_LABEL_LENGTH = 40  # characters


def quantities(first: str, words: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Yield the numbers of a sentence, each with its unit or as a whole date.

    A number that is part of a name, like that of "version 1.1", is none; nor is a bare month.
    """
    for match in _QUANTITY.finditer(first):
        start, end = match.span()
        inside = [word for word in words if word.start < end and start < word.end]
        is_code = any(word.is_code for word in inside)
        if inside and not is_code and not _is_label(match, first):
            inside[0] = inside[0]._replace(start=start)  # with the signs of the number: £100, 20 %
            inside[-1] = inside[-1]._replace(end=end)
            yield tuple(inside)


def _is_label(match: re.Match[str], first: str) -> bool:
    if match["date"] is not None:
        return not any(sign.isdigit() for sign in match[0])
    if match["spelled"] or match["century"] or _YEAR.fullmatch(match[0]):
        return False
    is_bare = match[0].isdigit() and len(match[0]) < _YEAR_DIGITS
    is_before_name = (
        first[match.end() : match.end() + 1] == " "
        and first[match.end() + 1 : match.end() + 2].isupper()
    )
    before = first[max(match.start() - _LABEL_LENGTH, 0) : match.start()]
    return bool(_LABEL.search(before)) or (is_bare and is_before_name)


_NAMED = re.compile(
    r"(?<!-)\b(?:called|known(?: [^.;:()]{1,60}?)?(?<! such) as|termed|(?<!is )(?<!are )named|referred to as|"
    r"nicknamed|dubbed) (?:an? |the )?(?!(?:for|on|up|off|after|by|in|it|them|this|ones?|themselves|itself|himself|herself)\b)"
)
_NAME_END = re.compile(
    r"[,;:.()!?]|$| (?:and|or|but|because|which|that|who|when|while|where|in|at|by|for|from|to|is|are|"
    r"was|were|since|with|as|if|on)\b"
)
_QUOTED = re.compile(r"[\"\u201c]([^\"\u201c\u201d]+)[\"\u201d]")
_LONGEST_NAME = 6  # words
_ROW = re.compile(r",(?: [\w'-]+){1,3}(?:,(?: [\w'-]+){1,3})*,? (?:and|or) ")
_EXAMPLES = re.compile(r"(?:such as|for instance|for example|e\.g|including|among them|like)$")
_IN_ROW = (WordKind.NOUN, WordKind.NAME, WordKind.QUALITY, WordKind.CODE)
_ROW_WORDS = ("and", "or", "a", "an", "the")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Neighbouring words that a cloze could hide.

    `content` is each word with its kind, without the small ones that link them; `part` tells where
    they stand, `before` is the word before them and their article, in small letters. `is_listed`:
    they are one of several, joined by commas or `and`; `is_example`: "such as" stands before them.
    """

    chunk: Chunk
    content: tuple[tuple[str, WordKind], ...]
    part: Part
    before: str = ""
    is_named: bool = False
    is_quantity: bool = False
    is_name: bool = False
    is_listed: bool = False
    is_example: bool = False


def candidates(text: str, vocabulary: Vocabulary) -> tuple[Candidate, ...]:
    """Return what could be hidden of a sentence, in order."""
    sentence = tag_words(text, vocabulary)
    named, titles = set(_named(sentence)), set(_titles(sentence))
    sizes = set(quantities(text, sentence.words))
    found = named | titles | sizes
    taken = {word.place for chunk in found for word in chunk}
    rest = {chunk for chunk in chunks(sentence) if taken.isdisjoint(word.place for word in chunk)}
    parts = parts_of(sentence)
    result = []
    for chunk in sorted(found | rest, key=lambda chunk: (chunk[0].start, chunk[-1].end)):
        before = sentence.before(chunk[0])
        if before in ARTICLES:
            before = sentence.before(sentence.words[chunk[0].place - 1])
        kinds = ((word.text, sentence.kind(word)) for word in chunk)
        candidate = Candidate(
            chunk=chunk,
            content=tuple((text, kind) for text, kind in kinds if kind is not WordKind.STOP),
            part=parts[chunk[0].place],
            before=before,
            is_named=chunk in named,
            is_quantity=chunk in sizes,
            is_name=chunk in titles or _is_proper_name(chunk, sentence),
            is_listed=before in ("and", "or") or _is_followed(chunk, sentence),
            is_example=_is_example(chunk, sentence),
        )
        result.append(candidate)
    return tuple(result)


def _named(sentence: TaggedSentence) -> Iterator[Chunk]:
    """Yield what the sentence says that something is called, whole."""
    for match in _NAMED.finditer(sentence.text):
        quoted = _QUOTED.match(sentence.text, match.end())
        end = _NAME_END.search(sentence.text, match.end())
        stop = end.start() if end else len(sentence.text)
        chunk = _inside(sentence, *(quoted.span(1) if quoted else (match.end(), stop)))
        for word, after in () if quoted else pairwise(chunk):
            # A verb behind a noun ends it: a general named Wang Geon | overthrew it.
            if sentence.kind(after) is WordKind.VERB and sentence.kind(word) in _IN_ROW:
                chunk = chunk[: chunk.index(after)]
                break
        if 0 < len(chunk) <= _LONGEST_NAME:
            yield chunk


def _titles(sentence: TaggedSentence) -> Iterator[Chunk]:
    """Yield what stands in quotation marks like a title."""
    for match in _QUOTED.finditer(sentence.text):
        chunk = _inside(sentence, *match.span(1))
        is_short = 1 < len(chunk) <= _LONGEST_NAME
        if is_short and chunk[0].text[0].isupper() and chunk[-1].text[0].isupper():
            yield chunk


def _inside(sentence: TaggedSentence, start: int, stop: int) -> Chunk:
    return tuple(word for word in sentence.words if start <= word.start and word.end <= stop)


def _is_proper_name(chunk: Chunk, sentence: TaggedSentence) -> bool:
    """Whether the words are a name, and no month and no abbreviation like DNA or CO2."""
    is_month = len(chunk) == 1 and plain(chunk[0].text) in CALENDAR
    is_written = is_name(chunk, sentence) and not is_month
    return is_written and any(word.text.upper() != word.text for word in chunk)


def _is_followed(chunk: Chunk, sentence: TaggedSentence) -> bool:
    """Whether more of several things in a row follow the words."""
    rest = sentence.words[chunk[-1].place + 1 : chunk[-1].place + 3]
    is_joined = (
        len(rest) > 1
        and plain(rest[0].text) in ("and", "or")
        and not rest[0].is_cut_before
        and sentence.kind(rest[1]) is not WordKind.VERB  # met and swore
    )
    return is_joined or bool(_ROW.match(sentence.text, chunk[-1].end))


def _is_example(chunk: Chunk, sentence: TaggedSentence) -> bool:
    """Whether only other examples stand between the words and a "such as"."""
    at = chunk[0].place - 1
    while at > 0 and (
        sentence.kinds[at] in _IN_ROW or plain(sentence.words[at].text) in _ROW_WORDS
    ):
        at -= 1
    last = sentence.words[max(at - 1, 0) : at + 1]
    return bool(_EXAMPLES.search(" ".join(plain(word.text) for word in last)))
