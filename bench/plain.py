"""Notes to measure with: plain values, the same every time, made of the Flask deck's own words."""

import random
from pathlib import Path
from typing import NamedTuple

from ankiflask.anki.note_types import CLOZE, QA, NoteType

UID, DECK, SECOND, DECK_ID = "bench", "Bench", 1_700_000_000, 1_234_567_890
_SEED = 20_261_122
_WORDS = Path(__file__).parents[1] / "decks" / "flask" / "seed.txt"


class PlainNote(NamedTuple):
    """A note with all that any writer is given."""

    id: str
    kind: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]


def plain_notes(
    number: int, *, are_clozes: bool = False, have_code: bool = False
) -> list[PlainNote]:
    """Return that many notes, of about 400 characters each, or with highlighted code of 1,400.

    The notes of the Flask deck are of the longer sort.
    """
    words = _WORDS.read_text(encoding="utf-8").split()
    chance = random.Random(_SEED)  # noqa: S311 - a sample, no secret
    make = _cloze if are_clozes else _coded if have_code else _question
    return [make(place, words, chance) for place in range(number)]


def _question(place: int, words: list[str], chance: random.Random) -> PlainNote:
    has_reverse = place % 5 == 0
    texts = {
        "Question": f"{_sentence(words, chance, 10)}?",
        "Answer": f"<code>{_sentence(words, chance, 1)}</code> {_sentence(words, chance, 20)}",
        "Reverse": _sentence(words, chance, 8) if has_reverse else "",
    }
    return _note(place, QA, texts, chance, (0, 1) if has_reverse else (0,))


def _coded(place: int, words: list[str], chance: random.Random) -> PlainNote:
    spans = "<br>".join(
        f'<span class="n">{_sentence(words, chance, 1)}</span><span class="o">=</span>'
        f'<span class="s2">"{_sentence(words, chance, 2)}"</span>'
        for _ in range(10)
    )
    texts = {
        "Question": f"{_sentence(words, chance, 10)}?",
        "Answer": _sentence(words, chance, 20),
        "Example": f"<pre><code>{spans}</code></pre>",
    }
    return _note(place, QA, texts, chance, (0,))


def _cloze(place: int, words: list[str], chance: random.Random) -> PlainNote:
    text = " ".join(
        f"{_sentence(words, chance, 8)} {{{{c{number}::{_sentence(words, chance, 1)}}}}}"
        for number in (1, 2)
    )
    texts = {"Text": text, "Note": _sentence(words, chance, 12)}
    return _note(place, CLOZE, texts, chance, (0, 1))


def _note(
    place: int,
    note_type: NoteType,
    texts: dict[str, str],
    chance: random.Random,
    cards: tuple[int, ...],
) -> PlainNote:
    note_id, topic = f"note-{place}", f"topic-{place % 12}"
    difficulty = ("easy", "medium", "hard")[place % 3]
    hashes = " ".join(f"{name}={chance.getrandbits(32):08x}" for name in texts)
    texts |= {
        "ID": f"{UID}/{note_id}",
        "Difficulty": difficulty,
        "Topics": topic,
        "Sync": f"1 {SECOND} {hashes} | difficulty::{difficulty} {UID}::{topic}",
    }
    return PlainNote(
        id=note_id,
        kind=str(note_type.kind),
        fields=tuple(texts.get(field.name, "") for field in note_type.fields),
        tags=(f"difficulty::{difficulty}", f"{UID}::{topic}"),
        cards=cards,
    )


def _sentence(words: list[str], chance: random.Random, length: int) -> str:
    text = " ".join(chance.choices(words, k=length))
    return text.translate(str.maketrans("<>&{}", "()+[]"))
