"""Several decks, subdecks, descriptions, media and locks."""

from pathlib import Path

import pytest

from tests.sync.converging import GOOD, Student
from tests.sync.desks import FIRST_AT, IDS, SECOND_AT, Author, cards

pytestmark = pytest.mark.anki


def test_two_decks_at_once_are_what_they_are_one_by_one(
    student: Student, author: Author, tmp_path: Path
) -> None:
    other = Author(tmp_path / "other", uid="fowl", deck="Fowl")
    both = author.release(FIRST_AT), other.release(FIRST_AT)
    ended = student.sync(*both)
    assert ended.code == 0
    assert [(deck["uid"], len(deck["added"])) for deck in ended.report["decks"]] == [
        ("birds", len(IDS)), ("fowl", len(IDS)),
    ]  # fmt: skip
    seen = student.learner.look()
    assert {card.deck for card in cards(seen, *IDS)} == {"Birds"}
    assert {card.deck for card in cards(seen, *IDS, uid="fowl")} == {"Fowl"}
    assert len(seen.media) == 1  # both have the same swan
    student.holds(*both)
    other.edit("robin", answer="Red.")
    both = author.release(SECOND_AT), other.release(SECOND_AT)
    ended = student.sync(*both)
    assert [deck["updated"] for deck in ended.report["decks"]] == [[], ["robin"]]
    student.holds(*both)


def test_subdecks_by_topic_take_new_notes_where_their_topic_is(
    anybody: Student, author: Author
) -> None:
    author.describe(subdecks="topic", description="By topic.")
    anybody.sync(author.release(FIRST_AT))
    anybody.learner.describe_deck("Birds", "Mine.")
    assert {card.deck for card in anybody.cards("eel")} == {"Birds::fish"}
    anybody.learner.rename_deck("Birds::fish", "Slippery")
    author.add("cod", question="Is a cod a bird?", answer="No.", topics=["fish"])
    author.add("bat", question="Is a bat a bird?", answer="No.", topics=["mammals"])
    author.add("jay", question="Is a jay a bird?", answer="Yes.", topics=["birds"])
    release = author.release(SECOND_AT)
    assert anybody.sync(release).told() == {"added": ["bat", "cod", "jay"]}
    assert [anybody.cards(each)[0].deck for each in ("cod", "bat", "jay")] == [
        "Slippery", "Birds::mammals", "Birds::birds",
    ]  # fmt: skip
    assert anybody.learner.description("Birds") == "Mine."
    anybody.holds(release)


def test_the_description_of_the_learners_deck_stays(anybody: Student, author: Author) -> None:
    text = 'Mine, <b>with</b> &amp; "signs".'
    author.describe(description="Birds of the garden.")
    anybody.sync(author.release(FIRST_AT))
    assert "Birds of the garden." in anybody.learner.description("Birds")
    anybody.learner.describe_deck("Birds", text)
    author.add("jay", question="Is a jay a bird?", answer="Yes.", topics=["birds"])
    anybody.sync(author.release(SECOND_AT))
    assert anybody.learner.description("Birds") == text


def test_the_description_of_a_deck_above_stays(anybody: Student, author: Author) -> None:
    anybody.sync(author.release(FIRST_AT))
    anybody.learner.rename_deck("Birds", "Nature::Birds")
    anybody.learner.describe_deck("Nature", "All that is <i>alive</i>.")
    author.add("jay", question="Is a jay a bird?", answer="Yes.", topics=["birds"])
    anybody.sync(author.release(SECOND_AT))
    assert {card.deck for card in anybody.cards("jay")} == {"Nature::Birds"}
    assert anybody.learner.description("Nature") == "All that is <i>alive</i>."


def test_a_picture_that_changes_comes_under_another_name(student: Student, author: Author) -> None:
    student.sync(author.release(FIRST_AT))
    (first,) = student.learner.look().media
    author.draw("swan.png", b"another swan")
    author.draw("robin.png", b"a robin")
    author.edit("robin", picture="robin.png")
    release = author.release(SECOND_AT)
    assert student.sync(release).told() == {"updated": ["robin", "swan"]}
    media = student.learner.look().media
    assert len(media) == 3
    assert first in media
    assert first not in student.note("swan").fields["Picture"]
    student.holds(release)


def test_a_picture_that_the_learner_has_thrown_away_comes_again(
    student: Student, author: Author
) -> None:
    release = author.release(FIRST_AT)
    student.sync(release)
    (name,) = student.learner.look().media
    student.learner.throw_away_media(name)
    assert student.sync(release).code == 0
    assert list(student.learner.look().media) == [name]
    student.holds(release)


def test_a_sync_of_sources_settles_the_lock_that_a_later_build_goes_by(
    student: Student, author: Author
) -> None:
    student.sync(author.release(FIRST_AT))
    author.edit("robin", answer="Orange-red.")
    ended = student.sync(author.write(), at=SECOND_AT)
    assert ended.told() == {"updated": ["robin"]}
    lock = (author.folder / "deck.lock").read_text()
    assert f"note robin {SECOND_AT} " in lock
    built = author.release(SECOND_AT + 5_000)
    assert (author.folder / "deck.lock").read_text() == lock
    student.holds(built)
    student.holds(author.folder)
    assert student.learner.import_package(built).updated == ()


def test_a_first_sync_of_sources_writes_their_lock(student: Student, author: Author) -> None:
    student.sync(author.write(), at=FIRST_AT)
    assert (author.folder / "deck.lock").exists()
    student.holds(author.release(SECOND_AT))


def test_a_thousand_notes_are_brought_studied_and_changed(student: Student, author: Author) -> None:
    for n in range(1000):
        author.add(f"bird-{n}", question=f"Which bird is {n}?", answer="Some.", topics=["birds"])
    release = author.release(FIRST_AT)
    assert len(student.sync(release).deck["added"]) == 1000 + len(IDS)
    student.learner.review("Birds", [GOOD] * 15)
    for n in range(1000):
        author.edit(f"bird-{n}", answer=f"Number {n}.")
    release = author.release(SECOND_AT)
    assert len(student.sync(release).deck["updated"]) == 1000
    assert student.note("bird-999").fields["Answer"] == "Number 999."
    student.holds(release)
