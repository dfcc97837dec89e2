"""The small talk of somebody who tries to remember: a short list that supports the rule of cues."""

import re
import unicodedata
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from ankiflask.sources.statements.breaks import ending, is_open, is_remark, is_short
from ankiflask.sources.statements.lines import Line
from ankiflask.sources.statements.wraps import joined

_SPEAKER = frozenset("i i'm i've i'll i'd me my we we're we've we'll us our let's".split())
_HESITATION = frozenset(
    """
    ah aha alright easy gotcha hang hm hmm hold maybe no nope oh ok okay ooh oops perhaps right so
    sorry sure uh um wait well wow yeah yes
    """.split()
)
_THINKING = frozenset(
    """
    answer bell believe bet brain certain checking familiar forget forgot forgotten got guess had
    head hear heard idea knew know known learned learnt memory mind minute moment read recall remember
    remembered remind saw sec second seconds see seen studied think thinking thought tongue trick
    tricky try trying wonder
    """.split()
)
_FILLER = frozenset(
    """
    a about again all almost am an and another any are at back be been before but by can can't close
    come comes coming could course did didn't do does doesn't don't done far feels for from get
    getting give go going good hard has have here how if in is isn't it it's its just keep last let
    like long look may might more must near nearly need never next not now of off on once one only or
    out over quite ready really ring rings say shall should simple some something somewhere sound
    sounds start still take than that that's the then there these this time tip to too up very was
    wasn't were what what's when where which while who why will with would yet you
    """.split()
)
_TALK = _SPEAKER | _HESITATION | _THINKING | _FILLER
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_HUM = re.compile(r"(?:h+m+|m{2,}|u+h+m*|u+m{2,}|ä+h+m*|e+u+h+)(?=[,.…!? –—-]|$)", re.IGNORECASE)
_PLAIN_MARKS = frozenset(" ,.;:!?'\"-()")


def words(text: str) -> list[str]:
    """Return the words and numbers of the text in small letters.

    A word in capitals keeps them, since "US" is not "us", unless the whole text is in capitals.
    """
    found = _TOKEN.findall(text.replace("’", "'"))
    is_shouted = len(found) > 1 and text.isupper()
    return [
        word if len(word) > 1 and word.isupper() and not is_shouted else word.lower()
        for word in found
    ]


def telling_words(text: str) -> list[str]:
    """Return the words that show that the text is only somebody who tries to remember, else none."""
    found = list(dict.fromkeys(words(text)))
    hum = _HUM.match(text)
    if hum and not hum[0].isupper() and (ending(text) != "." or is_only_talk(text)):
        return found[:1]
    if not is_only_talk(text):
        return []
    telling = [word for word in found if word not in _FILLER]
    kinds = {kind for kind in (_SPEAKER, _HESITATION, _THINKING) if not kind.isdisjoint(telling)}
    match ending(text):
        case "?":
            is_enough = _HESITATION in kinds
        case "..." | "!":
            is_enough = bool(kinds)
        case _:
            is_enough = kinds >= {_SPEAKER, _THINKING}
    return telling if is_enough else []


def is_mostly_talk(text: str) -> bool:
    """Whether two words of three, or more, are such as people say while they think."""
    found = words(text)
    return 3 * sum(word in _TALK for word in found) >= 2 * len(found)


def has_speaker(text: str) -> bool:
    """Whether somebody speaks of themselves, as in "I" or "us"."""
    return not _SPEAKER.isdisjoint(words(text))


def is_only_talk(text: str) -> bool:
    """Whether there is no word and no sign but such as people use while they think."""
    return all(word in _TALK for word in words(text)) and all(
        character in _PLAIN_MARKS
        if character < "\x80"
        else unicodedata.category(character)[0] in "PSMCZ"
        for character in _TOKEN.sub("", text)
    )


_FEWEST = 3  # so many cues in their places make a rhythm
_NEARLY_ALL = 0.75  # of the statements are followed by a cue
_VARIED = 0.9  # of the statements differ


def without(lines: Sequence[Line], cues: AbstractSet[int]) -> list[Line]:
    """Return the lines that are no cues. What follows a cue stands after a gap."""
    return [
        replace(line, is_after_gap=True) if index - 1 in cues else line
        for index, line in enumerate(lines)
        if index not in cues
    ]


def is_like_a_cue(text: str) -> bool:
    """Whether the text would be a cue if it stood where cues stand."""
    if is_remark(text):
        return True
    return is_short(text) and (is_only_talk(text) or (has_speaker(text) and is_mostly_talk(text)))


@dataclass(frozen=True)
class Rhythm:
    """A text of which some cues are known. Lines are named by their indexes."""

    lines: Sequence[Line]
    known: AbstractSet[int]

    @cached_property
    def whole(self) -> AbstractSet[int]:
        """The lines that stand for themselves and are no part of a wrapped statement."""
        content = without(self.lines, self.known)
        spans = {(line.first, line.last) for line in joined(content)[0]}
        is_wrapped = len(spans) < len(content)
        return {
            index
            for index, line in enumerate(self.lines)
            if (line.first, line.last) in spans and not (is_wrapped and self._is_after_open(index))
        }

    def _is_after_open(self, index: int) -> bool:
        is_apart = index == 0 or index - 1 in self.known or self.lines[index].is_apart
        return not is_apart and is_open(self.lines[index - 1].text)

    @cached_property
    def likely(self) -> AbstractSet[int]:
        """The lines that would be cues if they stood where cues stand."""
        return {index for index in self.whole if is_like_a_cue(self.lines[index].text)}

    @cached_property
    def _asides(self) -> AbstractSet[int]:
        return self.known | self.likely

    @cached_property
    def statements(self) -> Sequence[str]:
        """What is left when neither the known nor the likely cues are counted."""
        return [line.text for line in joined(without(self.lines, self._asides))[0]]

    @cached_property
    def is_varied(self) -> bool:
        """Whether the statements hardly repeat."""
        return len(set(self.statements)) >= _VARIED * len(self.statements)

    @cached_property
    def placed(self) -> AbstractSet[int]:
        """The short lines that stand alone between statements and are clearly shorter than these.

        One that trails off is shorter than most statements, any other no longer than half of one.
        """
        most = median(len(text) for text in self.statements) if self.statements else 0
        return {
            index
            for index in self.whole
            if is_short(text := self.lines[index].text)
            and len(text) < (most if ending(text) == "..." else most / 2)
            and self._is_alone(index)
        }

    def _is_alone(self, index: int) -> bool:
        """Whether the line follows a statement and is followed by one, or by the end."""
        return index > 0 and index - 1 not in self._asides and index + 1 not in self._asides

    def is_between_cues(self, index: int) -> bool:
        """Whether the line stands where a statement does: cues, or nothing, on both sides."""
        before, after = index - 1, index + 1
        is_after_cue = index == 0 or before in self.known
        return is_after_cue and (after == len(self.lines) or after in self.known)

    @cached_property
    def trailing(self) -> AbstractSet[int]:
        """The likely cues in their places that trail off."""
        return {i for i in self.placed & self.likely if ending(self.lines[i].text) == "..."}

    @cached_property
    def known_in_place(self) -> int:
        """How many of the known cues stand alone between statements."""
        return sum(self._is_alone(index) for index in self.known)

    @cached_property
    def in_place(self) -> int:
        """How many known and likely cues stand in their places."""
        return self.known_in_place + len(self.placed & self.likely)

    @cached_property
    def is_clear(self) -> bool:
        """Whether a cue stands after nearly every statement.

        Half of them must be cues for other reasons too: known, trailing off, or nothing but talk.
        """
        talking = {i for i in self.placed & self.likely if is_only_talk(self.lines[i].text)}
        regular = self.known_in_place + len(self.trailing | talking)
        half, nearly_all = len(self.statements) / 2, _NEARLY_ALL * len(self.statements)
        is_sure = self.known_in_place > 0 or self.is_varied
        return is_sure and regular >= max(_FEWEST, half) and self.in_place >= nearly_all

    @property
    def has_cues(self) -> bool:
        """Whether there is at least one cue, or a line that is most likely one."""
        return bool(self.known or self.trailing)
