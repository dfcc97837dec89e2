"""Which questions are asked, and which are not though a rule could."""

import pytest

from ankiflask.drafts.clauses.facts import Fact
from ankiflask.drafts.english.tokens import sentences, tokens
from ankiflask.drafts.english.vocabulary import learn
from ankiflask.drafts.english.words import stem
from ankiflask.drafts.questions.asking import Question, ask

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
        ("Because there is no second kernel to boot, a container usually starts in a second.",
         "Why does a container usually start in a second?",
         "Because there is no second kernel to boot."),
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
        # No is said, too.
        ("HTTP is stateless, so the server is not required to remember anything.",
         "Why is the server not required to remember anything?", "Because HTTP is stateless."),
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
    assert (found.sure, found.lowered) == (0.85, ("an opening",))
