"""Nouns: their plurals, those that are verbs too, those for people, and dates and numbers."""

import re
from collections.abc import Sequence

from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.verbs import lemma
from ankiflask.drafting.english.words import PREPOSITIONS, listed, plain, stem

# Forms of verbs that are as often nouns. Their neighbours tell.
NOUNS_TOO = listed(
    """
abuse access account ache act address advance advice advocate affect age aggregate aid aim air
amount annex answer approach approximate arch arrest associate attack attempt attribute audit
author average award balance ban bargain base beat bend bite blame blend block bloom blow blur
boil bomb boost border borrow bounce branch breach break breed brew bribe bridge broadcast brush
buffer build bulge bundle burn burst cache call camp cap capture care cast catch cause caution
challenge champion change channel charge chase check chill claim clean climb coat coin collapse
color colour combine comfort command comment commission commit compare compound compress concern
conduct conflict contact contract contrast control convert convict cook cool copy correct cost
count counter couple cover crack crash crawl credit creep crop cross crowd crush cure cut cycle
damage date deal debate decay decline decrease default defeat delay delegate delight demand deploy
deposit desert design desire detail diet digest dip direct discard discount display dispute dive
document dodge double doubt download drain draw dream drift drill drink drive drop dry dump
duplicate dust dye edit effect embrace empty encounter end escape escort estimate exchange
exercise exhaust exhibit exile exit experience experiment export express extract face fade fail
fake fall fan farm favour fear feature feed ferment fetch fight fill film filter finance find
finish fire fish fit fix flap flash flip float flock flood flow flower flush fly focus fold force
forecast forge form format fracture freeze frown fruit fuel function fund fuse gain gather gaze
glance glow glue govern grade graduate graft grant grasp grind grip ground group guarantee guard
guess guide halt hammer hand handle hang harm harvest hatch hate haul head heal heat help herald
hide highlight hire hit hop hope host house hug hunt hurt ice impact import incline increase index
influence insert insult interest interview iron issue jail jam join joint judge jump key kick kill
kiss knit knock knot label lack lament laminate land last laugh launch lay lead lean leap lease
leave level lie lift light limit line link list litter live load lock log look loop loot loss love
lower lure mail man mandate manifest manufacture map march mark market marvel mask massacre master
match mate matter measure melt merge merit metal mill mimic mine mirror miss mix model monitor
mould mount move mug murder name narrow need neglect nerve nest note notice number object offer
offset oil open orbit order outline output overflow overlap overlook override overrun own pace
pack package paint pair panic pardon part partition pass patch patent patrol pattern pause pay
peak peel permit petition phase photograph pick pin pinch pioneer pitch pity place plague plan
plant plate play pledge plot plough plug plunder point poison pool port pose post postulate pound
power practice praise precipitate present press pressure prey price print probe process produce
profile profit program progress project promise prompt proof protest prune pull pulse pump punch
purchase purge push quarrel quarry question queue quote race rain raise rally range rank rate
reach read rear reason rebel record recruit refill reform refuse regard register regret reign
relay release remark rent repair repeat replay reply report reprint request rescue research
reserve reset resort respect rest result retreat return reuse reverse review revolt reward ride
ring rise risk rival roar roast rock roll root rotate round route rule run rupture rush sacrifice
safeguard sail salt sample save scale scan scare scatter schedule scoop score scrape scratch
scream screen seal search seat secure sense sentence separate set shake shape share shed shelter
shield shift shine ship shock shoot shop shout show showcase shuffle shunt shut side sigh sign
signal sink site skin skip slaughter slave sleep slice slide slope slow smash smell smoke smooth
snap sort sound source space spare spawn speed spell spin split sponge sponsor spot spray spread
spring spur square squeeze staff stage stain stall stand star start state stay steam steer stem
step stick sting stitch stock stop store storm strain strand strap stream strength stress stretch
strike string strip stroke stroll structure struggle study stumble subject substitute suit sum
supplement supply support surface surge surprise survey suspect swallow swap sweep swell swim
swing switch tackle tag talk tap target task taste tax tear telephone telescope test thought
thread threat thrill tie tilt time tone tool top toss total touch tour tow trace track trade train
transfer transplant transport trap travel treat trick trigger trim trip triple trouble trust try
tube tumble tune turn twist type update upgrade upload urge use value venture view visit voice
vote wage wait wake walk war warm warp wash waste watch water wave wear weather welcome whip
whisper win wind wing wipe wire wish witness wobble wonder word work worry worship wound wrap yell
yield zoom
"""
)
# Words in -ing that name a thing or a trade.
ING_NOUNS = listed(
    "building meaning painting king ring string spring thing evening morning ceiling wing bearing "
    "engineering wedding clothing feeling beginning opening ending heading offspring housing "
    "training marketing banking farming mining printing manufacturing advertising accounting "
    "processing programming caching logging routing testing hunting gathering funding pricing "
    "purchasing lightning sibling duckling sling ring timing spelling drawing writing setting "
    "finding being sterling herring shilling pudding warming swelling bleeding breathing "
    "trading shipping fishing cooking healing cloning sequencing staining hiring budgeting"
)
# Nouns of everyday talk: a card that asks for one of them alone asks for little.
EVERYDAY = listed(
    """
ability absence accident account action activity actor addition advance advice age agent agreement
air ally amount analyst animal answer application approach argument arm army arrangement arrival
article artist assistance attack attempt attention attitude audience author authority availability
avenue award awareness baby back background bag balance ball bar base basis bath beauty bed
behavior behaviour belief benefit bill billion bird birth bit block blood board boat body book
border bottle bottom bowl box boy branch brand brother budget building bus business buyer
by-product cake call capacity car card care career carer century chain chair challenge chance
change chapter character characteristic charge cheek chest chief child childhood children choice
circle circumstance citizen city claim class client climate clock clothes coast coat cold
colleague collection color colour column combination comment community company comparison
competition complaint concentration concept concern conclusion condition conflict connection
consequence consumer contact content contents context contrast contribution control controversy
conversation copy core corner cost counter counterpart country couple course court cover creation
creature crime crisis criteria criterion critic crop crowd culture cup customer damage danger dark
date daughter deadline deal death debate decade decision definition degree demand demonstration
department description design designer desire destination detail development device dimension
direction discovery discussion disease distance division document dog dollar door doubt dozen
dream drink driver duty dynamic ear earth edge education effectiveness effort element emphasis
employee employer enemy energy engine entity environment equipment era error event everyone
evidence example exception exchange existence expansion expectation expense experience experiment
expert expertise explanation expression extension extent eye face facility fact failing failure
fall family farm farmer father favour fear feeling feet female field fight figure file film
finding finger fire firm fish flexibility flight floor flow fluid focus follower food foot force
foreigner forest form format foundation founder framework freedom friend front fruit fuel future
game gap garden gas gate gender generation girl glass goal god good goods government grade grain
ground growth guard guest guidance guide gun habit habitat hair half hall halves hand harm hazard
head health heart heat height help hero hill hip history hole holiday home hope horizon horse
hospital host hour house household human hundred husband ice ideal identity illness image impact
implication importance impression improvement inch incident income increase indication individual
industry information innovation input inquiry inside insight instance institution instruction
intention interaction interest interval investigation island issue item jar job journey joy judge
jury key kilometre kind king kitchen knee knowledge label lack lake land language law layer leader
leaf leaves leg legacy length lesson letter library life light limit limitation limited line link
lip liquid list lives load location look loss love machine majority maker male man manager manner
manufacturer map mark market master material matter meal meaning means measure meat media meeting
member memory men message metal method metre mice middle mile milk million mind minister minute
mission mistake mixture mode model moment money month mood morning mother mountain mouth move
movement music mystery nation nature neck need neighbour network news night noise nose notion
object objective observation observer obstacle occasion ocean offer office officer oil operation
opinion opponent opportunity option organisation organization origin other others outcome outline
output outside owner owning pace package pad page pain painter pair paper parent park participant
partner partnership party passage past path patient pattern pause peace peasant peer people
percent percentage performance period permission person perspective phase phenomena phenomenon
phone photo photographer phrase picture piece plan plane plant plate player pleasure plenty plot
poet policy population portion portrait position possession possibility potential pound power
practice prayer precision preference preparation presence present pressure price principle print
priority prison prize procedure process product profit program programme progress project proof
property proportion protection public publication pupil pursuit quality quantity quarter queen
quest race rag rain rate reaction reader reality reason recognition record reference reform region
relation relationship relief remainder remark remedy reply report reputation request requirement
research researcher resident resource respect response rest restriction return review revision
revolution reward right rim ring rise rising risk river road rock role room root round route row
ruin ruler safety sake salt sample sand scale scene schedule scholar school science scientist
scope script sea search season seat second secret section sector seed segment selves sense
sentence sequence service session setting settlement settler setup severity shadow shape share
sheet shell shift ship shop shore shot shoulder side sight sign significance silver similarity
sister site situation size skill skin sky sleep slice slide slot snow society soil soldier solid
solution son song sort sound source space speaker specialist speech speed sphere spot spring
stability stance standard star start state statement station status step stomach stone stop store
storm story strain strategy stream street strength stretch string strip structure struggle student
study style subject substance success sugar suggestion sum summer sun supply support supporter
surface surprise survival symbol table talk target task teacher team technique technology teeth
temperature tendency test text theme theory thought thousand thumb tie tip title today toe
tomorrow tone tongue tool tooth top topic total touch town track trade tradition traffic train
training trait transition transport travel treatment tree trend trip trouble truth turn type
understanding unit university usage user usual valley value variable variation variety vehicle
version victim view village violence vision visit visitor voice volume vote wait walk wall war
water wave weakness wealth weather week weight welfare west wheel while width wife wind window
wing winter wives woman women wonder wood work worker world worth writer writing yesterday youth
zone
"""
)
CALENDAR = listed(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday"
)
# Numbers in words, and what is counted with them.
NUMBER_WORDS = listed(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion trillion dozen third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth quarter half "
    "thirds quarters fifths tenths halves twice once hundreds thousands millions billions dozens both"
)


def can_be_noun(word: str) -> bool:
    """Whether a known verb's form is a noun elsewhere."""
    low = plain(word)
    return low in NOUNS_TOO or lemma(low) in NOUNS_TOO


MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
ERA = "(?: (?:BC|AD|BCE|CE))?"


_PLURALS = listed(
    "people men women children bacteria data fungi criteria media mice teeth feet geese oxen atria "
    "larvae algae nuclei phenomena mitochondria strata police vertebrae antennae cattle lice hyphae "
    "axes theses crises hypotheses analyses ova cacti radii stimuli alumni genera"
)
_SINGULARS = listed(
    "physics mathematics economics politics news series species means lens gas bus plus diabetes rabies "
    "measles mumps scabies rickets herpes canvas atlas alias bias pancreas christmas chaos kudos ethos "
    "cosmos pathos texas kansas mars paris athens brussels"
)
_ENDS = PREPOSITIONS | listed("that which who whose such")
_SHORT = 2  # letters
_NO_PLURAL_END = ("ss", "us", "is", "'s", "ics", "ous")


def is_plural(name: Sequence[Token]) -> bool:
    """Whether a verb after the name is in the plural, by its head noun or an `and` that joins two."""
    if not name:
        return False
    first = plain(name[0].text)
    if first in ("each", "every", "a", "an"):
        return False
    head = _head(name)
    if any(plain(word.text) == "and" for word in head):
        return True
    return not head[-1].is_code and is_plural_noun(head[-1].text)


def _head(name: Sequence[Token]) -> Sequence[Token]:
    """Return the words up to the first preposition, or what else tells more about it."""
    ends = (at for at, word in enumerate(name) if at and plain(word.text) in _ENDS)
    return name[: next(ends, len(name))]


def is_plural_noun(word: str) -> bool:
    """Whether the word is a noun's plural, by its ending or a short list."""
    low = plain(word)
    if low in _PLURALS:
        return True
    return (
        low.endswith("s")
        and len(low) > _SHORT
        and not low.endswith(_NO_PLURAL_END)
        and low not in _SINGULARS
    )


_PERSON = re.compile(r"\w{2,}(?:er|or|ist|ian|ant|ee|man|men|woman|women|person|people)$")
_PEOPLE = listed(
    "people child children patient individual adult infant baby parent mother father brother sister "
    "expert guest king queen emperor empress pharaoh general president saint monk nurse judge poet chief "
    "priest pope prince princess duke knight student god goddess hero youth citizen noble peasant slave "
    "victim relative friend enemy ally host clerk guard champion scout critic mechanic academic "
    "authority elite surgeon captain scholar public nation government company firm business group team union court committee council "
    "parliament congress army navy police crowd family tribe party jury board agency organisation "
    "organization institution industry community population society female male boy girl human someone "
    "everyone folk thousand hundred million majority minority rest half band orchestra ensemble choir quartet"
)
THINGS = listed(
    "server container layer compiler computer parser router wrapper driver handler scheduler browser "
    "processor river tower order power center paper letter chapter register buffer folder number "
    "polymer vector factor sensor motor reactor border disorder cancer operator chamber fiber water "
    "winter matter charter list twist"
)
_THINGS = THINGS | listed(
    "matter water number letter power layer parameter pointer header filter counter timer trigger "
    "marker adapter identifier qualifier modifier operator iterator generator constructor decorator "
    "selector separator vector author-date factor colour color motor tutor behaviour flavour error "
    "mirror door floor minor major interior exterior superior anterior posterior plant constant variant "
    "element component agent reagent current content moment amount point front mount print quadrant "
    "fee tree committee degree coffee knee three gradient ingredient nutrient coefficient transient "
    "silver copper amber timber rubber leather weather feather fever liver ulcer enzyme spider tiger "
    "flower timer lever gear finger shoulder bladder ladder hammer hunger anger danger trouser summer "
    "winter quarter corner shower cover answer offer order border disorder center centre theatre metre "
    "meter litre fibre acre genre cadre receptor inhibitor activator promoter repressor transporter "
    "neurotransmitter carrier barrier boundary crater glacier volcano river delta paper newspaper "
    "chapter register cluster cylinder powder binder folder holder slider reader writer bumper damper "
    "dimer polymer monomer isomer tumor tumour humor armour harbour labour vapour rotor stator reactor "
    "capacitor resistor transistor inductor conductor insulator semiconductor sensor processor monitor "
    "printer scanner router switcher loader linker compiler interpreter debugger profiler formatter "
    "linter wrapper helper handler listener observer scheduler dispatcher parser lexer renderer viewer "
    "browser crawler container docker scraper worker thermometer barometer diameter perimeter "
    "character theater disaster master-slave cancer"
)


def names_people(name: Sequence[Token]) -> bool:
    """Whether the noun that carries the name is one for people, or for a body of them."""
    ends = (at for at, word in enumerate(name) if at and plain(word.text) in PREPOSITIONS)
    head = name[: next(ends, len(name))]
    last = head[-1]
    if last.is_code:
        return False
    noun = stem(last.text)
    return noun not in _THINGS and (noun in _PEOPLE or bool(_PERSON.match(noun)))
