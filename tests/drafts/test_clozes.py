"""The term that a cloze asks for, and how the rest of the statement is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.drafting.clozes.terms import find_term
from ankiflask.drafting.deletions import cloze as deleted
from ankiflask.drafting.english.vocabulary import Vocabulary, learn
from ankiflask.drafting.english.words import is_stop_word
from ankiflask.drafting.fronts import Front, Refusal, fronts

ENGLISH = ("Most of these texts are written in English, and that is easy to see.",)


def whole(expected: str) -> str:
    return expected.replace("{{c1::", "").replace("}}", "")


def cloze(statement: str, *more: str) -> str:
    return deleted(statement, find_term(statement, learn((statement, *ENGLISH, *more))))


@pytest.mark.parametrize(
    "expected",
    [
        "{{c1::Red blood cells}} carry oxygen from the lungs to the tissues.",
        "The pancreas produces {{c1::insulin}}.",
        "In humans, the left ventricle pumps blood into the {{c1::aorta}}.",
        "The Treaty of Versailles ended the {{c1::First World War}}.",
        "The green pigment in leaves is called {{c1::chlorophyll}}.",
        "It is known in Peru and Chile as the {{c1::year without a summer}}, and that is apt.",
        "These are {{c1::conifers}}, well-known trees such as firs.",
        "The capital of the Byzantine Empire was {{c1::Constantinople}}.",
        "It was long believed that life arises from {{c1::dead matter}}.",
        "The {{c1::Maillard reaction}} browns meat above a certain point.",
        "{{c1::Newton's first law}} says that a body at rest stays at rest.",
        "They can dispatch {{c1::requests}} to several places.",
        "Never wash {{c1::mushrooms}}; brush them.",
        "The {{c1::result}} is what it was.",
        "The tower was begun by {{c1::William the Conqueror}} and stands.",
        "It was asked for by {{c1::De Lesseps}} and refused.",
        "It was quite popular until the {{c1::18th century}}.",
        "It is in {{c1::1066}}.",
        "It shows what a {{c1::corporation}} owns and owes on one day.",
        "Eels travel down to the {{c1::Sargasso Sea}} to breed.",
        "No {{c1::butterfly}} completes the whole trip, since it is long.",
        "The muscles of the {{c1::iris}} contract and it is dark.",
        "Where the {{c1::optic nerve}} leaves the eye there are none of them.",
        "Even a {{c1::harmless refactoring}} breaks them.",
        "It is kept at a {{c1::pressure}} equivalent to that of it.",
        "A solution of {{c1::pH 4}} is sour.",
        "It went there with the {{c1::Boeing 747}} in the end.",
        "It is known by the book {{c1::One Hundred Years of Solitude}} of that time.",
        "It is added drop by drop until the {{c1::titration}} ends.",
        "The gas makes the {{c1::dough}} rise, and then it escapes.",
        "It removes a box from the {{c1::layout}} altogether.",
        "The player cannot make a {{c1::note}} louder by pressing it.",
        "Farmers of that time would not have called themselves {{c1::Vikings}} at all.",
        "The best line is of {{c1::45 to 75}} characters.",
        "They settled at {{c1::L'Anse aux Meadows}} in the north.",
        "Oxytocin makes the {{c1::cervix}} release still more oxytocin.",
    ],
)
def test_the_term_that_carries_the_fact_is_asked_for(expected: str) -> None:
    assert cloze(whole(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "The first {{c1::sewing machine}} broke within a week.",
        # Where questions are sure of the main verb, clozes are too.
        "Glassblowing made jugs so cheap that they became common in the {{c1::Roman Empire}}.",
        "The {{c1::Pacific}} alone covers more area than all the land put together.",
        "Before a jump, tighten the {{c1::harness}} with both hands.",
        "To find the leak, pump up the {{c1::mattress}} and listen.",
        "Two small gears side by side mean a {{c1::gearbox}}.",
        "A {{c1::chisel}} wears because the rock is hard.",
        "As a rule {{c1::acceptance}} takes time.",
        "What separates them is the {{c1::membrane}}.",
        "How violently it erupts depends on the {{c1::silica}}.",
        "{{c1::Squirrels}} look red in the sun.",
        "Its leaves are used for brewing {{c1::tea}}.",
        "Turning the {{c1::knob}} makes it louder.",
        "They seldom unbraid the {{c1::rope}}.",
        "It began to ferment the {{c1::barley}}.",
        "Both use {{c1::carbon}} then.",
        "Working memory holds the {{c1::syllables}}.",
        "They agreed to maintaining and defending the {{c1::harbour}}.",
        "A general named {{c1::Wang Geon}} overthrew the kingdom.",
    ],
)
def test_no_verb_is_part_of_a_term(expected: str) -> None:
    assert cloze(whole(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "The staff was devised by {{c1::Guido of Arezzo}} for singers.",
        "The rule comes from {{c1::Hyde v Wrench}} and still holds.",
        "The word was first used by {{c1::J. S. Bach}} himself.",
        "They adopted the {{c1::Declaration of the Rights of Man and of the Citizen}} then.",
        "It was shown by the critic {{c1::Louis Leroy}} at once.",
        "He called his review “{{c1::The Exhibition of the Impressionists}}” in fun.",
        "The server then answers with {{c1::404 Not Found}} at once.",
        "The most common cause is a {{c1::pinch flat}}, which is a small hole.",
        "It was mostly {{c1::Italian monks}} that wrote it.",
        "The capsule holds {{c1::vitamin D}} and little else.",
        "It is only an {{c1::invitation to treat}}, which is no offer.",
        "It is caused by {{c1::P. aeruginosa}} mostly.",
        "The {{c1::U.S. money supply}} is large.",
    ],
)
def test_a_name_or_a_term_is_hidden_whole(expected: str) -> None:
    assert cloze(whole(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "Each is about {{c1::11 cm}} long.",
        "About {{c1::99 %}} of it is taken back.",
        "They give off {{c1::1 to 2 litres}} a day.",
        "They may have paid {{c1::£100}} for it.",
        "He was here on {{c1::14 July 1789}} or so.",
        "They span exactly {{c1::twelve inches}} then.",
        "Before version 1.1 there was no {{c1::keyboard}}.",
        "It came in March, like the {{c1::swallows}}.",
    ],
)
def test_a_number_is_hidden_with_its_unit_and_a_date_whole(expected: str) -> None:
    assert cloze(whole(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "{{c1::Owls}} are awake when others sleep.",
        "Volcanic soil is often very fertile where {{c1::lava}} was.",
        "{{c1::Ferrets}} look greener.",
        "The {{c1::medulla}} was salty.",
    ],
)
def test_no_adjective_is_hidden_alone(expected: str) -> None:
    assert cloze(whole(expected)) == expected


def test_what_has_only_verbs_and_small_words_is_refused() -> None:
    statement = "They swam and slept."
    found = fronts(statement, learn((statement, *ENGLISH)))
    assert isinstance(found, Refusal)


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
        ("The hidden .git folder of it.", "The hidden {{c1::`.git`}} folder of it."),
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
