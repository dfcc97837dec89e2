"""Which two notes ask the same in other words, and which merely look alike."""

import pytest

from ankiflask.rewording import Wording, asks_otherwise

SAME = {
    "a misspelt word": (("Wich river flows trough Cairo?", "The Nile"), ("Which river flows through Cairo?", "The Nile")),
    "a misspelt name": (("What is the capital of Hungry?", "Budapest"), ("What is the capital of Hungary?", "Budapest")),
    "more words": (("Which river flows through Cairo?", "The Nile"), ("Which river flows through Cairo, Egypt?", "The Nile")),
    "fewer words": (("Who wrote the famous play Hamlet?", "Shakespeare"), ("Who wrote Hamlet?", "Shakespeare")),
    "other signs": (("What is  HTTP", "a protocol"), ("What is HTTP?", "A protocol.")),
    "another answer": (("When does an owl hunt?", "At night."), ("When does an owl hunt?", "In the dark, by ear.")),
    "asked otherwise": (("When does an owl hunt?", "At night."), ("At what time do owls hunt?", "At night.")),
    "asked otherwise, with more of an answer": (("Which river flows through Cairo?", "The Nile"), ("What river runs through Cairo?", "The Nile, the longest of Africa.")),
    "a question made a cloze": (("What is the capital of France?", "Paris"), ("The capital of France is Paris.", "Paris")),
    "a cloze with another verb": (("A wren sings to defend its territory.", "sings territory"), ("A wren sings to protect its territory.", "sings territory")),
    "a number written out": (("How many legs has a spider?", "8"), ("How many legs has a spider?", "Eight")),
    "another language's accents": (("Où se trouve le Rhone?", "En France"), ("Où se trouve le Rhône?", "En France")),
}  # fmt: skip

OTHER = {
    "HTTP and HTTPS": (("Which port does HTTP use?", "80"), ("Which port does HTTPS use?", "443")),
    "two plays of one author": (("Who wrote Hamlet?", "Shakespeare"), ("Who wrote Macbeth?", "Shakespeare")),
    "two parts of one king": (("Who wrote Henry IV?", "Shakespeare"), ("Who wrote Henry VI?", "Shakespeare")),
    "Mali and Malta": (("What is the capital of Mali?", "Bamako"), ("What is the capital of Malta?", "Valletta")),
    "begin and end": (("When did World War I begin?", "In 1914"), ("When did World War I end?", "In 1918")),
    "two years": (("Who won the World Cup in 1998?", "France"), ("Who won the World Cup in 2018?", "France")),
    "two products": (("What is 7 × 8?", "56"), ("What is 7 × 9?", "63")),
    "sing and ring": (("What is the past of sing?", "sang"), ("What is the past of ring?", "rang")),
    "two cousins": (("What is Spanish for cousin (male)?", "primo"), ("What is Spanish for cousin (female)?", "prima")),
    "ascending and descending": (("Which keyword sorts ascending?", "ASC"), ("Which keyword sorts descending?", "DESC")),
    "cat and dog": (("What sound does a cat make?", "Meow."), ("What sound does a dog make?", "Woof.")),
    "clozes of two birds": (("A wren lays six eggs.", "six"), ("A swan lays five eggs.", "five")),
    "two capitals in Japanese": (("日本の首都は？", "東京"), ("韓国の首都は？", "ソウル")),
}  # fmt: skip


def is_common(_: str) -> bool:
    return False


@pytest.mark.parametrize("case", SAME)
def test_a_question_in_other_words_is_the_same_one(case: str) -> None:
    old, new = SAME[case]
    assert not asks_otherwise(Wording(*old), Wording(*new), is_common)
    assert not asks_otherwise(Wording(*new), Wording(*old), is_common)


@pytest.mark.parametrize("case", OTHER)
def test_a_similar_question_about_something_else_is_another_one(case: str) -> None:
    old, new = OTHER[case]
    assert asks_otherwise(Wording(*old), Wording(*new), is_common)
    assert asks_otherwise(Wording(*new), Wording(*old), is_common)


def test_words_that_most_notes_have_are_not_counted_as_exchanged() -> None:
    old, new = Wording("Name the river of Cairo", "The Nile"), Wording("Which river of Cairo?", "X")
    assert asks_otherwise(old, new, is_common)
    assert not asks_otherwise(old, new, {"name", "the", "which"}.__contains__)
