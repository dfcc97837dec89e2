"""Verbs and their forms, from a table of our own."""

from enum import StrEnum

from ankiflask.drafting.english.words import listed, plain

LEMMAS = listed(
    """
abandon abolish abort absorb abuse accelerate accept access accommodate accompany accomplish
account accumulate accuse ache achieve acknowledge acquire act activate adapt add address adhere
adjourn adjust administer admire admit adopt advance advertise advise advocate affect afford age
aggregate agree aid aim alert align allege allocate allot allow alter alternate amaze amend amount
amplify analyse annex annotate announce annoy answer anticipate appear appease applaud apply
appoint approve approximate arch argue arise arouse arrange arrest arrive ascend ascertain ask
assassinate assemble assert assess assign assimilate assist associate assume assure attach attack
attain attempt attend attract attribute audit augment authenticate author authorise authorize
automate avert avoid await award bake balance ban bargain base bathe bear beat become begin behave
believe belong bend bind bite blame blanch bleed blend bless blind blink block bloom blow blur
boil bomb boost borrow bother bounce branch breach break breathe breed brew bribe brighten bring
broadcast broaden brown brush buffer build bulge bundle burn burst bury buy bypass cache calculate
call cancel capsize capture carry cast catch categorise cater cause caution cease cede celebrate
certify challenge champion change channel char characterise characterize charge chase check chew
chill choose chop circulate cite civilise claim clarify clash classify clean clear climb clip clog
close coagulate coat coin coincide collaborate collapse collect collide colonise combine come
comfort command commemorate comment commission commit communicate commute compare compensate
compete complete compile comply compose comprehend compress comprise concede conceive concentrate concern
conclude condemn condense conduct confer confess configure confine confirm confiscate conflict
conform confront confuse congratulate connect conquer conserve consider consist console
consolidate conspire constitute constrain construct consult consume contain contaminate contend
contest continue contract contradict contrast contribute control convene converge converse convert
convey convict convince cook cool cooperate coordinate cope copy correct correlate correspond
corrode corrupt cost count counter couple cover crack crash crave crawl create credit creep
criticise cross crowd crucify crumble crush crystallise crystallize cultivate cure cut cycle
damage dare darken date deactivate deal debate decay deceive decentralise decide decimate declare
decline decode decompose decompress decorate decrease dedicate deduce deduct deem deepen defeat
defend defer define deflect deform degenerate degrade dehydrate delay delegate delete delight
deliver demand demolish demonstrate denature denote deny depart depend depict deploy depose
deposit deprive deregulate derive descend describe desert deserve design desire despise
destabilise destroy detach detect deter deteriorate determine devalue develop deviate devise
devote devour diagnose dictate die differ differentiate diffuse dig digest dilate dilute diminish
dip direct disable disagree disappear disappoint disassemble discard disclose disconnect
discourage discover discriminate discuss disguise disintegrate dislike dismantle dismiss dispatch
disperse displace display dispose dispute disrupt dissect dissociate dissolve dissuade distil
distinguish distort distribute dive divert divide document dodge dominate donate double doubt
download drain draw drift drill drive drop drown dry dump duplicate dwell dye earn ease eat
eavesdrop edit educate elaborate elect elevate elicit eliminate elongate embark embed embody
embrace emerge emigrate emit emphasise emphasize employ empty emulate enable enact enclose encode
encounter encourage encrypt end endorse endure enforce engage engrave enhance enjoy enlarge enlist
enrich enslave ensue ensure entail enter entertain entitle envelop equal equate equip erase erect
erode erupt escalate escape escort establish estimate etch evacuate evaluate evaporate evict evoke
evolve exaggerate examine excavate exceed excel exchange excite exclude excrete execute exempt
exert exhale exhaust exhibit exile exist expand expect expedite expel experience expire explain
explode exploit explore export expose express extend extinguish extract fabricate face facilitate
fade fail faint fake fall falsify familiarise fan fascinate fasten favour fear feature feed
ferment fertilise fetch fight fill filter finalise finance find finish fire fit fix flap flash
flatten flee flip float flock flood flourish flow fluctuate flush fly focus fold follow forbid
force forecast foresee forge forget forgive form formalise format formulate fortify forward foster
found fracture freeze frighten frown fry fuel fulfil fulfill function fund fuse gain gather gaze
generate germinate get give glance glow glue go govern grab grade graduate graft grant grasp graze
greet grind grip grow guarantee guard guess guide gush halt halve hammer handle hang happen harass
harden harm harvest hasten hatch hate haul haunt head heal hear heat help herald hesitate
hibernate hide highlight hinder hire hit hold hop hope host house hover hug humiliate hunt hurt
hydrate hydrolyse identify idolise ignite ignore illuminate illustrate imitate immerse immigrate
impair impart impeach impede implement implicate imply import impose impregnate impress imprison
improve incline include incorporate increase incubate incur index indicate induce industrialise
infect infer infiltrate inflame inflate inflict influence inform infringe ingest inhabit inhale
inherit inhibit initiate inject injure innovate inquire insert insist inspect inspire install
instruct insulate integrate intend intensify interact intercept interfere interlock internalise
interpret interrupt intersect intervene interview intrigue introduce invade invalidate invent
invert invest investigate invite invoke involve irrigate irritate isolate issue iterate jail jam
jeopardise join judge juggle jump justify keep kick kidnap kill kiss knead knit knock know label
lack lament laminate land last laugh launch launder lay leach lead lean leap learn lease leave
legalise legislate legitimise lend lengthen lessen let level liaise liberate lick lie lift lighten
limit linger link liquefy list litter live load lobby locate lock log look loosen loot lose love
lower lubricate lure magnify maintain make manage mandate manifest manipulate manufacture map
march mark marry marvel mask massacre match mate materialise matter mature maximise mean measure
mechanise mediate meditate melt memorise mention merge merit metabolise migrate mimic mine
minimise minimize mirror miss mix mobilise mock model moderate modernise modify modulate moisten
monitor motivate mould mount mourn move mug multiply mutate mutter narrow nationalise navigate
need neglect negotiate nest neutralise nominate normalise normalize notice notify nourish number
nurture obey oblige obscure observe obstruct obtain occupy occur offend offer offset omit open
operate oppose oppress opt optimise optimize orbit order organise organize originate oscillate
outlaw outline outlive outnumber outperform outsource outvote outweigh overcome overflow overlap
overlook override overrun oversee overtake overthrow overwhelm overwrite owe own oxidise oxidize
package paint panic pardon parse participate partition pass patch patent patrol pause pave pay
peak peel penetrate perceive perfect perform perish permeate permit persecute persist persuade
perturb petition photograph pick pierce pinch pioneer pity place plague plan plant play plead
pledge plough plunder plunge point poison pollinate pollute ponder populate portray pose possess
postpone postulate pour power practise praise preach precede precipitate predate predict
predominate prefer preoccupy prepare prescribe present preserve preside press presume presuppose
pretend prevail prevent prey print privatise probe proceed process proclaim procure produce
profess progress prohibit project prolong promise promote prompt proof propagate propel propose
prosecute prosper protect protest prove provide provoke prune publish pull pump punctuate punish
purchase purge purify pursue push put qualify quantify quarrel quarry quench question quicken quit
quote radiate raise rally randomise range rank rationalise reach react read reaffirm realise
realize reap rear reason reassemble reassign reassure rebel rebuild recall recede receive recite
reclaim recognise recognize recommend reconcile reconsider reconstruct record recover recreate
recruit rectify recur recycle redeem redefine redesign redirect rediscover redistribute reduce
refer refill refine reflect reform refresh refuel refuse refute regain regard regenerate register
regret regulate rehearse reign reinforce reinstate reiterate reject rejoin relate relax relay
release relieve relocate rely remain remark remember remind remove rename render renew rent reopen
reorganise repair repay repeal repeat repel replace replay replenish replicate reply report
represent repress reprint reproduce request require rescue research resell resemble resent reserve
reset reside resign resist resolve resound respire respond rest restart restore restrict
restructure result resume resurrect retain retaliate retell rethink retire retrain retreat
retrieve retry return reunite reuse reveal reverse revert review revise revisit revitalise revive revoke
revolt revolutionise revolve reward rewrite ride rinse ripen rise risk rival roam roar roast rob
roll rotate roughen rub ruin rule run rupture rush sacrifice safeguard sail sample satisfy
saturate save say scale scan scare scatter schedule scoop scorch score scout scrape scratch scream
screen sculpt seal search secrete secure seduce see seek seem segregate seize select sell send
sense sentence separate serialise serve set settle sew shake shape share shatter shed shelter
shelve shield shift shine ship shiver shock shoot shorten shout shove show showcase shred shrink
shuffle shunt shut sigh sign signal signify simmer simplify simulate sing sink siphon sit situate
skip slam slaughter sleep slice slide slow smash smell smelt smoke smooth smuggle snap soak soar
soften solicit solidify solve sort sound sow span spare spawn speak specialise specialize specify
speculate speed spell spend spin split spoil sponge sponsor spot spray spread spring spur squash
squeak squeal squeeze stab stabilise stagger stain stall stand standardise standardize stare start
starve stash state stay steal steam steer step stick stiffen stimulate sting stipulate stir stitch
stop store storm straighten strain strap streamline strengthen stress stretch strike strip stroll
struggle study stumble stun subdivide subdue subject submerge submit subscribe subside subsidise
substitute subtract succeed suck suffer suggest suit sum summarise summarize summon superimpose
supersede supervise supplement supply support suppose suppress surpass surprise surrender surround
survey survive suspect suspend sustain swallow swap swear sweep swell swim swing swirl switch
symbolise symbolize sympathise synchronise synthesise tackle tag tailor take tangle tap target
taste tax teach tear tease telephone tell tempt tend terminate terrify terrorise test testify
thank theorise thicken think threaten thrill thrive throw tie tighten tilt toggle tolerate toss
total touch toughen tour tow trace track trade train transfer transform translate transmit
transplant transport trap travel traverse tread treat trigger trim triple trust try tuck tug
tumble tune turn twist undercut underestimate undergo underlie undermine underpin understate
undertake undo unfold unhook unify unite unload unlock unpack unravel unscrew unveil update
upgrade uphold upload uproot urge use usurp utilise utilize utter vacate vaccinate validate value
vanish vaporise vary ventilate venture verge verify vibrate view vilify violate visit visualise
vomit vote wage wait wake walk wander wane want warm warn warp wash watch water wave weaken wear
weave wed weigh welcome whip whisk whisper whiten widen wield win wind wipe withdraw wither
withstand witness wobble woo work worry worsen worship wound wrap wrestle write yell yield zoom
    """
)


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
