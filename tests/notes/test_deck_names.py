"""A deck's name is accepted where the real Anki keeps it, and refused where Anki would change it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ankiflask.clock import ModTime
from ankiflask.deck.reader import read_deck
from ankiflask.package.encode import encode
from ankiflask.package.model import Contents
from ankiflask.problems import Source
from ankiflask.render.note import anki_note, new_line
from tests.anki.learner import Anki, AnkiError, Learner
from tests.anki.make_environments import Environment, environments

pytestmark = pytest.mark.anki

NOTES = "uid: birds\ndifficulty: easy\nnotes:\n  - {id: robin, question: Q, answer: A}\n"
KEPT = (
    "Birds", "A::B", "A:B", "A::b::A", "a'b", "a\\b", "a/b", "a  b", "*", "(a)", "100%", "<b>x</b>",
    "{{c1::x}}", "Default_", "A::Default", "\u00e9", "\u200b-", "x" * 2000,
    "::".join("abcdefghij"),
)  # fmt: skip
CHANGED = (
    "A::", "::A", "::", "A:::B", "A::::B", "A:", ":A", "A: ::B", " A", "A ", "A:: B", "A ::B",
    "A\u00a0", "\u3000A", "default::B", "DEFAULT::B", "default", "a\tb", "a\nb", "a\x01b",
    "a\x7fb", "::".join("abcdefghijkl"),
)  # fmt: skip


@pytest.fixture(scope="module", params=environments(), ids=lambda each: f"anki-{each.version}")
def anki(request: pytest.FixtureRequest) -> Iterator[Anki]:
    newest: Environment = request.param
    with Anki(newest) as running:
        yield running


def test_names_that_anki_keeps_are_accepted(anki: Anki, tmp_path: Path) -> None:
    assert {name: _in_anki(anki, tmp_path, name) for name in KEPT} == {name: name for name in KEPT}
    assert [name for name in KEPT if not _is_accepted(name)] == []


def test_quotation_marks_are_refused_since_older_versions_drop_them(
    anki: Anki, tmp_path: Path
) -> None:
    assert _in_anki(anki, tmp_path, 'a"b') == ("ab" if anki.version == "24.06" else 'a"b')
    assert not _is_accepted('a"b')


def test_names_that_anki_changes_are_refused(anki: Anki, tmp_path: Path) -> None:
    assert [name for name in CHANGED if _in_anki(anki, tmp_path, name) == name] == []
    assert [name for name in CHANGED if _is_accepted(name)] == []


def _is_accepted(name: str) -> bool:
    escaped = "".join(f"\\U{ord(char):08X}" for char in name)
    _, problems = read_deck(Source("deck.yaml", f'deck: "{escaped}"\n{NOTES}'))
    assert {problem.rule for problem in problems} <= {"bad-deck-name", "invisible-character"}
    return not problems


def _in_anki(anki: Anki, folder: Path, name: str) -> str:
    """Return the deck that Anki puts a package's card into, or its refusal."""
    deck, _ = read_deck(Source("deck.yaml", f"deck: Birds\n{NOTES}"))
    assert deck
    deck = replace(deck, name=name)
    note, _ = anki_note(
        deck, deck.notes[0], new_line(deck.notes[0], ModTime(1_700_000_000)), position=1, media={}
    )
    contents = Contents(
        uid="birds", deck=name, subdecks="none", description="", retired=(), notes=(note,), media=()
    )
    place = folder / str(len(list(folder.iterdir())))
    place.mkdir()
    (place / "birds.apkg").write_bytes(encode(contents).content)
    with Learner(anki, place / "learner") as learner:
        try:
            learner.import_package(place / "birds.apkg")
        except AnkiError:
            return "refused"
        (card,) = learner.look().cards
    return str(card.deck)
