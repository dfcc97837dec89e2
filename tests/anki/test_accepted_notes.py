"""What the reader accepts is a note with cards in Anki; what would have none is refused."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ankiflask.clock import ModTime
from ankiflask.deck.reader import read_deck
from ankiflask.package.encode import encode
from ankiflask.package.model import AnkiNote, Contents
from ankiflask.problems import Source, has_errors
from ankiflask.render.note import anki_note, new_line
from tests.anki.learner import Learner
from tests.budget import examples
from tests.cards.markup_texts import anything

pytestmark = pytest.mark.anki

deletions = st.builds(
    "{} {{{{c{}::{}}}}} {}".format, anything, st.integers(0, 9), anything, anything
)
notes = st.one_of(
    st.fixed_dictionaries(
        {"question": anything, "answer": anything}, optional={"reverse": anything}
    ),
    st.fixed_dictionaries({"cloze": st.one_of(anything, deletions)}),
)


def accepted(note: dict[str, str]) -> AnkiNote | None:
    """Return the note as Anki stores it, or None where the reader or the markup refuses it."""
    named = {
        "id": f"n-{sha256(repr(note).encode()).hexdigest()[:16]}",
        **{key: text for key, text in note.items() if text.strip()},
    }
    written = {"deck": "Any", "uid": "any", "difficulty": "easy", "notes": [named]}
    deck, problems = read_deck(Source("deck.yaml", json.dumps(written)))
    if deck is None or has_errors(problems):
        return None
    made, faults = anki_note(
        deck, deck.notes[0], new_line(deck.notes[0], ModTime(10**9)), position=1, media={}
    )
    return None if faults else made


@settings(
    parent=examples(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(written=st.lists(notes, min_size=3, max_size=20))
def test_every_accepted_note_has_the_cards_that_we_say_and_none_is_empty(
    learner: Learner, tmp_path: Path, written: list[dict[str, str]]
) -> None:
    made = {note.id: note for each in written if (note := accepted(each))}
    contents = Contents(
        uid="any",
        deck="Any",
        subdecks="none",
        description="",
        retired=(),
        notes=tuple(made.values()),
        media=(),
    )
    package = tmp_path / "any.apkg"
    package.write_bytes(encode(contents).content)
    learner.import_package(package)
    found = learner.look()
    live = {note.fields["ID"]: note for note in found.notes}
    for note in made.values():
        cards = found.cards_of(live[f"any/{note.id}"])
        assert tuple(card.ord for card in cards) == note.cards
        assert note.cards
