"""Which questions are asked, and which are not though a rule could."""

import pytest

from ankiflask.drafting.english.facts import Fact
from ankiflask.drafting.english.tokens import sentences, tokens
from ankiflask.drafting.english.vocabulary import learn
from ankiflask.drafting.english.words import stem
from ankiflask.drafting.questions.asking import Question, ask

MORE = (
    "Most of these texts are written in English, and that is easy to see with the tags.",
    "Brakes and cables are checked before the ride, with a rag for the oil.",
)


def asked(statement: str, before: str = "") -> Question | None:
    head, *more = sentences(statement)
    stems = frozenset(stem(word.text) for word in tokens(before))
    return ask(Fact(head=head, more=" ".join(more)), learn((statement, *MORE)), stems)


@pytest.mark.parametrize(
    ("statement", "question", "answer"),
    [
        # What stands first may be what is asked for.
        ("When a contract is broken, the usual remedy is damages.",
         "What is the usual remedy when a contract is broken?", "Damages."),
        ("If demand were low, the price would fall.",
         "What would happen if demand were low?", "The price would fall."),
        ("When Tambora exploded in April 1815, it darkened the sky for months.",
         "What happened when Tambora exploded in April 1815?", "It darkened the sky for months."),
        ("If the links are worn, the chain should be replaced.",
         "What should happen if the links are worn?", "The chain should be replaced."),
        # The opening of a question stands where it is read best.
        ("In equal temperament the octave is divided into twelve semitones.",
         "In equal temperament, what is the octave divided into?", "Twelve semitones."),
        # "What" is one thing, whatever the answer.
        ("Gram-positive bacteria have a thick wall of peptidoglycan without outer membranes and stain purple under the microscope.",
         "What has a thick wall of peptidoglycan without outer membranes and stains purple under the microscope?", "Gram-positive bacteria."),
        # A date may have a day, and something behind it.
        ("NATO was founded in April 1949 by twelve states.", "When was NATO founded?", "In April 1949."),
        ("The Berlin Wall was opened on 9 November 1989.",
         "When was the Berlin Wall opened?", "On 9 November 1989."),
        ("The contract was signed on March 3, 1918 after long talks.",
         "When was the contract signed?", "On March 3, 1918."),
        ("The dry-plate process spread through Europe in the 1880s.",
         "When did the dry-plate process spread through Europe?", "In the 1880s."),
        ("George Frideric Handel was born in Halle in 1685, the same year as Bach.",
         "When was George Frideric Handel born?", "In 1685."),
        ("COVID-19, caused by a coronavirus, was first identified in Wuhan in December 2019.",
         "When was COVID-19 first identified in Wuhan?", "In December 2019."),
        ("The new polymer was discovered by accident at ICI in 1933, when two chemists heated ethene and found a waxy solid.",
         "When was the new polymer discovered by accident at ICI?", "In 1933."),
        # What belongs to the subject is named with it.
        ("The Soviet Union tested its first atomic bomb in August 1949.",
         "When did the Soviet Union test its first atomic bomb?", "In August 1949."),
        ("Charles Richter devised his magnitude scale in 1935.",
         "When did Charles Richter devise his magnitude scale?", "In 1935."),
        # A field of study is no name.
        ("Typography is the art of arranging type.", "What is typography?", "The art of arranging type."),
        ("Ecology is the study of living things and their surroundings.",
         "What is ecology?", "The study of living things and their surroundings."),
        # The time is that of what happened.
        ("When the Soviets cut the road and rail links to West Berlin, the Western powers supplied it by air.",
         "What happened when the Soviets cut the road and rail links to West Berlin?",
         "The Western powers supplied it by air."),
        # It is not the thing that is asked for, but the moment.
        ("A lean loaf is done when its centre measures roughly 95 °C.",
         "When is a lean loaf done?", "When its centre measures roughly 95 °C."),
        # How much of the cause it is belongs to the cause.
        ("Bread goes stale mainly because its starch recrystallises.",
         "Why does bread go stale?", "Mainly because its starch recrystallises."),
        # A name stays one.
        ("Alfred of Wessex defeated the Danes in 878.", "Who defeated the Danes in 878?", "Alfred of Wessex."),
        # No is said, too.
    ],
)  # fmt: skip
def test_a_question_is_asked_as_a_careful_person_would(
    statement: str, question: str, answer: str
) -> None:
    found = asked(statement)
    assert found is not None
    assert (found.question, found.answer) == (question, answer)


@pytest.mark.parametrize(
    "statement",
    [
        # Much could be the answer.
        "Dance halls attracted visitors.",
        "Managers prepare financial reports with care and patience every year.",
        "Amazon uses robots.",
        # It points to what is not there.
        "The first method takes more time than that of the others.",
        "The company sells more cars than others do.",
        "Its results depend on the weather.",
        "Robert Paine introduced the idea in the 1960s after removing starfish from a shore in Washington State.",
        "Linus Torvalds wrote the first version in April 2005.",
        # It says as much of another state.
        "A ring is wide when conditions were good and narrow after a drought.",
        "Parchment is different again because it is prepared from the skins of goats.",
        # What it results from stands elsewhere, and the other half of a contrast, too.
        "The resulting increase in acidity prevents the growth of bacteria.",
        "While there are few human cases in Europe, rabies causes the death of many people in Asia.",
        "Bicycles are built using one of three types of frames.",
        # A person is no "it", and a thing no "who".
        "Louis Pasteur demonstrated in the middle of the nineteenth century that living organisms were responsible for it.",
        "In 1829 George and Robert Stephenson's Rocket won the Rainhill Trials, reaching about 30 miles per hour.",
        # The verb is said once, for three things.
        "The P wave reflects depolarisation of the atria, the QRS complex depolarisation of the ventricles, and the T wave their repolarisation.",
        # What is done is no consequence of the place.
        "Where the slope is too great for ordinary adhesion, a rack railway is used.",
        # Its answer is the word itself.
        "Section 1 of the Theft Act defines theft as the dishonest appropriation of property.",
        # What tells how a thing is called is not its verb.
        "An opening called the foramen ovale lets blood pass from the right atrium to the left side of the heart.",
        # When something followed tells nothing without what it followed.
        "The Warsaw Pact followed in 1955.",
        # Of such things there are many, and nothing tells which is meant.
        "Hernán Cortés landed on the coast in 1519.",
        "Johannes Brønsted proposed a broader definition in 1923.",
        # It has many answers, or asks for what nobody would think of.
        "The bar-tailed godwit makes the longest known flight of all birds.",
        "Black tea is brewed with water just off the boil.",
        "The new typeface was commissioned by a newspaper of the capital.",
        "Depreciation is an expense, although no cash leaves the business.",
        "A network of roads held the empire together.",
        "The battery should be stored in a cool place at about half charge.",
        "The best-known example is the cod off Newfoundland, whose collapse closed the fishery.",
        "Consumer law exists because the two sides of such a contract are not equal.",
        "To protect stocks, authorities set quotas and closed seasons and licences for every kind of fish.",
        "In a two-round system, a run-off is held between the leading candidates if nobody has a majority.",
        "The same kind of storm is called a typhoon in the western Pacific.",
        "Phosphorus and arsenic have five valence electrons and produce a material with many free electrons.",
        "Silicon is a poor emitter of light because its band gap is indirect.",
        "The link is made by giving both the same name.",
        "`pattern` checks a text against an expression; `minlength` limits its length.",
        # Something is left out, or more is taken for its condition.
        "Two covenants adopted in 1966, one on civil and one on social rights, turned its principles into law.",
        "When the Moon is at its first or last quarter the two partly cancel each other out, giving neap tides.",
        "Salt slows down bacteria, draws out moisture, helps a rind to form and, of course, adds flavour to cheese.",
        "Sphagnum makes its surroundings acidic in all the water of the bog.",
        # It names one of many, or people.
        "A favourite trick was the feigned retreat.",
        "The Mongols were nomadic herders who moved with the seasons.",
        "To give the space back to the system, run the command VACUUM.",
        # More is counted than it asks for.
        "The human retina contains around 120 million rods but only about 6 million cones.",
        # It could be a title.
        "Waiting for Godot was first staged in Paris in 1953.",
        # It is the date of the second verb.
        "The old locomotive was built by the Cornish engineer Richard Trevithick and ran at an ironworks in South Wales in 1804.",
        # It says how something is, not what.
        "Intensity is a different matter.",
        "Childbirth is a well-known exception.",
        # The subject does something else, too.
        "The typeface was commissioned by the London newspaper The Times and first appeared in its pages.",
        # The answer says nothing new.
        "Prices are set by the prices.",
        # The sentence goes on.
        "To keep data you need one of these:",
        # Others than people are asked for with "what".
        "Judges conduct public hearings about the rights of workers and unions.",
    ],
)
def test_a_doubtful_question_is_not_asked(statement: str) -> None:
    assert asked(statement) is None


def test_what_stands_between_commas_and_behind_a_date_is_in_the_note() -> None:
    virus = "COVID-19, caused by a coronavirus, was first identified in Wuhan in December 2019."
    for statement in (virus, "The hive was sold in 1851, and found its way to America."):
        found = asked(statement)
        assert found is not None
        assert found.note == statement


def test_what_was_told_just_before_is_not_pointed_to() -> None:
    statement = "The stripes form because new rock records the direction of the field."
    assert asked(statement) is not None
    assert asked(statement, before="Surveys revealed stripes of magnetised rock.") is None


def test_what_the_answer_leaves_out_stands_in_the_note() -> None:
    whole = (
        "The enzyme that fixes carbon dioxide is called Rubisco, and it may be the most common one."
    )
    found = asked(whole)
    assert found is not None
    assert (found.answer, found.note) == ("Rubisco.", whole)


def test_sentences_that_cannot_stand_alone_stand_in_the_note() -> None:
    found = asked("A contract is an agreement that the law enforces. These need two sides.")
    assert found is not None
    assert found.answer == "An agreement that the law enforces."
    assert found.note == "These need two sides."


def test_what_makes_a_question_less_sure_is_named() -> None:
    found = asked("In winter, the comb is made of wax.")
    assert found is not None
    assert (found.sure, found.lowered) == (0.65, ("an opening",))
