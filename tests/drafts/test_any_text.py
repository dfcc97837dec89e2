"""Whatever a text holds: drafted, written, read again and rendered, nothing of it is lost."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from ankiflask.cards.cloze import cloze_numbers
from ankiflask.cards.markup import render
from ankiflask.drafts import deck_file, draft_deck
from ankiflask.notes import read_deck
from ankiflask.values.notes import Note
from ankiflask.values.problems import Severity
from ankiflask.values.source import Source
from tests.budget import examples
from tests.drafts.texts import hash_of, one_line, statements_of

WORDS = st.sampled_from(
    "the a an is are was of in Flask's flask cell membrane render_template() @app.route() (GDP) {{ "
    "}} {{c1::x}} :: ` * _ [a](b) \\( \\) \\ std::vector that which can called known as It They 42 "
    "3.5 … ... . , : ; ? ! 光合作用は植物 é́ ̸x 😀 <b> &amp; 1. 1) - # \"q\" 'x' processes enzymes "
    "organelles Treaty Versailles using built no null ~ | > % @ 1e5 2001-01-01".split()
)
STATEMENTS = st.lists(
    st.one_of(
        st.lists(WORDS, min_size=1, max_size=14).map(" ".join),
        st.text(max_size=40),
    ).map(one_line),
    min_size=1,
    max_size=6,
)


@examples(500)
@given(STATEMENTS)
def test_every_statement_is_on_a_card_or_told_of(texts: list[str]) -> None:
    deck, problems = draft_deck(
        statements_of(*texts), uid="notes", name="Notes", source="notes.txt", hash_of=hash_of
    )
    told = {problem.line for problem in problems}
    noted = {number for note in deck.notes for number in note.statements}
    refused = {each.line for each in problems if each.severity is Severity.WARNING}
    assert noted | told == set(range(1, len(texts) + 1))
    assert not noted & refused
    for note in deck.notes:
        assert_holds(note, texts[note.statements[0] - 1])


@examples(500)
@given(STATEMENTS)
def test_a_drafted_deck_reads_back_the_same(texts: list[str]) -> None:
    deck, _ = draft_deck(
        statements_of(*texts), uid="notes", name="Notes", source="notes.txt", hash_of=hash_of
    )
    read, problems = read_deck(Source("notes.txt", deck_file(deck)))
    if deck.notes:
        assert (read, problems) == (deck, ())


def assert_holds(note: Note, statement: str) -> None:
    """Assert that the note's cards show the statement, and have no fault."""
    seen = seen_in(note.cloze, cloze=True) if note.cloze else seen_in(note.answer, cloze=False)
    if note.cloze:
        assert cloze_numbers(note.cloze) == (1,)
        assert seen == without_spaces(statement)
    else:
        asked = seen_in(note.question, cloze=False)
        # The answer is the statement's end; its beginning, but the verb, is in the question.
        assert without_spaces(statement).casefold().endswith(seen.casefold())
        before = without_spaces(statement)[: -len(seen)]
        assert (
            not before or re.sub(r"(is|are|was|were)$", "", before).casefold() in asked.casefold()
        )


def seen_in(text: str, *, cloze: bool) -> str:
    rendered = render(text, cloze=cloze)
    assert not rendered.faults, text
    field = re.sub(r"<[^>]*>", "", rendered.html)
    if cloze:
        field = re.sub(r"\{\{c1::(.*?)\}\}", r"\1", rendered.html.replace("{<!-- -->", "\0"))
        field = re.sub(r"<[^>]*>", "", field).replace("\0", "{")
    return without_spaces(html.unescape(field))


def without_spaces(text: str) -> str:
    return "".join(text.split())
