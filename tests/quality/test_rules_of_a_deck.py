"""Rules about a deck as a whole: its media, its difficulties, and what it allows."""

from dataclasses import replace

import pytest

from ankiflask.deck.model import Deck, Difficulty
from ankiflask.deck.reader import read_deck
from ankiflask.problems import Problem, Source
from ankiflask.quality.judging import quality
from ankiflask.quality.rule import Checked

MIB = 1024 * 1024
HEAD = "deck: Rivers\nuid: rivers\ndifficulty: easy\n"
YES_NO = "question: Does the Nile flow north?\n    answer: Yes."
GOOD = "question: Which way does the Nile flow?\n    answer: North."


def deck_of(*notes: str, head: str = "") -> Deck:
    items = (f"  - id: note-{number}\n    {note}\n" for number, note in enumerate(notes))
    deck, problems = read_deck(Source("deck.yaml", f"{HEAD}{head}notes:\n{''.join(items)}"))
    assert deck is not None, problems
    assert problems == ()
    return deck


def rules(problems: tuple[Problem, ...]) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in problems]


def graded(easy: int, medium: int, hard: int) -> Deck:
    levels = [Difficulty.EASY] * easy + [Difficulty.MEDIUM] * medium + [Difficulty.HARD] * hard
    questions = (
        f"question: Which river has the number {n}?\n    answer: The {n}th."
        for n in range(len(levels))
    )
    deck = deck_of(*questions)
    notes = zip(deck.notes, levels, strict=True)
    return replace(deck, notes=tuple(replace(note, difficulty=level) for note, level in notes))


@pytest.mark.parametrize(("name", "size"), [("nile.png", MIB + 1), ("nile.mp3", 4 * MIB + 1)])
def test_a_huge_file_is_told_at_the_note_that_shows_it(name: str, size: int) -> None:
    key = "audio" if name.endswith("mp3") else "picture"
    deck = deck_of(
        GOOD, f"question: Which river is heard here?\n    answer: It.\n    {key}: {name}"
    )
    (problem,) = quality(Checked(deck=deck, media={name: size}, folder=(name,)))
    assert (problem.line, problem.rule) == (11, "Q014")


@pytest.mark.parametrize(("name", "size"), [("nile.png", MIB), ("nile.mp3", 4 * MIB)])
def test_a_file_of_common_size_is_not_told(name: str, size: int) -> None:
    deck = deck_of(GOOD)
    assert quality(Checked(deck=deck, media={name: size}, folder=(name,))) == ()


def test_a_file_that_no_note_names_is_told_by_its_own_name() -> None:
    checked = Checked(deck=deck_of(GOOD), folder=("nile.png", "old.png"), media={"nile.png": 1})
    (problem,) = quality(checked)
    assert (problem.file, problem.line, problem.rule) == ("media/old.png", 0, "Q015")


def test_a_file_that_the_system_leaves_in_a_folder_is_not_told() -> None:
    folder = (".DS_Store", ".gitkeep", "Thumbs.db", "LICENSE")
    assert quality(Checked(deck=deck_of(GOOD), folder=folder)) == ()


@pytest.mark.parametrize(("easy", "medium", "hard"), [(0, 20, 0), (2, 2, 40), (19, 5, 0)])
def test_a_deck_of_one_difficulty_is_told(easy: int, medium: int, hard: int) -> None:
    assert rules(quality(Checked(deck=graded(easy, medium, hard)))) == [(3, "Q017")]


@pytest.mark.parametrize(("easy", "medium", "hard"), [(0, 19, 0), (15, 5, 0), (7, 7, 7)])
def test_a_small_deck_or_one_with_a_spread_is_not_told(easy: int, medium: int, hard: int) -> None:
    assert quality(Checked(deck=graded(easy, medium, hard))) == ()


def test_a_note_allows_a_rule_for_itself_alone() -> None:
    other = YES_NO.replace("Nile", "Rhine")
    deck = deck_of(f"{YES_NO}\n    allow: [Q002]", other)
    assert rules(quality(Checked(deck=deck))) == [(10, "Q002")]


def test_a_deck_allows_a_rule_for_all_notes() -> None:
    deck = deck_of(YES_NO, YES_NO.replace("Nile", "Rhine"), head="allow: [Q002]\n")
    assert quality(Checked(deck=deck)) == ()


@pytest.mark.parametrize("most", [1, 150, 300])
def test_of_many_problems_the_first_ones_are_found_without_the_rest(most: int) -> None:
    notes = [YES_NO.replace("Nile", f"river {number}") for number in range(500)]
    notes[3] += "\n    allow: [Q009]"
    notes[499] = notes[498]
    checked = Checked(deck=deck_of(*notes))
    everything, first = quality(checked), quality(checked, most)
    assert first[: most + 1] == everything[: most + 1]
    assert len(first) < len(everything)


def test_what_a_deck_allows_is_looked_for_in_all_notes() -> None:
    notes = [YES_NO.replace("Nile", f"river {number}") for number in range(300)]
    notes.append("question: Which way does the Nile flow, and why?\n    answer: North.")
    checked = Checked(deck=deck_of(*notes, head="allow: [Q003]\n"))
    assert quality(checked, 1) == quality(checked)


def test_either_note_of_a_pair_may_allow_it() -> None:
    other = GOOD.replace("does the Nile", "would a Nile")
    assert [rule for _, rule in rules(quality(Checked(deck=deck_of(GOOD, other))))] == ["Q007"]
    for notes in ((f"{GOOD}\n    allow: [Q007]", other), (GOOD, f"{other}\n    allow: [Q007]")):
        assert quality(Checked(deck=deck_of(*notes))) == ()


def test_what_is_allowed_and_finds_nothing_is_needless() -> None:
    deck = deck_of(f"{GOOD}\n    allow: [Q002]", head="allow: [Q011]\n")
    assert rules(quality(Checked(deck=deck))) == [(4, "Q020"), (9, "Q020")]


def test_even_needless_words_can_be_allowed() -> None:
    deck = deck_of(f"{GOOD}\n    allow: [Q002]", head="allow: [Q011, Q020]\n")
    assert quality(Checked(deck=deck)) == ()


def test_an_allowed_rule_that_finds_something_is_not_needless_where_the_deck_allows_it_too() -> (
    None
):
    deck = deck_of(f"{YES_NO}\n    allow: [Q002]", head="allow: [Q002]\n")
    assert quality(Checked(deck=deck)) == ()


def test_a_phrase_that_opens_sentences_in_many_notes_is_named_once() -> None:
    def deck(many: int, opening: str = "Older texts say") -> Deck:
        return deck_of(
            *(
                f"question: Which river has the number {n}?\n    answer: The {n}th."
                + (f"\n    note: 'It is long. {opening} otherwise.'" if n < many else "")
                for n in range(60)
            )
        )

    def found(deck: Deck) -> list[str]:
        return [each.message for each in quality(Checked(deck=deck)) if each.rule == "Q026"]

    assert found(deck(12)) == ["12 of 60 notes have a sentence that begins with “Older texts”."]
    assert found(deck(7)) == []
    assert found(deck(12, "In the south they say")) == []
    assert found(deck(12, "Plural form: rivers, said")) == []


def test_a_very_wide_line_of_code_is_a_warning() -> None:
    def severity(width: int) -> str:
        deck = deck_of(f"{GOOD}\n    example: |\n      a = 1\n      {'x' * width}")
        (problem,) = quality(Checked(deck=deck))
        assert (problem.rule, problem.line) == ("Q023", 10)
        return str(problem.severity)

    assert (severity(45), severity(88), severity(89)) == ("info", "info", "warning")
