"""What a sync costs: requests, their sizes, and the time beside what Anki itself takes.

`python -m bench.sync [--notes N] [--rounds N]`. A real collection is behind a server that speaks as
AnkiConnect does, in the newest Anki of the tests. That server answers at once, where the add-on in
desktop Anki looks for requests every 25 ms; so the ratio beside `addNote`, which sends a request a
note, is told twice: as measured, and with 25 ms added to each request of both sides.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from ankiflask.clock import Clock
from ankiflask.package.model import AnkiNote
from ankiflask.pipeline.locks import Traces
from ankiflask.pipeline.packages import DecksToSync, read_decks
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.model import Choices
from ankiflask.sync.run import sync
from ankiflask.sync.snapshot import SyncRequest
from ankiflask.sync.state import State
from bench.deck_file import deck_file
from bench.plain import SECOND
from bench.table import table
from tests.addon.asking import ask
from tests.addon.client import Addon
from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import environments

_FRAME = 0.025  # seconds between two looks of desktop Anki
_FEW = 1_000  # notes that are added, and changed
_KIB = 1024
_LONG = "A text as long as a whole page of a book is rare in a deck, and must do no harm. " * 40


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a piece of work, those of them that our own process computed, and its requests."""

    seconds: float
    ours: float
    sizes: tuple[int, ...]

    def in_desktop(self) -> float:
        """Return the seconds with a frame of desktop Anki for each request."""
        return self.seconds + _FRAME * len(self.sizes)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Anki(environments()[0]) as anki:
        bench = _Bench(anki, Path(folder))
        lines = [
            *_nothing_to_do(bench, asked.notes, asked.rounds),
            *_first_sync(bench, asked.rounds),
        ]
        lines += [*_largest_body(bench)]
    sys.stdout.write(table(("", "measured", "to reach"), lines))


class _Bench:
    """A running Anki, and a folder for decks and learners, each a new one."""

    def __init__(self, anki: Anki, folder: Path) -> None:
        self._anki, self._folder = anki, folder
        self._number = 0

    @contextmanager
    def desk(self) -> Iterator[tuple[Addon, Path]]:
        """Serve an empty collection; give the add-on and a folder for the state."""
        self._number += 1
        folder = self._folder / f"learner-{self._number}"
        with Learner(self._anki, folder) as learner, learner.serve() as addon:
            yield addon, folder / "state"

    def deck(self, text: str, second: int = SECOND) -> DecksToSync:
        """Return what a deck file says, without its lock, so that it can be synced again."""
        self._number += 1
        file = self._folder / f"deck-{self._number}" / "deck.yaml"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
        return replace(
            read_decks((str(file),), Clock.of(second), Traces(Path("dist"), {})), locks=()
        )


def _nothing_to_do(bench: _Bench, notes: int, rounds: int) -> Iterator[Sequence[str]]:
    deck = bench.deck(deck_file(notes))
    with bench.desk() as (addon, state):
        _sync(addon, deck, state)
        costs = [_cost(addon, lambda: _sync(addon, deck, state)) for _ in range(rounds)]
    what = f"a sync of {notes:,} notes with nothing to do"
    yield f"{what}: requests", f"{len(costs[0].sizes)}", "at most 6"
    yield (
        f"{what}: our own CPU / all of it",
        f"{median(c.ours / c.seconds for c in costs):.2f}",
        "less than 0.5",
    )
    yield f"{what}: seconds", f"{median(c.seconds for c in costs):.2f}", ""


def _first_sync(bench: _Bench, rounds: int) -> Iterator[Sequence[str]]:
    deck = bench.deck(deck_file(_FEW))
    pairs = []
    for _ in range(rounds):
        with bench.desk() as (addon, state):
            ours = _cost(addon, lambda a=addon, s=state: _sync(a, deck, s))  # type: ignore[misc]
        with bench.desk() as (addon, state):
            _sync(addon, bench.deck(deck_file(5)), state)  # for the note types
            pairs.append((ours, _cost(addon, lambda a=addon: _add_singly(a, deck))))  # type: ignore[misc]
    measured = median(singly.seconds / ours.seconds for ours, singly in pairs)
    desktop = median(singly.in_desktop() / ours.in_desktop() for ours, singly in pairs)
    what = f"`addNote` for each of {_FEW:,} notes / a first sync of them"
    yield what, f"{measured:.1f}", ""
    yield f"{what}, 25 ms a request", f"{desktop:.1f}", "at least 15"
    yield f"a first sync of {_FEW:,} notes: requests", f"{len(pairs[0][0].sizes)}", ""


def _add_singly(addon: Addon, deck: DecksToSync) -> None:
    for contents in deck.contents:
        for note in contents.notes:
            ask(addon, "addNote", note=_foreign(note))


def _foreign(note: AnkiNote) -> dict[str, object]:
    names = [field.name for field in note.note_type.fields]
    return {
        "deckName": note.deck,
        "modelName": note.note_type.name,
        "fields": dict(zip(names, note.fields, strict=True)),
        "tags": list(note.tags),
        "options": {"allowDuplicate": True},
    }


def _largest_body(bench: _Bench) -> Iterator[Sequence[str]]:
    text = deck_file(_FEW)
    first = bench.deck(text)
    longer = bench.deck(text.replace('answer: "', f'answer: "{_LONG}'), SECOND + 1)
    with bench.desk() as (addon, state):
        # As if Anki could not read our disk: the package is uploaded.
        addon.fail(("importPackage", 1, "error-list-in-string"))
        upload = _cost(addon, lambda: _sync(addon, first, state))
        update = _cost(addon, lambda: _sync(addon, longer, state))
        if not {each.action for each in addon.requests()} >= {"storeMediaFile", "multi"}:
            raise SystemExit("Nothing was uploaded, or nothing updated.")
    for what, cost in ((f"{_FEW:,} notes uploaded", upload), (f"{_FEW:,} long updates", update)):
        yield f"{what}: KiB of the largest request", f"{max(cost.sizes) / _KIB:.0f}", "at most 512"
        yield f"{what}: requests", f"{len(cost.sizes)}", ""
        yield f"{what}: seconds", f"{cost.seconds:.2f}", ""


def _sync(addon: Addon, deck: DecksToSync, state: Path) -> None:
    orders = SyncRequest(connect(addon.url), deck, Choices(), State(state, SECOND))
    synced = sync(orders, lambda *_: True, lambda _: None)
    if not synced.is_verified or any(deck.conflicts for deck in synced.plan.decks):
        raise SystemExit(f"The sync did not end well: {synced.troubles}")


def _cost(addon: Addon, work: Callable[[], None]) -> Cost:
    asked = len(addon.requests())
    began, used = time.perf_counter(), time.process_time()
    work()
    seconds, ours = time.perf_counter() - began, time.process_time() - used
    return Cost(seconds, ours, tuple(each.size for each in addon.requests()[asked:]))


if __name__ == "__main__":
    main()
