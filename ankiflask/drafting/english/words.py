"""The English that drafting knows: function words, words that say little, and adjectives.

No word here belongs to a subject. A word that is missing costs a good term, never a wrong text.
"""

import re
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


FINITE_BE = listed("is are was were")
FINITE_MODALS = listed("can could may might must should will would")
FINITE_HAVE = listed("has have had")
DO = listed("does do did")
AUXILIARIES = FINITE_BE | FINITE_MODALS | FINITE_HAVE | DO | {"cannot"}
KEPT_ADVERBS = listed(
    "often usually always normally typically commonly sometimes generally mostly mainly first originally "
    "largely chiefly partly still now rarely seldom frequently most best widely long later soon"
)
RELATIVES = listed("that which who whose")


_REMEMBERED = 4096  # words
_QUALITY = re.compile(r"\w{2}(?:ous|ful|less|[aei]ble|ive|ic|al|est|iest|ward|most|ish|ed)$")
# They grade or place a thing; others are known by their endings.
ADJECTIVES = listed(
    """
absent absolute abundant accurate active acute adequate adverse afraid agile ajar alive alone
aloof ambient ample ancient angry angular annual apart apparent appropriate approximate apt arid
asleep austere awake aware bald bare benign better big binary bitter bizarre black bland bleak
blind blue blunt bold brave brief bright brisk brittle broad broken brown bulky bushy busy calm
capable cellular cheap circular clean clear close cloudy clumsy coarse competent complete complex
consistent constant contrary convenient cool correct costly cosy crazy crisp crude cruel curly
current damp dangerous dead deadly deaf dear deep deft delicate dense dependent desperate devout
different difficult direct dirty discrete distant distinct diverse dizzy docile dominant double
drunk dry due dull eager early eastern easy efficient elaborate elderly elegant empty enormous
equal equivalent erect essential evident exact excellent excess exempt expensive extinct extra extreme faint
fair faithful false familiar famous far fast fat fatty faulty fertile few fierce filthy fine firm
fit flat flawed fluent foggy foreign former fragile fragrant frail frank free frequent fresh
frosty frozen full futile fuzzy gentle genuine glad gloomy golden gradual grand grateful gray
great green grey grim gross guilty hairy half handy happy hard hardy harsh hasty hazy healthy
heavy helpful hesitant hidden high hoarse hollow holy honest hostile hot huge humble humid hungry
icy ideal idle ill imaginary immediate immense immune important inadequate independent inert
inferior infertile infinite inherent inner innocent insane instant insular intact intense
international intimate invalid juicy keen known lame large last late latent later latter lavish
lazy lean left lengthy less lesser liable like likely limp linear little lively lofty lone long
loose loud low lower loyal lucky lunar lush mad main malign mandatory many mature mean medieval
mere messy middle mild military milky minor misty mixed mobile moderate modern modest modular
moist molecular more most muddy muscular mute mutual naive naked narrow nasty natural near nearby
neat necessary neutral new nice noble noisy normal northern nuclear numb numerous oblique obsolete
obvious odd older only opaque open opposite ordinary original ornate outdoor outer overall pale
parallel particular peculiar perfect permanent persistent personal petty plain pleasant plentiful
plump polar polite poor popular porous possible potent powerful precise pregnant previous primary
prime prior private profound prominent prompt prone proper proud pure quaint quick quiet ragged
rainy random rapid rare rarer raw ready real recent recurrent red regular relevant reluctant
remote resistant rich right rigid ripe rival robust rocky rotten rough round royal rude runny
rural rusty sacred sad safe salty same sandy scant scarce secondary secret secular secure senior
separate serious severe shallow sharp sheer shiny short shy sick significant silent similar simple
sincere single singular slack slender slight slim slow small smart smooth sober soft solar sole
solemn sore sour southern spare sparse special specific spectacular spicy spiny stable stale stark
steady steep sterile stern sticky stiff still straight strange strict strong stubborn stupid
sturdy subsequent subtle sudden sufficient sullen sunny superior supple supreme sure sweet swift
tall tame taut temporary tender tense terse thick thin thirsty thorough tidy tight timid tiny
tired tolerant tough tragic tranquil transparent trivial true turbulent ugly ultimate unfair unfit
unique unknown unsafe unusual unwell upper upright upset urban urgent usual vacant vague vain
valid vascular vast versatile vile violent viscous vivid volatile voluntary vulgar warm wary weak
wealthy weary weird well-known well western wet white whole wicked wide widespread wild windy wise woody
worse worst worth wrong yellow young younger
"""
)
# Nouns that end like adjectives.
_NOUNS = listed(
    """
adjective admiral adriatic animal antarctic antibiotic appraisal approval archive arctic
arithmetic arrival arsenal arsenic atlantic attic baltic bible burial cable canal cannibal capital
cardinal cathedral ceramic cereal characteristic chemical cleric clinic coal comic constable coral
corporal critic crucible crystal cupful deal denial dental derivative dervish detective dish
dismissal disposal epidemic fable fabric fanatic festival finish fish fossil funeral general goal
graphic handful heretic hospital incentive initiative interval journal laxative locomotive logic
lyric magic mammal manual marshal material meal mechanic mechanics medal metal metric mineral
mosaic motive mouthful music narrative numeral objective olive pacific pandemic panic parish pedal
perspective petal picnic plastic portal preservative proposal quintal radish rebel refusal
rehearsal relic removal renewal rental republic reversal rhetoric rival rubbish sandal scandal
sceptic signal skeptic spoonful statistic survival syllable table terminal topic traffic trial
variable varnish vegetable vegetables withdrawal
"""
)


@lru_cache(maxsize=_REMEMBERED)
def is_quality(word: str) -> bool:
    """Whether the word is an adjective, by a list or by its ending."""
    low = plain(word)
    if low in _NOUNS:
        return False
    return low in ADJECTIVES or bool(_QUALITY.search(low)) or _is_compared(low)


def _is_compared(low: str) -> bool:
    """Whether it is an adjective that compares: brighter, drier, bigger."""
    begin = low[:-2]
    begins = {begin, begin + "e", begin[:-1], begin[:-1] + "y"}
    return low.endswith("er") and not begins.isdisjoint(ADJECTIVES)
