"""`review` of a note and `topics` above the notes: the keys that drafting uses."""

import pytest

from ankiflask.deck.lock import fingerprint
from ankiflask.deck.reader import read_deck
from ankiflask.problems import Source

HEAD = "deck: Birds\nuid: birds\ndifficulty: easy\n"
NOTE = "notes:\n  - id: wren-song\n    question: Why does a wren sing?\n    answer: To defend its territory.\n"


def rules(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.rule) for each in read_deck(Source("deck.yaml", text))[1]]


def test_review_says_yes_or_is_not_there() -> None:
    deck, problems = read_deck(Source("deck.yaml", HEAD + NOTE + "    review: yes\n"))
    assert deck is not None
    assert not problems
    assert deck.notes[0].review
    assert rules(HEAD + NOTE + "    review: no\n") == [(8, "unknown-value")]


def test_review_is_not_in_the_lock_s_hash() -> None:
    texts = (
        HEAD + NOTE,
        HEAD + NOTE + "    review: yes\n",
        HEAD + "topics:\n  song: [sing]\n" + NOTE,
    )
    hashes = set()
    for text in texts:
        deck, _ = read_deck(Source("deck.yaml", text))
        assert deck is not None
        hashes.add(fingerprint("birds", deck.notes[0], {}))
    assert len(hashes) == 1


def test_topics_are_read_with_their_words() -> None:
    table = "topics:\n  song: [sing, territory]\n  eggs:\n    - nest\n    - egg\n"
    deck, problems = read_deck(Source("deck.yaml", HEAD + table + NOTE))
    assert deck is not None
    assert not problems
    assert deck.topics == {"song": ("sing", "territory"), "eggs": ("nest", "egg")}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("topics: [song]\n", [(4, "not-a-table")]),
        ("topics:\n  Song: [sing]\n", [(5, "bad-topic")]),
        ("topics:\n  song: [sing]\n  song: [sang]\n", [(6, "duplicate-key")]),
        ("topics:\n  song: sing\n", [(5, "not-a-list")]),
    ],
)
def test_a_table_of_topics_that_is_none_is_told(
    table: str, expected: list[tuple[int, str]]
) -> None:
    assert rules(HEAD + table + NOTE) == expected
