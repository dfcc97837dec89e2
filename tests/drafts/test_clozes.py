"""The term that a cloze asks for, and how the rest of the statement is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.drafts.clozes import cloze as deleted
from ankiflask.drafts.fronts import Front, Refusal, fronts
from ankiflask.drafts.terms import find_term
from ankiflask.drafts.vocabulary import Vocabulary, learn
from ankiflask.drafts.words import is_stop_word

ENGLISH = ("Most of these texts are written in English, and that is easy to see.",)


def cloze(statement: str, *more: str) -> str:
    return deleted(statement, find_term(statement, learn((statement, *ENGLISH, *more))))


@pytest.mark.parametrize(
    "expected",
    [
        "{{c1::Red blood cells}} carry oxygen from the lungs to the tissues.",
        "The {{c1::pancreas}} produces insulin.",
        "In humans, the {{c1::left ventricle}} pumps blood into the aorta.",
        "The {{c1::Treaty of Versailles}} ended the First World War.",
        "The green pigment in leaves is called {{c1::chlorophyll}}.",
        "The capital of the Byzantine Empire was {{c1::Constantinople}}.",
        "It was long believed that {{c1::life}} arises from dead matter.",
        "The {{c1::Maillard reaction}} browns meat above 140 °C.",
        "{{c1::Newton's first law}} says that a body at rest stays at rest.",
        "They can dispatch {{c1::requests}} to several places.",
        "Never wash {{c1::mushrooms}}; brush them.",
        "The {{c1::result}} is what it was.",
        "It is in {{c1::1066}}.",
    ],
)
def test_the_term_that_a_statement_is_about_is_asked_for(expected: str) -> None:
    assert cloze(expected.replace("{{c1::", "").replace("}}", "")) == expected


def test_a_word_that_most_statements_use_is_not_asked_for() -> None:
    more = [f"Flask has {thing}." for thing in ("routes", "views", "hooks", "signals")]
    assert cloze("Flask stores files.", *more) == "Flask stores {{c1::files}}."


def test_no_copy_of_the_term_gives_the_answer_away() -> None:
    assert cloze("Flask routes map a URL; Flask routes take variables.") == (
        "{{c1::Flask routes}} map a URL; {{c1::Flask routes}} take variables."
    )


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("The std::vector class grows.", "The {{c1::`std::vector`}} class grows."),
        ("The a::b mark divides.", "The {{c1::`a::b`}} mark divides."),
        ("The {{ name }} tag prints names.", "The `{{ name }}` {{c1::tag}} prints names."),
        ("Two braces {{ begin a block.", "Two {{c1::braces}} {{ begin a block."),
        ("In Anki one writes {{c1::so}}.", "In {{c1::Anki}} one writes \\{{c1::so}}."),
        ("In Anki {{ C2: fails.", "In {{c1::Anki}} \\{{ C2: fails."),
    ],
)
def test_braces_and_colons_of_the_text_end_no_deletion(statement: str, expected: str) -> None:
    assert cloze(statement) == expected


def shown(statement: str) -> tuple[Front, ...]:
    found = fronts(statement, learn((statement,)))
    assert not isinstance(found, Refusal)
    return found


def test_a_text_in_another_language_is_asked_for_its_longest_word() -> None:
    statement = "Die Zellmembran umgibt jede Zelle."
    (found,) = shown(statement)
    assert found.cloze == "Die {{c1::Zellmembran}} umgibt jede Zelle."


def test_scripts_without_spaces_are_divided_at_their_particles() -> None:
    statement = "光合作用是植物利用光能的过程。"
    (found,) = shown(statement)
    assert found.cloze == "{{c1::光合作用}}是植物利用光能的过程。"


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("Photosynthesis.", "draft-no-term"),
        ("...", "draft-no-term"),
        ("It is what it is.", "draft-no-term"),
        ("It is a {name} in {{ braces }}.", "draft-no-term"),
        ("What is the capital of France?", "draft-open-question"),
    ],
)
def test_a_statement_that_cannot_be_asked_about_is_refused(statement: str, rule: str) -> None:
    found = fronts(statement, learn((statement, *ENGLISH)))
    assert isinstance(found, Refusal)
    assert found.rule == rule


WORDS = st.sampled_from(
    "the a an is are was of in cell membrane enzymes carries built It They which Flask's 1066 "
    "called using , ; ( ) . :: {{ }} render_template() process Treaty Versailles quickly".split()
)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
def test_a_term_is_never_a_stop_word_alone_nor_the_whole_text(text: str) -> None:
    vocabulary: Vocabulary = learn((text, *ENGLISH))
    term = find_term(text, vocabulary)
    if not term:
        return
    assert any(word.is_code or word.text.isdigit() or not is_stop_word(word.text) for word in term)
    assert any(sign.isalnum() for sign in text[: term[0].start] + text[term[-1].end :])
