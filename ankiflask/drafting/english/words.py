"""The English that drafting knows: function words, and words that say little.

No word here belongs to a subject. A word that is missing costs a good term, never a wrong text.
"""

from functools import lru_cache

REMEMBERED = 32_768  # words: so many a long text has
_SHORT = 4  # letters: a shorter word has no ending that can be cut off


def listed(text: str) -> frozenset[str]:
    """Return the words of a text that lists them."""
    return frozenset(text.split())


DETERMINERS = listed("a an the")
PRONOUNS = listed(
    "i you he she it we they me him her us them this that these those who whom whose which what "
    "one ones someone something anyone anything everyone everything nothing none nobody itself "
    "themselves himself herself each both either neither all such others another"
)
POSSESSIVES = listed("its their his my your our")
ARTICLES = DETERMINERS | POSSESSIVES
NAMING = listed("called termed named known")
MODALS = listed("can could may might must shall should will would cannot do does did don't doesn't")
BE = listed("is are was were be been being am isn't aren't wasn't weren't")
HAVE = listed("has have had having")
_CONTRACTIONS = listed(
    "it's that's they're they've there's what's who's here's he's she's we're we've you're you've "
    "i'm i've let's can't won't it'll they'll"
)
PREPOSITIONS = listed(
    "about above across after against along amid among amongst around as at before behind below "
    "beneath beside besides between beyond by despite down during except for from in inside into "
    "like near of off on onto opposite out outside over past per plus since than through "
    "throughout till to toward towards under underneath unlike until unto up upon versus via vs "
    "with within without minus according due because instead regardless rather"
)
_CONJUNCTIONS = listed(
    "and or but nor so yet if when whenever while whereas where wherever why how whether although "
    "though unless once because e.g i.e etc"
)
ADVERBS = listed(
    "then thus hence therefore however moreover furthermore also even only just not no never always "
    "often sometimes seldom still already again soon almost quite too very much more most less least "
    "far well ever together else otherwise perhaps there here now today further apart away back "
    "forth meanwhile nearly"
)
# They measure or grade a thing, and name none.
QUALIFIERS = listed(
    "some any many few fewer several various every other same own different certain common "
    "additional proper specific particular general new old main major minor important essential "
    "good better best bad worse worst great large larger largest small smaller smallest big long "
    "longer short shorter high higher highest low lower lowest first second third last next two "
    "three four five six seven eight nine ten hundred thousand million half double simple complex "
    "able available possible necessary useful typical usual single whole entire full enough "
    "following previous early earlier late later famous powerful efficient careful custom basic "
    "likely unlikely similar equal little lot known so-called modern ancient "
    "local actual real true false"
)
_GERUNDS = listed(
    "using including involving containing providing allowing making being having helping causing "
    "according following depending regarding concerning called named termed known"
)
# They name a thing so vaguely that a card which asks for them asks for nothing.
VAGUE = listed(
    "process method thing way example instance result reason kind type sort part number amount "
    "case fact term use people person time year day century word name form set group range variety "
    "series piece means place position point area level role purpose goal aim idea concept feature "
    "function property aspect factor effect cause difference advantage disadvantage benefit "
    "problem solution question answer step stage system rule list order end beginning"
)
_NO_ADVERBS = listed(
    "family assembly supply monopoly anomaly butterfly italy july reply ally jelly apply rely multiply "
    "imply comply"
)

STOP = (
    DETERMINERS
    | PRONOUNS
    | MODALS
    | BE
    | HAVE
    | _CONTRACTIONS
    | PREPOSITIONS
    | _CONJUNCTIONS
    | ADVERBS
) | (QUALIFIERS | _GERUNDS | POSSESSIVES)
# What comes after one of these is a verb, if it can be one.
BEFORE_VERBS = listed("to i you we they it he she who which that also not never often") | MODALS


@lru_cache(maxsize=REMEMBERED)
def is_stop_word(word: str) -> bool:
    """Whether the word says nothing by itself; numbers, and adverbs that end in -ly, are among them."""
    low = plain(word)
    return low in STOP or low in BE or low[:1].isdigit() or is_adverb(low)


@lru_cache(maxsize=REMEMBERED)
def is_adverb(word: str) -> bool:
    """Whether the word looks like an adverb in -ly."""
    low = plain(word)
    return len(low) > _SHORT and low.endswith("ly") and low not in _NO_ADVERBS


@lru_cache(maxsize=REMEMBERED)
def plain(word: str) -> str:
    """Return the word in lower case, with a plain apostrophe."""
    return word.lower().replace("\u2019", "'")


def is_genitive(word: str) -> bool:
    """Whether the word ends in 's."""
    return plain(word).endswith("'s")


@lru_cache(maxsize=REMEMBERED)
def without_genitive(word: str) -> str:
    """Return the plain word without a final 's."""
    return plain(word).removesuffix("'s")


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Return a form that singular, plural and genitive share. Made to compare, not to be read."""
    low = without_genitive(word)
    if len(low) < _SHORT or low.endswith(("ss", "us", "is")) or not low.endswith("s"):
        return low
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith("oes") and len(low) > _SHORT + 2:  # volcanoes, but: shoes, canoes
        return low[:-2]
    return low[:-2] if low.endswith(("sses", "shes", "ches", "xes", "zes")) else low[:-1]
