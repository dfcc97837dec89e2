"""The English that the quality check knows. In another language its rules fall silent."""

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORT = 4  # letters: a shorter word has no ending that can be cut off


def listed(text: str) -> frozenset[str]:
    """Return the words of a text that lists them."""
    return frozenset(text.split())


AUXILIARIES = listed(
    "is are was were am be been do does did can could will would shall should may might must has "
    "have had"
)
INTERROGATIVES = listed("what which who whom whose when where why how")
EMPTY = listed("the a an is are was were be been it its this that these those there of and or to")
STOP = (
    AUXILIARIES
    | INTERROGATIVES
    | EMPTY
    | listed(
        "i you he she we they me him her us them your his their our my in on at by for from with as "
        "into out up than then so but not no if also one ones any some such each both all other "
        "being having doing does's it's that's don't doesn't isn't aren't"
    )
)
# Two questions that differ in these alone ask the same. Not here: before, after, not, from, without …
LIGHT = (
    AUXILIARIES - {"must", "may", "might", "should"}
    | listed(
        "the a an of you your we our one it its their used use uses using please exactly give gives "
        "given there this that these those to and"
    )
) - {"am"}
# Words that hardly any other language has, so that a text with one of them is English.
ENGLISH = listed("the of and with from by are this into")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a lower form that singular, plural and genitive share. Made to compare, not to read."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    if len(low) < _SHORT or low.endswith(("ss", "us", "is")) or not low.endswith("s"):
        return low
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("sses", "shes", "ches", "xes", "zes")) else low[:-1]


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return WORD.findall(text.lower())


def content(text: str) -> list[str]:
    """Return the stems of the words that say something."""
    return [stem(word) for word in words(text) if word not in STOP]
