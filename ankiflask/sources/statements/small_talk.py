"""The small talk of somebody who tries to remember: a short list that supports the rule of cues."""

import re
import unicodedata

from ankiflask.sources.statements.breaks import ending

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
