"""The process that holds Anki: each version that `verify` takes, and each way to break down."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from ankiflask.errors import UsageError
from ankiflask.identity import Guid
from ankiflask.rehearsal import anki as rehearsal_anki
from ankiflask.rehearsal.anki import Anki, RehearsalError
from ankiflask.rehearsal.model import Habits, ImportOptions
from tests.anki.make_environments import environments
from tests.hanging import descendants
from tests.rehearsal.genanki_packages import RIVERS, Package
from tests.waiting import wait_for

pytestmark = pytest.mark.anki

OLDEST = "25.09"
KNOWN = [each for each in environments() if each.version >= OLDEST]


@pytest.fixture(params=KNOWN, ids=lambda each: f"anki-{each.version}")
def anki(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, rivers: bytes
) -> Iterator[Anki]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    with Anki(python=str(request.param.python)) as running:
        assert running.version.startswith(request.param.version)
        running.keep("rivers", rivers)
        yield running


@pytest.fixture
def here(rivers: bytes) -> Iterator[Anki]:
    with Anki() as running:
        running.keep("rivers", rivers)
        yield running


@pytest.fixture
def rivers(tmp_path: Path) -> bytes:
    return Package().write(tmp_path / "rivers.apkg").read_bytes()


def guid(name: str) -> Guid:
    return Guid(Package().guid(name))


def test_a_learner_does_all_that_the_habits_say(anki: Anki) -> None:
    assert anki.import_package("desk", "rivers").added == len(RIVERS)
    held = anki.learn(
        "desk",
        Habits(
            reviews=3,
            own=4,
            edit=(guid("nile"),),
            tag=(guid("seine"),),
            move=(guid("thames"),),
            suspend=(guid("tiber"),),
            flag=(guid("volga"),),
            seconds={guid("nile"): 1_700_000_001},
        ),
    )
    notes = {note.guid: note for note in held.notes}
    cards = {card.note: card for card in held.cards}
    assert len(set(held.reviews.values())) == 3
    assert len(held.notes) == len(RIVERS) + 4
    assert notes[guid("nile")].fields[1] == "The Nile (in my own words)"
    assert notes[guid("nile")].second == 1_700_000_001
    assert notes[guid("seine")].tags == ("my-own-tag",)
    assert held.deck_of(cards[notes[guid("thames")].id]) == "My own"
    assert cards[notes[guid("tiber")].id].queue == -1
    assert cards[notes[guid("volga")].id].flags == 4


def test_an_import_again_changes_nothing(anki: Anki) -> None:
    first = anki.import_package("desk", "rivers").held
    for options in ImportOptions:
        again = anki.import_package("desk", "rivers", options)
        assert (again.added, again.updated) == (0, 0)
        assert (again.held.notes, again.held.cards) == (first.notes, first.cards)


def test_an_examination_mends_nothing_at_the_desk(here: Anki, tmp_path: Path) -> None:
    lone = Package(notes={**RIVERS, "lone": ("", "A back")}).write(tmp_path / "lone.apkg")
    here.keep("lone", lone.read_bytes())
    here.import_package("desk", "lone")
    assert here.examine("desk").check == here.examine("desk").check


def test_what_anki_refuses_is_told_in_its_words_and_it_lives_on(here: Anki) -> None:
    here.keep("broken", b"no package")
    with pytest.raises(RehearsalError, match=r"\w"):
        here.import_package("desk", "broken")
    assert here.import_package("desk", "rivers").added == len(RIVERS)


def test_a_panic_breaks_one_look_and_the_next_desk_is_sound(here: Anki, tmp_path: Path) -> None:
    zero = Package(second=0).write(tmp_path / "zero.apkg")
    here.keep("zero", zero.read_bytes())
    here.import_package("zero", "zero")
    assert "check" in here.examine("zero").broken
    here.import_package("desk", "rivers")
    assert here.examine("desk", renders=True).broken == {}


def test_an_anki_that_hangs_is_ended_and_started_anew(here: Anki) -> None:
    here._patience = 0.001
    with pytest.raises(RehearsalError, match=r"did not answer for 0\.001 seconds"):
        here.import_package("desk", "rivers")
    here._patience = 60
    assert here.import_package("other", "rivers").added == len(RIVERS)


def test_an_anki_that_dies_is_started_anew(here: Anki) -> None:
    (anki,) = descendants(here._keeper.id)
    os.kill(anki, 9)
    with pytest.raises(RehearsalError, match="broke down, with exit code -9"):
        here.import_package("desk", "rivers")
    assert here.import_package("desk", "rivers").added == len(RIVERS)


def test_what_is_printed_on_the_way_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rivers: bytes
) -> None:
    """Anki does without orjson, so a loud one that then is none stands for whatever prints."""
    loud = "import os\nprint('{}', flush=True)\nos.write(1, b'noise\\n')\nraise ImportError"
    (tmp_path / "orjson.py").write_text(loud, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Anki() as running:
        running.keep("rivers", rivers)
        assert running.import_package("desk", "rivers").added == len(RIVERS)


def test_what_anki_leaves_in_the_temporary_folder_goes_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An Anki that is ended amid an import leaves the file that it unpacks the collection to."""
    careless = "import tempfile\ntempfile.mkstemp(prefix='amid-an-import-')\nraise ImportError"
    (tmp_path / "orjson.py").write_text(careless, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    with Anki():
        assert [*(tmp_path / "tmp").rglob("amid-an-import-*")]
    assert not [*(tmp_path / "tmp").rglob("*")]


@contextmanager
def stopped_at(line: int) -> Iterator[None]:
    """Have Ctrl-C pressed at the `line`-th of the lines that the class runs."""
    lines = count(1)

    def step(frame: FrameType, event: str, _: object) -> Any:
        code = frame.f_code
        if code.co_filename != rehearsal_anki.__file__ or "Anki." not in code.co_qualname:
            return None
        if event == "line" and next(lines) == line:
            raise KeyboardInterrupt
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        yield
    finally:
        sys.settrace(before)


def import_once(package: bytes) -> None:
    with Anki() as running:
        running.keep("rivers", package)
        running.import_package("desk", "rivers")


@pytest.mark.filterwarnings("ignore:Exception ignored", "ignore:Implicitly cleaning up")
def test_a_stop_at_any_line_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rivers: bytes
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "rivers.apkg").unlink()
    before = {*threading.enumerate()}
    for line in count(1):
        with suppress(KeyboardInterrupt), stopped_at(line):
            import_once(rivers)
            break
        assert all(thread.daemon for thread in {*threading.enumerate()} - before)
        wait_for(lambda: not any(tmp_path.iterdir()))
    assert line > 30


def test_a_python_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(UsageError, match=r"could not be started.*pip install '\.\[verify\]'"):
        Anki(python=str(program)).__enter__()
