"""Forms of verbs: a table of our own, made from the verbs that drafting knows."""

from enum import StrEnum

from ankiflask.drafting.english.verb_list import LEMMAS
from ankiflask.drafting.english.words import listed, plain


class Form(StrEnum):
    """Which finite form a word is."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"


# lemma past participle; the participle is left out where it is the past.
_IRREGULAR = """
arise arose arisen, bear bore borne, beat beat beaten, become became become, begin began begun,
bend bent, bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, breed bred,
bring brought, build built, buy bought, catch caught, choose chose chosen, come came come,
cost cost, cut cut, deal dealt, dig dug, draw drew drawn, drink drank drunk, drive drove driven,
eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled, fly flew flown,
forbid forbade forbidden, freeze froze frozen, get got, give gave given, go went gone, grow grew grown,
hang hung, have had, hear heard, hide hid hidden, hit hit, hold held, keep kept, know knew known,
lay laid, lead led, leave left, lend lent, let let, lie lay lain, lose lost, make made, mean meant, meet met,
overthrow overthrew overthrown, pay paid, put put, read read, ride rode ridden, rise rose risen,
run ran run, say said, see saw seen, seek sought, sell sold, send sent, set set, shake shook shaken,
shed shed, shine shone, shoot shot, show showed shown, shrink shrank shrunk, shut shut, sing sang sung, sink sank sunk,
sit sat, sleep slept, speak spoke spoken, spend spent, spin spun, split split, spread spread,
stand stood, steal stole stolen, stick stuck, sting stung, strike struck, swear swore sworn,
sweep swept, swim swam swum, swing swung, take took taken, teach taught, tear tore torn, tell told,
think thought, throw threw thrown, undergo underwent undergone, understand understood,
wear wore worn, weave wove woven, win won, wind wound, withdraw withdrew withdrawn, write wrote written,
broadcast broadcast, cast cast, cling clung, creep crept, forecast forecast, forget forgot forgotten, forgive forgave forgiven,
grind ground, hurt hurt, kneel knelt, lean leaned, sew sewed sewn, slay slew slain, tread trod trodden, underlie underlay underlain,
undertake undertook undertaken, undo undid undone, uphold upheld, overrun overran overrun, overtake overtook overtaken,
misunderstand misunderstood, spell spelt, wed wed, weep wept, wake woke woken,
overcome overcame overcome, rewrite rewrote rewritten, foresee foresaw foreseen
"""
_OTHER_PARTICIPLES = listed("born done")  # their verbs are told otherwise
_SHORT = 4  # letters: "used" is known, "shed" is no participle by its ending
_DOUBLED = listed(
    "stop plan trap map drop step ship wrap cap clip drag fit grip nod occur pin plot plug prefer "
    "refer regret rob rub scan skip slip spin split spot strip submit swap tap "
    "transfer trim transmit permit commit admit emit omit control compel expel equip travel model "
    "signal label cancel fuel chop clip clog crop dip dot drum flip grab hop hug jam kidnap knit log mug nap pat "
    "pop prop quarrel rebel rib rip scrap sew ship skim slap snap span stun swap tag tip top trek tug "
    "unwrap wed whip equal total pedal format program propel repel defer deter infer incur occur recur "
    "instal fulfil excel dispel patrol enrol rival tunnel channel marvel model level"
)


def third_person(lemma: str) -> str:
    """Return the form that goes with it: carries, has."""
    if lemma == "have":
        return "has"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in _DOUBLED else "") + "ed"


def _table() -> tuple[dict[str, tuple[str, frozenset[Form]]], frozenset[str]]:
    """Return lemma and finite forms by word, and all past participles."""
    irregular = {row.split()[0]: row.split()[1:] for row in _IRREGULAR.split(",")}
    found: dict[str, tuple[str, frozenset[Form]]] = {}
    participles: set[str] = set()
    for lemma in sorted(LEMMAS | set(irregular)):
        pasts = irregular.get(lemma, [_regular_past(lemma)])
        participles.add(pasts[-1])
        for word, form in (
            (lemma, Form.BASE),
            (third_person(lemma), Form.THIRD),
            (pasts[0], Form.PAST),
        ):
            known, forms = found.get(word, (lemma, frozenset()))
            # "lay" is a verb's base before it is another's past: found and founded, lie and lay.
            found[word] = (known, forms | {form}) if known == lemma else (known, forms)
    return found, frozenset(participles) | _OTHER_PARTICIPLES


_FORMS, _PARTICIPLES = _table()
NO_FORMS: frozenset[Form] = frozenset()


def finite_forms(word: str) -> frozenset[Form]:
    """Return which finite forms the word can be; none where no verb is known."""
    return _FORMS.get(plain(word), ("", NO_FORMS))[1]


def lemma(word: str) -> str:
    """Return the base form of a word that `finite_forms` knows."""
    return _FORMS[plain(word)][0]


def is_participle(word: str) -> bool:
    """Whether the word can be a participle: created, written, using."""
    low = plain(word)
    return is_past_participle(low) or (len(low) > _SHORT and low.endswith("ing"))


def is_past_participle(word: str) -> bool:
    """Whether the word is a past participle of a verb that is known, or looks like a regular one."""
    low = plain(word)
    is_regular = low.endswith("ed") and not low.endswith("eed") and len(low) > _SHORT
    return low in _PARTICIPLES or is_regular
