"""Adjectives, by a list or by their ending."""

import re
from functools import lru_cache

from ankiflask.drafting.english.words import listed, plain

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
