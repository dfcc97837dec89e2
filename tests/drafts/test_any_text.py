"""Whatever a text holds: drafted, written, read again and rendered, nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from ankiflask.deck.reader import read_deck
from ankiflask.drafting.deck_text import deck_file
from ankiflask.problems import Severity, Source
from tests.budget import examples
from tests.drafts.holding import assert_hold
from tests.drafts.texts import draft_deck, one_line, statements_of

WORDS = st.sampled_from(
    "the a an is are was of in Flask's flask cell membrane render_template() @app.route() (GDP) {{ "
    "}} {{c1::x}} :: ` * _ [a](b) \\( \\) \\ std::vector that which can called known as It They 42 "
    "3.5 … ... . , : ; ? ! 光合作用は植物 é́ ̸x 😀 <b> &amp; 1. 1) - # \"q\" 'x' processes enzymes "
    "organelles It's They're have used because when than can carry carries by to In 1066 and also called "
    "organelles Treaty Versailles using built no null ~ | > % @ 1e5 2001-01-01 If When Because To Before "
    "In On July such as so while whereas not cannot does should supply stores range mean consist of from "
    "after which, , and; the".split()
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
    deck, problems = draft_deck(statements_of(*texts))
    told = {problem.line for problem in problems if problem.line}
    noted = {number for note in deck.notes for number in note.statements}
    refused = {each.line for each in problems if each.severity is Severity.WARNING}
    assert noted | told == set(range(1, len(texts) + 1))
    assert not noted & refused
    for number in noted:
        notes = [note for note in deck.notes if number in note.statements]
        assert_hold(notes, texts[number - 1])


@examples(500)
@given(STATEMENTS)
def test_a_drafted_deck_reads_back_the_same(texts: list[str]) -> None:
    deck, _ = draft_deck(statements_of(*texts))
    read, problems = read_deck(Source("notes.txt", deck_file(deck)))
    if deck.notes:
        assert (read, problems) == (deck, ())
