"""Whether a name could be that of people, so that "what" would be the wrong word for them."""

import re
from collections.abc import Sequence

from ankiflask.drafting.english.tokens import Token
from ankiflask.drafting.english.words import PREPOSITIONS, listed, plain, stem

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
