"""Keys that say how cards teach: order, after, context, a whole reverse card, a titled link."""

import pytest

from ankiflask.deck.lock import fingerprint
from ankiflask.deck.model import Deck, Order
from ankiflask.deck.order import in_study_order
from ankiflask.deck.reader import read_deck
from ankiflask.problems import Problem, Source
from ankiflask.render.note import card_numbers, text_fields

HEAD = "deck: Birds\nuid: birds\ndifficulty: medium\n"


def read(notes: str, head: str = HEAD) -> tuple[Deck, tuple[Problem, ...]]:
    deck, problems = read_deck(Source("deck.yaml", f"{head}notes:\n{notes}"))
    assert deck is not None
    return deck, problems


def note(note_id: str, *keys: str) -> str:
    every = (f"- id: {note_id}", "question: Which?", "answer: This.", *keys)
    return "\n    ".join(["  " + every[0], *every[1:]]) + "\n"


def order(notes: str, head: str = HEAD) -> str:
    deck, problems = read(notes, head)
    assert problems == ()
    return " ".join(each.id for each in in_study_order(deck))


def rules(notes: str) -> list[tuple[str, int]]:
    return [(each.rule, each.line) for each in read(notes)[1]]


EASY, HARD = "difficulty: easy", "difficulty: hard"


def test_easy_notes_come_first_unless_the_file_s_order_counts() -> None:
    notes = note("a", HARD) + note("b") + note("c", EASY) + note("d", EASY)
    assert order(notes) == "c d b a"
    assert order(notes, HEAD + "order: difficulty\n") == "c d b a"
    assert order(notes, HEAD + "order: file\n") == "a b c d"
    assert read(notes, HEAD + "order: file\n")[0].order is Order.FILE


def test_a_note_comes_after_those_that_it_builds_on_whatever_its_difficulty() -> None:
    notes = note("a", EASY, "after: [c]") + note("b", EASY) + note("c") + note("d", HARD)
    assert order(notes) == "b c a d"
    assert (
        order(note("a", "after: [b, c]") + note("b") + note("c"), HEAD + "order: file\n") == "b c a"
    )


def test_a_long_chain_is_no_matter() -> None:
    chain = "".join(note(f"n{n}", f"after: [n{n + 1}]") for n in range(3000)) + note("n3000")
    assert order(chain).split() == [f"n{n}" for n in range(3000, -1, -1)]


def test_an_order_that_cannot_be_is_an_error() -> None:
    circle = note("a", "after: [b]") + note("b", "after: [c]") + note("c", "after: [a]")
    (problem,) = read(circle + note("d", "after: [a]"))[1]
    assert problem.rule == "circular-after"
    assert "a after b after c" in problem.message
    assert rules(note("a", "after: [a]")) == [("circular-after", 8)]
    (problem,) = read(note("robin", "after: [wrenn]") + note("wren"))[1]
    assert (problem.rule, problem.line) == ("unknown-after", 8)
    assert "Did you mean" in problem.remedy


def test_context_is_a_text_of_its_own_field() -> None:
    deck, problems = read(note("a", "context: Birds › `Robins`"))
    assert problems == ()
    fields, faults = text_fields(deck.notes[0], {})
    assert (fields["Context"], faults) == ("Birds › <code>Robins</code>", {})


REVERSE = "reverse:\n      question: What is orange?\n      answer: A robin.\n      typed: robin"


def test_a_reverse_card_may_have_an_answer_and_be_typed() -> None:
    deck, problems = read(note("a", REVERSE))
    assert problems == ()
    (made,) = deck.notes
    fields, _ = text_fields(made, {})
    names = ("Reverse", "Reverse answer", "Reverse typed")
    assert [fields[name] for name in names] == ["What is orange?", "A robin.", "robin"]
    assert card_numbers(made) == (1, 2)
    assert (made.line("reverse"), made.line("reverse_answer")) == (9, 10)


@pytest.mark.parametrize(
    ("reverse", "rule"),
    [
        ("reverse:\n      answer: A robin.", "missing-key"),
        ("reverse:\n      question: What?\n      hint: x", "unknown-key"),
        ("reverse:\n      question: What?\n      question: Who?", "duplicate-key"),
        ("reverse:\n      question: What?\n      typed: |\n        a\n        b", "typed-lines"),
        ("reverse: [What?]", "not-text"),
    ],
)
def test_a_reverse_that_is_not_whole_is_an_error(reverse: str, rule: str) -> None:
    assert [each for each, _ in rules(note("a", reverse))] == [rule]


def test_a_reverse_is_for_questions_only() -> None:
    cloze = "  - id: a\n    cloze: A {{c1::robin}}.\n    " + REVERSE + "\n"
    assert [each for each, _ in rules(cloze)] == ["mixed-kinds"]


@pytest.mark.parametrize(
    ("see", "html"),
    [
        ("https://a.example/x?y=1", '<a href="https://a.example/x?y=1">a.example</a>'),
        ("'[Robins](https://a.example/x)'", '<a href="https://a.example/x">Robins</a>'),
        ("'[a & <b>](http://a.example)'", '<a href="http://a.example">a &amp; &lt;b&gt;</a>'),
    ],
)
def test_a_link_shows_its_title_or_its_host(see: str, html: str) -> None:
    deck, problems = read(note("a", f"see: {see}"))
    assert problems == ()
    assert text_fields(deck.notes[0], {})[0]["See"] == html


@pytest.mark.parametrize("see", ["'[](https://a.example)'", "'[a](ftp://x)'", "'[a](https://x y)'"])
def test_what_is_no_link_is_an_error(see: str) -> None:
    assert [each for each, _ in rules(note("a", f"see: {see}"))] == ["bad-link"]


def test_only_what_a_learner_gets_moves_a_note() -> None:
    def hash_of(*keys: str) -> str:
        (first, *_) = read(note("a", *keys) + note("b"))[0].notes
        return fingerprint("birds", first, {})

    assert hash_of("after: [b]") == hash_of()
    assert hash_of("reverse:\n      question: What?") == hash_of("reverse: What?")
    several = {hash_of(), hash_of("context: X"), hash_of("reverse: What?"), hash_of(REVERSE)}
    assert len(several) == 4
