"""No rule raises for any deck, and no mending leaves anything for a second one."""

from pathlib import Path

import hypothesis
from hypothesis import strategies as st

from ankiflask.clock import Clock
from ankiflask.deck.reader import read_deck
from ankiflask.files.places import Place
from ankiflask.pipeline.check import mended
from ankiflask.pipeline.locks import Traces
from ankiflask.problems import RULE_IDS, Source
from ankiflask.quality.judging import quality
from ankiflask.quality.rule import Checked
from tests.fuzz.decks import decks

PIECES = st.sampled_from((
    "app.run()", "a_long_name ", "`", "``", "```\n", "~~~", "\\(", "\\)", "\\[ x \\]", "**", "](", "$$",
    "{{c1::", "{{c2::is", "::", "}}", "{", "}", "{{ name }}", "<b>", "\n", "\n\n", " \n", "  \n", " ",
    "- item\n", "1. ", ", ", ". ", "? ", "Is it ", "this ", "What is ", "and how ", "the above ", "Yes. ",
    "Paris ", "paris", "JavaScript ", "Javascript ", "e-mail ", "email ", "colour color ", '"', "'",
    "https://a.test/b_c", "![x](y.png)", "@app.route('/')", "__init__", "é", "中文", "🙂", "…", "\u0338",
))  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join)
ALLOW = st.lists(st.sampled_from(RULE_IDS), unique=True, max_size=3)


def _block(key: str, text: str) -> str:
    lines = "".join(f"      {line}\n" for line in text.split("\n"))
    return f"    {key}: |\n{lines}"


@st.composite
def deck_files(draw: st.DrawFn) -> str:
    """Return a deck file of a few notes: blocks, quoted and plain values, and what is allowed."""
    text = f"deck: Any\nuid: any\ndifficulty: easy\nallow: [{', '.join(draw(ALLOW))}]\nnotes:\n"
    for number in range(draw(st.integers(1, 4))):
        keys = draw(st.sampled_from((("question", "answer", "hint"), ("cloze", "note"))))
        text += f"  - id: note-{number}\n"
        for key in keys:
            value = draw(TEXTS)
            quoted = "'" + value.replace("'", "''").replace("\n", " ") + "'"
            plain = value.replace("\n", " ")
            line = draw(st.sampled_from((quoted, plain, "")))
            text += f"    {key}: {line}\n" if line else _block(key, value)
        if draw(st.booleans()):
            text += f"    allow: [{', '.join(draw(ALLOW))}]\n"
    return text


@hypothesis.given(deck_files() | decks)
def test_no_rule_raises(text: str) -> None:
    deck, _ = read_deck(Source("deck.yaml", text))
    if deck is not None:
        problems = quality(Checked(deck=deck, media={"a.png": 2**21}, folder=("b.png",)))
        assert {problem.rule for problem in problems} <= set(RULE_IDS)


@hypothesis.given(deck_files() | decks)
@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_what_was_mended_once_needs_no_mending(tmp_path: Path, clock: Clock, text: str) -> None:
    file = tmp_path / "deck.yaml"
    file.write_bytes(text.encode("utf-8", "replace"))
    mended([Place(file)], clock, Traces(file.parent, {}))
    once = file.read_bytes()
    assert mended([Place(file)], clock, Traces(file.parent, {})) == ()
    assert file.read_bytes() == once
