"""Numbers with their units, and dates, in a sentence."""

import re
from collections.abc import Iterator, Sequence

from ankiflask.drafting.english.numbers import MONTH
from ankiflask.drafting.english.tokens import Token

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
            yield _whole(inside, start, end)


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


def _whole(inside: Sequence[Token], start: int, end: int) -> tuple[Token, ...]:
    """Return the words with the signs that belong to the number: £100, 20 %."""
    found = list(inside)
    found[0] = found[0]._replace(start=start)
    found[-1] = found[-1]._replace(end=end)
    return tuple(found)
