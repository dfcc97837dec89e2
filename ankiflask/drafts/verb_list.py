"""The verbs whose forms drafting knows; irregular ones stand in `inflection`."""

from ankiflask.drafts.words import listed

LEMMAS = listed(
    """
abolish absorb accelerate accept access accompany accumulate achieve acquire act activate adapt
add adjust adopt advance advise affect age agree aid aim allow amplify analyse announce anticipate
appear apply appoint approve argue arise arrange arrive ask assemble assess assign assist assume
assure attach attack attempt attend attract attribute avert avoid bake balance ban base bathe bear
beat become begin behave believe belong bend bind bite blame bleed blend block bloom blow boil
boost borrow bounce branch break breathe breed bring brown brush build burn burst buy bypass
calculate call capsize capture carry catch cause cease celebrate challenge change charge check
choose circulate cite claim clean clear climb close coat collapse collect collide colonise combine
come commemorate commission commit communicate compare compensate compete compile compose compress
concentrate conclude condemn condense conduct configure confirm conflict confuse connect conquer
conserve consider consist constitute construct consult consume contain continue contract
contradict contribute control convert cook cool correct corrode cost count cover crash create
criticise cross crowd crush cultivate cure cut damage date deal debate decay decide declare
decline decode decompose decorate decrease dedicate deepen defeat defend define delay delegate
delete deliver demand denote deny depend depict deposit derive descend describe deserve destroy
detect determine develop devour die differ dig digest dilute diminish direct discard discover
discuss disguise dismiss dispatch display disrupt dissolve distil distinguish distort distribute
dive divide dominate donate double download drain draw drive drop dry duplicate dwell earn ease
eat edit educate elect eliminate embed embrace emerge emit employ empty enable enclose encode
encounter encourage encrypt end endure enforce engage enhance enjoy enlarge enrich ensure enter
envelop equal erase erect erode erupt escape establish evaporate evoke evolve examine exceed
exchange exclude execute exert exhale exist expand expel experience expire explain explode exploit
explore export expose express extend extract face facilitate fade fail fall fan favour feature
feed ferment fertilise fetch fight fill filter finance find finish fit fix flap flatten flee float
flood flourish flow fly focus fold follow forbid force foresee forge form found freeze function
fuse gain gather generate get give glow go govern grade grant grasp graze greet grow guarantee
guard guess guide handle hang happen harden harm harvest hatch hate head heal hear heat help hide
highlight hire hit hold host hunt identify ignite ignore illustrate imitate immerse implement
imply import impose impress improve include increase indicate influence inhabit inhale inherit
inhibit initiate injure insert insist inspect inspire install instruct insulate intend interact
interfere interpret interrupt introduce invade invent invest investigate invite invoke involve
irrigate isolate issue join judge jump justify keep kill knead knit know label lack land last
launch lay lead leap learn leave lend let liberate lie lift limit link list live load lock loosen
lose lower lubricate maintain make manage map mark mask match mate mature mean measure melt
memorise mention merge migrate mine minimise mirror mix model modify moisten monitor motivate
mould mount move multiply narrow need negotiate nest neutralise normalise notify nourish number
obey observe obstruct obtain occur offer omit open operate oppose orbit order organise organize
originate outlive overcome overlap override oversee overthrow overwrite owe own oxidise paint
parse participate pass patch pause pay penetrate perform permit persecute persist persuade
photograph pick place plan plant play plough point poison pollinate pollute portray possess
postpone pour power practise praise predict prefer prepare prescribe present preserve press
presume prevent print proceed process proclaim produce progress prohibit project promise promote
prompt proof propose prosper protect protest prove provide publish pull pump punctuate punish
purchase purify pursue push put quench question quit quote radiate raise rank reach react read
reassure rebel rebuild recall receive recognise recognize recommend reconstruct record recover
recruit recycle redirect reduce refer refine reflect reform refuse regain regard regenerate
register regret regulate reign reinforce reject relate relax release rely remain remember remind
remove rename render renew rent repair repeat repel replace replay reply report represent
reproduce request require rescue research resemble reserve reset reside resist resolve respond
restart restore restrict result resume retain retire retreat retrieve return reuse reveal revert
review revise revive revolt reward rewrite ride rinse ripen rise rob roll rotate ruin rule run
rush sail sample satisfy save say scale scan scatter score scrape seal search secrete secure see
seek seem seize select sell send sense separate serialise serve set settle shake shape share shed
shelter shift shine ship shiver shoot shorten show shrink shut sign signal simmer simplify
simulate sing sink sit skip sleep slide slow smell smoke smooth soften solidify solve sort sound
sow spawn speak specify speed spend spin split spoil sponsor spot spray spread spring squeeze
stabilise stain stand start stash state stay steal steam steer step stick stimulate sting stir
stitch stop store strain strengthen stress stretch strike strip struggle study submit substitute
succeed suck suffer suggest sum summarise supervise supply support suppress surrender surround
survey survive suspect suspend sustain swap swear sweep swell swim swing switch symbolise
synthesise tackle tag take taste teach tear tell tempt tend terminate test thank thicken think
threaten thrive throw tie tighten tilt tolerate touch tour trace track trade train transfer
transform translate transmit transplant transport trap travel treat trigger trim try tune turn
twist undergo unify unite update upgrade upload urge use utilise validate vanish vary verify
violate visit vote wage wait wake walk wander want warm warn wash watch water wave weaken wear
weave weigh welcome widen win wind wipe withdraw withstand witness work worry worsen worship wound
wrap write yield
    """
)
