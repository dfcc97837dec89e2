"""A build of what did not change renders nothing; whatever changed, it never skips."""

import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.deck.model import Note
from ankiflask.errors import InputError
from ankiflask.files.places import Place
from ankiflask.package.archive import tools
from ankiflask.pipeline.build import BuildOptions, Built, build
from ankiflask.pipeline.past import Past

DECK = """\
deck: Birds
uid: birds
description: Of the garden
difficulty: easy
retired: [dodo]
notes:
  - id: robin-colour
    topics: [robins]
    question: What colour is a robin's breast?
    answer: Orange.
    note: "![a robin](robin.png)"
  - id: robin-egg
    difficulty: hard
    topics: [robins, eggs]
    cloze: A robin's egg is {{c1::blue}}, {{c2::often}}.
    audio: robin.mp3
  - id: wren-song
    question: How does a wren sing?
    answer: Loudly.
    reverse: Which small bird sings loudly?
"""


class Bench:
    """A deck's folder, and builds of it that tell which notes they rendered."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.deck, self.lock = folder / "deck.yaml", folder / "deck.lock"
        self.media, self.dist = folder / "media", folder / "dist"
        self.package = self.dist / "birds.apkg"
        self.clock = clock
        self.rendered: list[str] = []
        self.media.mkdir(parents=True)
        (self.media / "robin.png").write_bytes(b"a picture")
        (self.media / "robin.mp3").write_bytes(b"a sound")
        self.deck.write_text(DECK, encoding="utf-8")

    def build(
        self, place: Place | None = None, *, locked: bool = False, unreleased: bool = False
    ) -> Built:
        self.rendered = []
        places = [place or Place(self.deck)]
        options = BuildOptions(is_locked=locked, past=Past(is_unreleased=unreleased))
        return build(places, self.dist, self.clock, options, self._watch)

    def _watch(self, notes: tuple[Note, ...]) -> Iterator[Note]:
        for note in notes:
            self.rendered.append(note.id)
            yield note

    def swap(self, old: str, new: str) -> None:
        text = self.deck.read_text(encoding="utf-8")
        assert old in text
        self.deck.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def bench(tmp_path: Path, clock: Clock) -> Bench:
    bench = Bench(tmp_path / "birds", clock)
    bench.build()
    assert bench.rendered
    return bench


def test_an_unchanged_deck_is_not_rendered_and_reported_the_same(bench: Bench) -> None:
    shutil.rmtree(bench.dist)
    first = bench.build()
    written = bench.package.stat()
    assert bench.build() == first
    assert bench.rendered == []
    now = bench.package.stat()
    assert (now.st_ino, now.st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
    assert (first.decks[0].notes, first.decks[0].cards) == (3, 5)


def test_an_unchanged_deck_is_skipped_at_another_time_and_under_locked(bench: Bench) -> None:
    bench.clock = Clock.of(bench.clock.now + 100_000)
    bench.build(locked=True)
    assert bench.rendered == []


def test_what_reaches_no_learner_does_not_stop_a_skip(bench: Bench) -> None:
    bench.swap("deck: Birds", "# A comment\ndeck: Birds")
    bench.build()
    assert bench.rendered == []


def retire_the_wren(bench: Bench) -> None:
    bench.swap("[dodo]", "[dodo, wren-song]")
    text = bench.deck.read_text(encoding="utf-8")
    bench.deck.write_text(text[: text.index("  - id: wren-song")], encoding="utf-8")


def lose_the_lock(bench: Bench) -> None:
    bench.lock.unlink()
    bench.clock = Clock.of(bench.clock.now + 1)


def break_a_byte(bench: Bench) -> None:
    content = bytearray(bench.package.read_bytes())
    content[2000] ^= 1
    bench.package.write_bytes(content)


CHANGES: dict[str, Callable[[Bench], object]] = {
    "a text": lambda b: b.swap("Orange.", "Red."),
    "a difficulty": lambda b: b.swap("difficulty: hard", "difficulty: medium"),
    "the difficulty of the deck": lambda b: b.swap("difficulty: easy", "difficulty: medium"),
    "the order of topics": lambda b: b.swap("[robins, eggs]", "[eggs, robins]"),
    "the order of notes": lambda b: b.deck.write_text(
        DECK[: DECK.index("  - id: robin-colour")]
        + DECK[DECK.index("  - id: wren-song") :]
        + DECK[DECK.index("  - id: robin-colour") : DECK.index("  - id: wren-song")],
        encoding="utf-8",
    ),
    "a new note": lambda b: b.swap(
        "  - id: wren-song", "  - {id: owl, question: Who?, answer: An owl.}\n  - id: wren-song"
    ),
    "a retired note": retire_the_wren,
    "the list of the retired": lambda b: b.swap("[dodo]", "[dodo, moa]"),
    "the description": lambda b: b.swap("Of the garden", "Of the wood"),
    "a picture": lambda b: (b.media / "robin.png").write_bytes(b"another picture"),
    "a sound": lambda b: (b.media / "robin.mp3").write_bytes(b"another sound"),
    "a second in the lock": lambda b: b.lock.write_text(
        b.lock.read_text(encoding="utf-8").replace(str(b.clock.stamp), str(b.clock.stamp - 9)),
        encoding="utf-8",
    ),
    "no lock": lose_the_lock,
    "no package": lambda b: b.package.unlink(),
    "an empty package": lambda b: b.package.write_bytes(b""),
    "half a package": lambda b: b.package.write_bytes(
        b.package.read_bytes()[: b.package.stat().st_size // 2]
    ),
    "a package with a broken byte": break_a_byte,
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_is_rendered_as_if_nothing_had_been_there(bench: Bench, name: str) -> None:
    before = bench.package.read_bytes()
    CHANGES[name](bench)
    built = bench.build(unreleased=name == "no lock")
    assert bench.rendered
    made = bench.package.read_bytes()
    assert (made == before) == ("package" in name)
    shutil.rmtree(bench.dist)
    assert bench.build().decks == built.decks
    assert bench.package.read_bytes() == made


@pytest.mark.parametrize(("key", "value"), [("deck: Birds", "deck: B"), ("uid: birds", "uid: b2")])
def test_another_name_is_another_package_once_the_lock_allows_it(
    bench: Bench, key: str, value: str
) -> None:
    bench.swap(key, value)
    bench.build(unreleased=True)
    assert bench.rendered


def test_subdecks_are_another_package_once_the_lock_allows_it(bench: Bench) -> None:
    bench.swap("  - id: wren-song\n", "  - id: wren-song\n    topics: [wrens]\n")
    bench.build()
    bench.swap("difficulty: easy", "subdecks: topic\ndifficulty: easy")
    bench.build(unreleased=True)
    assert bench.rendered


def test_a_fault_in_the_markup_is_told_every_time(bench: Bench) -> None:
    package = bench.package.read_bytes()
    bench.swap("{{c2::often}}", "{{c2::often}")
    told = []
    for _ in range(2):
        with pytest.raises(InputError) as raised:
            bench.build()
        told.append(raised.value.problems)
    assert told[0] == told[1]
    assert {problem.rule for problem in told[0]} == {"cloze-unclosed"}
    assert bench.package.read_bytes() == package


def test_warnings_are_told_although_nothing_is_rendered(bench: Bench) -> None:
    bench.swap("[robins, eggs]", "[robins, eggs, eggs]")
    first = bench.build()
    assert bench.rendered == []
    assert [problem.rule for problem in first.problems] == ["repeated-value"]
    assert bench.build() == first


def test_one_changed_deck_is_rendered_alone(bench: Bench, tmp_path: Path, clock: Clock) -> None:
    other = Bench(tmp_path / "trees", clock)
    other.swap("uid: birds", "uid: trees")
    places = [Place(bench.deck), Place(other.deck)]
    rendered: list[int] = []

    def watch(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        rendered.append(len(notes))
        return notes

    build(places, bench.dist, clock, watch=watch)
    assert rendered == [3]


def test_a_text_is_drafted_and_rendered_once(bench: Bench, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("1. Flask is a web framework.\n2. Jinja is a template engine.\n")
    first = bench.build(Place(text, is_text=True))
    assert bench.rendered
    assert bench.build(Place(text, is_text=True)) == first
    assert bench.rendered == []
    text.write_text("1. Flask is a web framework.\n2. Jinja is an engine for templates.\n")
    assert bench.build(Place(text, is_text=True)) != first
    assert bench.rendered


def test_another_version_of_any_tool_makes_a_new_package(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tools()
    assert isinstance(known, dict)
    assert set(known) == {"ankiflask", "genanki", "markdown_it", "pygments"}
    for name in tuple(known):
        monkeypatch.setitem(known, name, "0")
        bench.build()
        assert bench.rendered, name


def test_a_tool_is_known_by_its_version() -> None:
    for name, distribution in (("genanki", "genanki"), ("markdown_it", "markdown-it-py")):
        assert tools()[name] == version(distribution)
