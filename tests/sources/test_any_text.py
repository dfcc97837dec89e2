"""What holds for every text, however odd."""

from hypothesis import given
from hypothesis import strategies as st

from ankiflask.sources.model import Statement
from tests.budget import examples
from tests.sources.texts import ANY_TEXTS, ODD_TEXTS, letters, lines_with_content, read, texts_of

WORDS = st.text(alphabet="abcdefghijklmnop", min_size=1, max_size=8)
SENTENCES = st.lists(WORDS, min_size=4, max_size=15).map(
    lambda found: f"{' '.join(found).capitalize()}."
)
CUES = st.sampled_from(
    ["Let me think ...", "Wait, I had it ...", "I know this one!", "Hmm …", "Give me a second…"]
)


def span(statement: Statement) -> range:
    return range(statement.line, statement.last_line + 1)


@examples(1000)
@given(ANY_TEXTS)
def test_normalising_twice_is_once(text: str) -> None:
    texts = texts_of(read(text))
    again = read("\n".join(texts))
    assert texts_of(again) == texts
    assert not again.cues


@examples(1000)
@given(ANY_TEXTS)
def test_every_line_is_in_one_statement_or_one_cue(text: str) -> None:
    result = read(text)
    stated = [number for each in result.statements for number in span(each)]
    cued = [cue.line for cue in result.cues]
    assert len(set(stated)) == len(stated)
    assert len(set(cued)) == len(cued)
    assert lines_with_content(text) <= {*stated, *cued}


@examples(1000)
@given(ANY_TEXTS)
def test_a_cue_inside_a_statement_is_told_of(text: str) -> None:
    result = read(text)
    cued = {cue.line for cue in result.cues}
    around = {each.line for each in result.statements if cued & set(span(each))}
    assert around <= {each.line for each in result.problems if each.rule == "joined-over-gap"}


@examples(500)
@given(ODD_TEXTS)
def test_only_bullets_and_numbers_of_lists_are_left_out(text: str) -> None:
    result = read(text)
    kept = letters(" ".join([*texts_of(result), *(cue.text for cue in result.cues)]))
    assert (letters(text) - kept).keys() <= set("123abAi")


@examples(500)
@given(ANY_TEXTS)
def test_statements_are_clean_numbered_lines(text: str) -> None:
    result = read(text)
    assert [each.number for each in result.statements] == list(range(1, len(result.statements) + 1))
    for each in result.statements:
        assert each.text == each.text.strip()
        assert each.text
        assert not set(each.text) & set("\n\r\t\u2028\u2029\x07")


@examples(300)
@given(st.lists(st.tuples(SENTENCES, CUES), min_size=1, max_size=12))
def test_plain_statements_with_cues_come_out_as_they_went_in(pairs: list[tuple[str, str]]) -> None:
    result = read("".join(f"{statement}\n{cue}\n" for statement, cue in pairs))
    assert texts_of(result) == [statement for statement, _ in pairs]
    assert [cue.text for cue in result.cues] == [cue for _, cue in pairs]


@examples(300)
@given(st.lists(SENTENCES, max_size=12))
def test_plain_statements_without_cues_come_out_as_they_went_in(statements: list[str]) -> None:
    assert texts_of(read("\n".join(statements))) == statements
