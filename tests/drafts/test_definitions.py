"""Definition questions, and the statements that get none because no rule is sure."""

import pytest

from ankiflask.drafting.english.tokens import sentences
from ankiflask.drafting.english.vocabulary import Vocabulary, learn
from ankiflask.drafting.questions.definitions import RULES
from ankiflask.drafting.questions.rule import Asked, Reading

MORE = (
    "Blueprints are often reused, since blueprints and templates belong together.",
    "In Flask a template is a file, and Flask renders it.",
)


def found_by(statement: str, vocabulary: Vocabulary) -> Asked | None:
    """What the rules of definitions ask for."""
    first, *others = sentences(statement)
    reading = Reading(first, " ".join(others), None, vocabulary)
    found = (rule.ask(reading) for rule in RULES)
    return next((asked for asked in found if asked), None)


def asked(statement: str) -> tuple[str, str] | None:
    found = found_by(statement, learn((statement, *MORE)))
    return (found.question, found.answer) if found else None


@pytest.mark.parametrize(
    ("statement", "question", "answer"),
    [
        (
            "Flask is a web framework for Python.",
            "What is Flask?",
            "A web framework for Python.",
        ),
        (
            "Flask templates are HTML files that hold placeholders. They are rendered later.",
            "What are Flask templates?",
            "HTML files that hold placeholders.",
        ),
        (
            "Blueprints in Flask are components that organise an application.",
            "What are blueprints in Flask?",
            "Components that organise an application.",
        ),
        (
            "render_template() is a function that returns HTML.",
            "What is render_template()?",
            "A function that returns HTML.",
        ),
        (
            "Flask's application context is an object that lives as long as a request.",
            "What is Flask's application context?",
            "An object that lives as long as a request.",
        ),
        (
            "The Magna Carta was a charter of rights.",
            "What was the Magna Carta?",
            "A charter of rights.",
        ),
        (
            "Photoelectrolysis is the splitting of water by light.",
            "What is photoelectrolysis?",
            "The splitting of water by light.",
        ),
        (
            "DNA is a molecule that carries genes.",
            "What is DNA?",
            "A molecule that carries genes.",
        ),
        (
            "The heart is one of the organs of the chest.",
            "What is the heart?",
            "One of the organs of the chest.",
        ),
    ],
)
def test_a_definition_is_asked_for(statement: str, question: str, answer: str) -> None:
    assert asked(statement) == (question, answer)


def test_a_person_with_two_names_is_asked_for() -> None:
    found = asked("Angela Merkel is a German politician.")
    assert found == ("Who is Angela Merkel?", "A German politician.")


def test_what_stands_in_brackets_is_kept_in_the_question() -> None:
    statement = "Flask locals (g, request) are objects that belong to a context."
    assert asked(statement) == (
        "What are Flask locals (g, request)?",
        "Objects that belong to a context.",
    )


def test_a_statement_that_asks_and_answers_is_taken_as_it_is() -> None:
    assert asked("What is a gene? A stretch of DNA.") == ("What is a gene?", "A stretch of DNA.")


@pytest.mark.parametrize(
    "statement",
    [
        # It means nothing without what came before.
        "It is a web framework.",
        "This is a common mistake.",
        "These are rules that all must follow.",
        "This principle is a cornerstone of criminal law.",
        "One reason is the need for certainty.",
        "The result is a mistrial.",
        "The outcome is a mistrial.",
        "There is a bird that cannot fly.",
        "What is it? A bird.",
        # It defines nothing.
        "Water is the same everywhere.",
        "Routes in Flask are created by decorators.",
        "Flask applications are thread-safe.",
        "Flask is not a database.",
        "The Romans are famous for their aqueducts.",
        "Flask is also a bottle.",
        "Zeolite is the best-known example of a sieve.",
        # The subject is no plain name.
        "What this means is a heavier burden for the state.",
        "Adding salt to water is a way to raise its boiling point.",
        "In Flask, a view is a function.",
        "The thing that matters is the result of the vote.",
        # "Who" could be right.
        "Hammurabi was the sixth king of Babylon.",
        "Vikings are seafarers who raided the coasts of Europe.",
        # Nobody can tell whether the first word is a name.
        "Rhizobium is a bacterium.",
    ],
)
def test_a_doubtful_question_is_not_asked(statement: str) -> None:
    assert asked(statement) is None


def test_a_first_word_is_written_as_the_text_writes_it_elsewhere() -> None:
    statement = "Propolis is a resin."
    small = found_by(statement, learn((statement, "Bees use propolis.")))
    name = found_by(
        statement, learn((statement, "Their album Propolis sold well, as Propolis does."))
    )
    assert small
    assert name
    assert (small.question, name.question) == ("What is propolis?", "What is Propolis?")
