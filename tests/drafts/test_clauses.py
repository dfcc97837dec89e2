"""A sentence's main clause: what opens it, whom it is about, its verb, and what it says."""

import pytest

from ankiflask.drafting.english.clause import Clause, main_clause
from ankiflask.drafting.english.openings import OpeningKind
from ankiflask.drafting.english.second_clauses import first_joint
from ankiflask.drafting.english.vocabulary import learn

MORE = ("Most of these texts are written in English, and that is easy to see with the tags.",)


def clause_of(sentence: str) -> Clause | None:
    return main_clause(sentence, learn((sentence, *MORE)))


def parts(sentence: str) -> tuple[str, str, str] | None:
    clause = clause_of(sentence)
    return (clause.named, f"{clause.verb} {clause.main}".strip(), clause.rest) if clause else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rivers carry sand.", ("Rivers", "carry", "sand")),
        ("A river can carry sand.", ("A river", "can carry", "sand")),
        ("A rule can apply to all.", ("A rule", "can apply", "to all")),
        # Words that could be nouns.
        ("Typical plate speeds range from 2 to 10 cm.",
         ("Typical plate speeds", "range", "from 2 to 10 cm")),
        ("Reports based on samples are clear.",
         ("Reports based on samples", "are", "clear")),
        ("A chain wears because it is used.", ("A chain", "wears", "because it is used")),
        # What tells more about the subject.
        ("The enzyme that fixes carbon dioxide is called Rubisco.",
         ("The enzyme that fixes carbon dioxide", "is called", "Rubisco")),
        ("Chords of three notes built from thirds are called triads.",
         ("Chords of three notes built from thirds", "are called", "triads")),
        ("Bread made with yeast keeps well.", ("Bread made with yeast", "keeps", "well")),
        # A name of several words has its verb behind it, also one that could be a participle.
        ("Jan Ingenhousz showed that plants need light.",
         ("Jan Ingenhousz", "showed", "that plants need light")),
        # Adverbs stay outside.
        ("Rubisco sometimes binds oxygen.", ("Rubisco", "binds", "oxygen")),
        ("The tool is often used at night.", ("The tool", "is used", "at night")),
        ("Salt does not melt ice at once.", ("Salt", "does melt", "ice at once")),
    ],
)  # fmt: skip
def test_subject_and_verb_are_told_apart(sentence: str, expected: tuple[str, str, str]) -> None:
    assert parts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "kind", "opening", "subject"),
    [
        ("In winter, bees form a cluster.", OpeningKind.PHRASE, "In winter", "bees"),
        ("In equal temperament the octave is divided.", OpeningKind.PHRASE, "In equal temperament", "the octave"),
        ("After long protests the plebeians gained officials.", OpeningKind.PHRASE, "After long protests", "the plebeians"),
        ("In 1863 the jury refused a picture.", OpeningKind.DATE, "In 1863", "the jury"),
        ("On 14 July 1789 a crowd stormed the prison.", OpeningKind.DATE, "On 14 July 1789", "a crowd"),
        ("Between 264 and 146 BC Rome fought a rival.", OpeningKind.DATE, "Between 264 and 146 BC", "Rome"),
        ("When a commit is made, a branch moves.", OpeningKind.CONDITION, "When a commit is made", "a branch"),
        ("Because rye is heavy, the bread is dense.", OpeningKind.CAUSE, "Because rye is heavy", "the bread"),
        ("Although it was wet, the match was played.", OpeningKind.OTHER, "Although it was wet", "the match"),
        # It binds the sentence to the one before, and tells nothing.
        ("For example, salt melts ice.", OpeningKind.PHRASE, "", "salt"),
    ],
)  # fmt: skip
def test_what_opens_a_sentence_is_no_part_of_its_clause(
    sentence: str, kind: OpeningKind, opening: str, subject: str
) -> None:
    clause = clause_of(sentence)
    assert clause is not None
    assert (clause.opening_kind, clause.opening, clause.named) == (kind, opening, subject)


def test_an_aside_belongs_to_the_subject() -> None:
    clause = clause_of("HTTP, the Hypertext Transfer Protocol, lets a client ask a server.")
    assert clause is not None
    assert (clause.named, clause.aside, clause.verb) == (
        "HTTP",
        ", the Hypertext Transfer Protocol,",
        "lets",
    )


def test_a_denied_verb_is_known_as_one() -> None:
    for sentence in ("Salt does not melt ice.", "Salt cannot melt ice.", "Salt is not used here."):
        clause = clause_of(sentence)
        assert clause is not None
        assert clause.adverb.startswith("not")


@pytest.mark.parametrize(
    "sentence",
    [
        "It contains salt.",
        "This was known before.",
        "Always run your fingers around the tyre.",
        "Using salt, cooks draw water out of vegetables.",
        "The last of the kings, Tarquin the Proud, and his sons were driven out.",
        "",
        ",",
        ", the",
        "Dogs such",
    ],
)
def test_where_the_subject_is_not_sure_there_is_no_clause(sentence: str) -> None:
    assert clause_of(sentence) is None


@pytest.mark.parametrize(
    ("rest", "core"),
    [
        ("ADH, and that is why drinking it leads to thirst", "ADH"),
        ("a tritone, and the tension of that interval makes the ear expect more", "a tritone"),
        ("a name; the name may be long", "a name"),
        ("starch, proteins and fats, and they are needed daily", "starch, proteins and fats"),
        ("free to move, while rubber is an insulator", "free to move"),
        # Only a list.
        ("the skills, knowledge, and abilities a person needs", None),
        ("salt, sugar and water", None),
    ],
)
def test_a_second_clause_is_told_from_the_end_of_a_list(rest: str, core: str | None) -> None:
    joint = first_joint(rest, learn(MORE))
    assert (None if joint is None else rest[:joint]) == core
