"""What a person sees of two texts, word by word."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ankiflask.releases.word_diff import Mark, word_marks

SIGNS = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "[+{}+]"}
WORDS = (*"wren|owl|the|a| |  |\n|.|<b>|</b>|<br>|&amp;|<!-- -->".split("|"), *"<&東京ü", "<!--")
TEXTS = st.lists(st.sampled_from(WORDS)).map("".join)


def marked(old: str, new: str) -> str:
    return "".join(SIGNS[piece.kind].format(piece.text) for piece in word_marks(old, new))


@given(st.text() | TEXTS, st.text() | TEXTS)
@example("<!--" * 50, "-->" * 50)
@example("a b " * 3000, "a x " * 3000)
def test_the_pieces_give_both_texts_exactly(old: str, new: str) -> None:
    pieces = word_marks(old, new)
    assert "".join(each.text for each in pieces if each.kind is not Mark.ADDED) == old
    assert "".join(each.text for each in pieces if each.kind is not Mark.REMOVED) == new


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_neighbours_differ(old: str, new: str) -> None:
    pieces = word_marks(old, new)
    assert all(each.text for each in pieces)
    kinds = [each.kind for each in pieces]
    followed = list(pairwise(kinds))
    assert all(one is not other for one, other in followed)
    assert (Mark.ADDED, Mark.REMOVED) not in followed


@given(TEXTS)
def test_equal_texts_have_no_marks(text: str) -> None:
    assert marked(text, text) == text


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("", "a wren", "[+a wren+]"),
        ("a wren", "", "[-a wren-]"),
        ("It is a wren.", "It is an owl.", "It is [-a wren-][+an owl+]."),
        ("a b", "a x b", "a [+x +]b"),
        ("Yes", "Yes, and it says so in many more words", "Yes[+, and it says so in many more words+]"),
        ("It hoots: an owl", "It hoots, an owl", "It hoots[-:-][+,+] an owl"),
        ("don't", "do", "[-don't-][+do+]"),
        ("map_url", "map_urls", "[-map_url-][+map_urls+]"),
        # A tag, a comment and an entity are never cut.
        ('<a href="x y">wren</a>', '<a href="x z">wren</a>', '[-<a href="x y">-][+<a href="x z">+]wren</a>'),
        ("a <b>wren</b>", "a <i>wren</i>", "a [-<b>-][+<i>+]wren[-</b>-][+</i>+]"),
        ("a<!-- x -->b", "a<!-- y -->b", "a[-<!-- x -->-][+<!-- y -->+]b"),
        ("wren &lt; owl", "wren &gt; owl", "wren [-&lt;-][+&gt;+] owl"),
        # Small words and signs between changes change with them, and may take along what was before.
        (
            "Use the url_for function to build", "Call the url_for helper to make",
            "[-Use-][+Call+] the url_for [-function to build-][+helper to make+]",
        ),
        (
            "Here is a long beginning: abc the de a fghijklm",
            "Here is a long beginning: xyz the uv a nopqrstu",
            "Here is a long beginning: [-abc the de a fghijklm-][+xyz the uv a nopqrstu+]",
        ),
        (
            "Here is a beginning: fox -- red", "Here is a beginning: dog -- big",
            "Here is a beginning: [-fox -- red-][+dog -- big+]",
        ),
        # Scripts without spaces go by characters, those that combine signs by words.
        ("東京は日本の首都です", "東京は日本の都です", "東京は日本の[-首-]都です"),
        ("हिन्दी भाषा", "हिन्दू भाषा", "[-हिन्दी-][+हिन्दू+] भाषा"),
    ],
)  # fmt: skip
def test_words_that_changed_are_marked(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_a_rewritten_text_is_removed_whole_and_added_whole() -> None:
    old = "It maps a URL to a view function, with a decorator."
    new = "Because Werkzeug has a routing table, requests find their handler."
    assert [piece.text for piece in word_marks(old, new)] == [old, new]


@pytest.mark.parametrize("changed", [10, 300])
def test_changed_words_of_a_long_text_are_found(changed: int) -> None:
    words = [f"word{place % 97}" for place in range(8000)]
    edited = [
        f"new{place}" if place % (8000 // changed) == 0 else word
        for place, word in enumerate(words)
    ]
    pieces = word_marks(" ".join(words), " ".join(edited))
    assert sum(piece.kind is Mark.ADDED for piece in pieces) >= changed


def test_a_long_text_with_many_changes_is_not_replaced_whole() -> None:
    words = [f"word{place % 97}" for place in range(3000)]
    edited = [f"new{n}" if n % 5 == 0 and n < 2550 else word for n, word in enumerate(words)]
    pieces = word_marks(" ".join(words), " ".join(edited))
    assert sum(piece.kind is Mark.REMOVED for piece in pieces) == 510
    assert all(piece.is_compared for piece in pieces)


def test_over_the_bound_only_the_ends_are_compared_and_that_is_said() -> None:
    old, new = f"begin {'a b ' * 4_000}end", f"begin {'x y a ' * 3_000}end"
    within = word_marks(old, new)
    assert all(piece.is_compared for piece in within)
    old, new = f"begin {'a b ' * 16_000}end", f"begin {'x y a ' * 10_000}end"
    kinds = [(piece.kind, piece.is_compared) for piece in word_marks(old, new)]
    assert kinds == [(Mark.REMOVED, False), (Mark.ADDED, False)]
    # Within the texts nothing but "begin" and "end" stayed, which is too little to show.
    old, new = (f"{'begin ' * 40_000}{each}{' end' * 40_000}" for each in (old, new))
    kinds = [(piece.kind, piece.is_compared) for piece in word_marks(old, new)]
    assert kinds == [
        (Mark.SAME, True), (Mark.REMOVED, False), (Mark.ADDED, False), (Mark.SAME, True),
    ]  # fmt: skip
