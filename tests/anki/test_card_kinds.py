"""Each key of a note becomes what it promises on the learner's cards."""

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from ankiflask.identity import NoteId, guid
from tests.anki.collection import Collection, Note, Rendered
from tests.anki.learner import Anki, Learner
from tests.anki.releases import build

pytestmark = pytest.mark.anki

_PLANETS = Path(__file__).resolve().parent / "decks/planets"


@pytest.fixture(scope="module")
def owner(anki: Anki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """Has imported the deck; the tests only look."""
    folder = tmp_path_factory.mktemp("planets") / "deck"
    shutil.copytree(_PLANETS, folder)
    with Learner(anki, folder / "learner") as learner:
        learner.import_package(build(folder, folder / "dist").package)
        yield learner


def _note(collection: Collection, note_id: str) -> Note:
    return collection.note(guid("planets", NoteId(note_id)))


def _cards(owner: Learner, note_id: str) -> list[Rendered]:
    collection = owner.look()
    shown = {card.card: card for card in owner.render()}
    return [shown[card.id] for card in collection.cards_of(_note(collection, note_id))]


@pytest.mark.parametrize("note_id", ["order-of-planets", "round-in-python"])
def test_a_cloze_note_has_a_card_for_each_number_that_anki_finds(
    owner: Learner, note_id: str
) -> None:
    collection = owner.look()
    note = _note(collection, note_id)
    (numbers,) = owner.cloze_numbers([note.fields["Text"]])
    assert len(numbers) > 1
    assert tuple(card.ord + 1 for card in collection.cards_of(note)) == numbers


def test_a_cloze_card_hides_its_own_number_and_shows_the_others(owner: Learner) -> None:
    first, second, third = _cards(owner, "order-of-planets")
    assert "Nearest to the Sun are [...] and [...], then Earth, then Mars." in first.question_text
    assert "Mercury and Venus, then [...], then Mars." in second.question_text
    assert "Mercury and Venus, then Earth, then [...]." in third.question_text
    for card in (first, second, third):
        assert (
            "Nearest to the Sun are Mercury and Venus, then Earth, then Mars." in card.answer_text
        )


def test_a_cloze_inside_code_is_hidden_and_shown(owner: Learner) -> None:
    card = _cards(owner, "round-in-python")[0]
    assert "In Python, [...](5.97) is 6." in card.question_text
    assert "In Python, round(5.97) is 6." in card.answer_text


def test_reverse_gives_a_second_card_with_its_text_as_the_front(owner: Learner) -> None:
    forward, reverse = _cards(owner, "red-planet")
    assert "Which planet is called the red one?" in forward.question_text
    assert "Why does Mars look red?" not in forward.question_text
    assert "Why does Mars look red?" in reverse.question_text
    assert "Which planet is called the red one?" not in reverse.question_text
    for card in (forward, reverse):
        assert "Mars, for the iron oxide in its dust." in card.answer_text


def test_typed_asks_the_learner_to_type(owner: Learner) -> None:
    (card,) = _cards(owner, "largest-planet")
    assert "[[type:Typed]]" in card.question
    assert "[[type:Typed]]" in card.answer
    (other,) = _cards(owner, "hum-of-the-earth")
    assert "[[type:" not in other.question


def test_a_hint_is_at_hand_on_the_front_but_not_of_the_reverse(owner: Learner) -> None:
    for card in _cards(owner, "order-of-planets"):
        assert "Ours is the third." in card.question
    forward, reverse = _cards(owner, "red-planet")
    assert "The Romans named it after their god of war." in forward.question
    assert "The Romans named it after their god of war." not in reverse.question


def test_a_picture_and_a_sound_arrive_with_their_bytes_and_are_shown_and_played(
    owner: Learner,
) -> None:
    media = owner.look().media
    picture, sound = sorted(media, key=lambda name: name.rpartition(".")[2])
    for name, file in ((picture, "mars.png"), (sound, "hum.wav")):
        assert media[name] == sha256((_PLANETS / "media" / file).read_bytes()).hexdigest()
    for card in _cards(owner, "red-planet"):
        assert f'src="{picture}"' in card.question + card.answer
    (card,) = _cards(owner, "hum-of-the-earth")
    assert {*card.question_sounds, *card.answer_sounds} == {sound}


def test_example_note_link_and_id_stand_on_the_back(owner: Learner) -> None:
    for card in _cards(owner, "round-in-python"):
        assert "assert round(5.97) == 6" in card.answer_text
        assert "Halves go to the even number." in card.answer_text
        assert 'href="https://docs.python.org/3/library/functions.html#round"' in card.answer
        assert "planets/round-in-python" in card.answer_text
        assert "assert round" not in card.question_text


def test_difficulty_and_topics_are_tags(owner: Learner) -> None:
    note = _note(owner.look(), "order-of-planets")
    assert sorted(note.tags) == ["difficulty::medium", "planets::inner", "planets::order"]
