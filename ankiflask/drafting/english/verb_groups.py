"""What belongs to a clause's verb: auxiliary, adverbs, and the verb behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verbs import Form, finite_forms, is_past_participle
from ankiflask.drafting.english.words import (
    ADVERBS,
    DO,
    FINITE_BE,
    FINITE_MODALS,
    KEPT_ADVERBS,
    is_adverb,
    listed,
    plain,
)

_DROPPED = listed("also")
_LINK_ADVERBS = listed("therefore thus then however hence instead nevertheless")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The finite verb, an adverb beside it, and the participle or bare verb behind an auxiliary.

    The predicate starts at `start`; what follows the group begins at `end`.
    """

    verb: str
    adverb: str
    main: str
    start: int
    end: int


def verb_group(sentence: str, words: Sequence[Token], place: int) -> VerbGroup | None:
    """Return the verb at that place with all that belongs to it; None where that is not sure."""
    word, before = words[place], words[place - 1]
    has_adverb = plain(before.text) in KEPT_ADVERBS and not before.is_cut_after
    early = [before.text] if has_adverb else []
    start = before.start if has_adverb else word.start
    verb = word.text
    if verb == "cannot":
        verb, early = "can", ["not"]
    main, last, behind = _behind(verb, words, place)
    if main is None or _is_cut(sentence, words[last]):
        return None
    return VerbGroup(verb, " ".join([*early, *behind]), main, start, words[last].end)


def _behind(verb: str, words: Sequence[Token], place: int) -> tuple[str | None, int, list[str]]:
    """Return what belongs to the verb at that place, where it ends, and the adverbs between."""
    if verb not in FINITE_BE | FINITE_MODALS | DO:
        return "", place, []
    at, adverbs = _behind_adverbs(words, place + 1)
    if at < len(words) and plain(words[at].text) in _LINK_ADVERBS:
        return None, place, []
    return (*_main(verb, words, at), adverbs)


def _behind_adverbs(words: Sequence[Token], place: int) -> tuple[int, list[str]]:
    """Return the place behind the adverbs that may stand there, and those that are kept."""
    kept: list[str] = []
    while place < len(words):
        low = plain(words[place].text)
        if words[place].is_code or low not in KEPT_ADVERBS | _DROPPED | {"not"}:
            break
        if low not in _DROPPED:
            kept.append(words[place].text)
        place += 1
    return place, kept


def _main(verb: str, words: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Return what belongs to the verb, "" for a bare `is`, and the place of its last word."""
    if at >= len(words):
        return None, at
    low = plain(words[at].text)
    if verb in FINITE_BE:
        if low in ("no", "never", "being", "been") or (low in ADVERBS and low not in _MEASURES):
            return None, at
        is_passive = is_past_participle(low) and not words[at].is_code
        return (words[at].text, at) if is_passive else ("", at - 1)
    if low == "be" and at + 1 < len(words) and is_past_participle(words[at + 1].text):
        return f"be {words[at + 1].text}", at + 1
    is_bare = Form.BASE in finite_forms(low) and not is_adverb(low)
    return (words[at].text, at) if is_bare else (None, at)


_MEASURES = listed("almost nearly far well")


def _is_cut(sentence: str, word: Token) -> bool:
    """Whether a colon, a bracket or a dash stands behind the word."""
    is_inside = word.end != len(sentence) and word.is_cut_after
    return is_inside and not sentence.startswith((",", "."), word.end)
