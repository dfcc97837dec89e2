"""The English that drafting knows: function words, and verbs that expository prose is built with.

No word here belongs to a subject. A word that is missing costs a good term, never a wrong text.
"""

import re
from functools import lru_cache

_REMEMBERED = 4096  # words
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
_LY_NOUNS = listed("family assembly supply monopoly anomaly butterfly italy july reply ally jelly")

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

_LEMMAS = """
absorb accept access achieve act adapt add adjust affect aid aim allow appear apply appoint approve
arise ask assign assume assure attack attract avoid balance base bear become begin behave believe belong
bend bind blend block boil borrow break bring build burn buy calculate call capture carry catch
cause change check choose claim clean clear close collapse collect combine come communicate compare
compete compose conduct configure conflict connect conquer consider consist constitute construct
consume contain continue contribute control convert cook cool cover create cross cut deal decide
declare decline decrease deepen defeat define deliver demand deny depend derive describe determine
develop die differ digest direct discover display dispatch dissolve distinguish distribute divide
dominate draw drive drop eat elect eliminate emerge emit employ enable encourage end enforce ensure
enter equal escape establish evolve examine exceed exchange exist expand expire explain export express extend
extract face facilitate fail fall feed fight fill find fit fix flow focus follow forbid force form
found freeze function gain generate get give go govern grant grow guarantee guide handle happen
harden heat help hold identify implement imply import impose improve include increase indicate
influence inherit inhibit initiate invade invent invoke involve issue join keep kill know lack last
launch lay lead learn leave let lie limit link live load lose lower maintain make manage map mark
match mean measure melt migrate mix model modify mount move multiply need notify obtain occur
offer open operate order organise organize originate overthrow own owe pass pay perform permit place
play point possess pour power practise prepare preserve press prevent print proceed process produce
prohibit promote protect prove provide pull pump punish push put raise react read receive recognise
recognize record reduce refer reflect reform regulate reign reject relate relax release rely remain
remove render repeat replace represent reproduce require resemble resist respond result retain return reuse
reveal rise rule run save say scale seal seek seem sell send separate serve set settle share shift show
shrink sign signal simplify simulate sink slow solve sound speak specify spend split spread stand
start state stay stimulate stir stop store strengthen strike study succeed suffer support surrender
surround survive suspend sustain take taste teach tell tend test thicken track trade train transfer
transform translate transmit transport travel trigger try turn undergo unify use validate vary
violate vote want wash weaken win work write yield
"""
_IRREGULAR = listed(
    "arose ate became began begun bent bore born bound bought brought broke broken built burnt came "
    "caught chose chosen cut dealt drawn drew driven drove eaten fallen fed fell felt forbade "
    "forbidden fought found froze frozen gave given gone got grew grown held kept knew known laid "
    "lain lay led left lent lost made meant met overthrew overthrown paid put ran read risen rose "
    "said sank sat saw seen sent set shown shrank slain slept sold sought spent split spoke spoken "
    "spread stood struck sung sunk swept taken taught thought threw thrown told took understood "
    "went won written wrote"
)
_PARTICIPLES = listed(
    "begun bent born bound bought brought broken built burnt caught chosen cut dealt drawn driven "
    "eaten fallen fed found frozen given gone got grown held kept known laid led left lent lost made "
    "meant paid put read risen seen sent set shown sold sought spent split spoken spread stood sung "
    "sunk swept taken taught thought thrown told understood won written"
)


def _third_person(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


_VERBS = frozenset(_LEMMAS.split()) | {_third_person(lemma) for lemma in _LEMMAS.split()}
_VERB_ENDING = re.compile(r"\w{3}(?:[iy][sz]e[sd]?|if(?:y|ies|ied))")


def is_stop_word(word: str) -> bool:
    """Whether the word says nothing by itself; numbers, and adverbs that end in -ly, are among them."""
    low = plain(word)
    return low in STOP or low in BE or low[:1].isdigit() or is_adverb(low)


def is_adverb(word: str) -> bool:
    """Whether the word looks like an adverb in -ly."""
    low = plain(word)
    return len(low) > _SHORT and low.endswith("ly") and low not in _LY_NOUNS


def is_verb(word: str) -> bool:
    """Whether the word can be a verb's finite form. Many such words are nouns elsewhere."""
    low = plain(word)
    return low in _VERBS or low in _IRREGULAR or bool(_VERB_ENDING.fullmatch(low))


def is_participle(word: str) -> bool:
    """Whether the word can be a participle: created, written, using."""
    low = plain(word)
    is_regular = low.endswith("ed") and not low.endswith("eed") and len(low) >= _SHORT
    return is_regular or low in _PARTICIPLES or (len(low) > _SHORT and low.endswith("ing"))


def plain(word: str) -> str:
    """Return the word in lower case, with a plain apostrophe."""
    return word.lower().replace("\u2019", "'")


def is_genitive(word: str) -> bool:
    """Whether the word ends in 's."""
    return plain(word).endswith("'s")


def without_genitive(word: str) -> str:
    """Return the plain word without a final 's."""
    return plain(word).removesuffix("'s")


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """Return a form that singular, plural and genitive share. Made to compare, not to be read."""
    low = without_genitive(word)
    if len(low) < _SHORT or low.endswith(("ss", "us", "is")) or not low.endswith("s"):
        return low
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("sses", "shes", "ches", "xes", "zes")) else low[:-1]
