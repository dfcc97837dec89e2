"""Whatever the bytes: problems in words or a result; no other exception, no hang."""

import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ankiflask.clock import Clock, ModTime
from ankiflask.deck.lock import Present, fingerprint
from ankiflask.deck.lock_text import lock_text, read_lock
from ankiflask.deck.reader import read_deck
from ankiflask.deck.settle import settle
from ankiflask.drafting.deck_text import append, deck_file
from ankiflask.errors import InputError
from ankiflask.files.places import Place
from ankiflask.files.read import read_text
from ankiflask.package.encode import encode
from ankiflask.pipeline.inspect import inspect, problems_of
from ankiflask.problems import Problem, Source, has_errors
from ankiflask.render import text as markup
from ankiflask.render.html import canonical
from ankiflask.render.note import card_numbers, cloze_numbers
from ankiflask.sources.statements.normalise import normalise
from ankiflask.text import normal
from tests.budget import examples
from tests.cards.markup_texts import markdown
from tests.conftest import NOON
from tests.drafts.texts import draft_deck
from tests.fuzz.conftest import Watchdog
from tests.fuzz.decks import DECK, LOCK, LOCK_1, as_bytes, decks, locks

CLOCK = Clock(NOON, ModTime(NOON))
_TAGS = re.compile(r"<(/?)(p|ul|ol|li|pre|code|span|strong|em|a)\b[^>]*>")
_html = st.lists(
    st.one_of(
        st.sampled_from(
            "<b <!-- --> > < / = \" ' a b=c/d &amp; &#91; &lt <br/> <A \n \r \xa0 é </p> ` {{c1:: }}".split(
                " "
            )
        ),
        st.text(max_size=3),
    ),
    max_size=30,
).map("".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def assert_in_words(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.message.strip()
        assert problem.message == problem.message.strip()
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", problem.rule)
        assert problem.line >= 0


@examples(300)
@given(as_bytes(decks))
def test_reading_any_file_gives_a_text_or_problems(
    folder: Path, watchdog: Watchdog, content: bytes
) -> None:
    file = folder / "read.txt"
    file.write_bytes(content)
    with watchdog:
        try:
            text = read_text(file).text
        except InputError as error:
            assert_in_words(error.problems)
        else:
            assert text.encode() == content.removeprefix(b"\xef\xbb\xbf")


@examples(400)
@given(decks)
@example(DECK)
@example("{")
def test_reading_any_deck_gives_a_deck_or_problems(watchdog: Watchdog, text: str) -> None:
    with watchdog:
        deck, problems = read_deck(Source("deck.yaml", text))
    assert_in_words(problems)
    assert deck is not None or has_errors(problems)
    last = len(re.split("\r\n|[\r\n\x85\u2028\u2029]", text))
    assert all(problem.line <= last for problem in problems)


@examples(300)
@given(st.one_of(st.text(max_size=300), markdown, decks))
def test_normalising_any_text_gives_numbered_statements(watchdog: Watchdog, text: str) -> None:
    with watchdog:
        statements = normalise(Source("notes.txt", text))
    assert_in_words(statements.problems)
    assert [each.number for each in statements.statements] == [
        *range(1, len(statements.statements) + 1)
    ]


@examples(300)
@given(st.one_of(markdown, st.text(max_size=200)).map(normal))
def test_rendering_any_text_gives_html_whose_tags_pair_up(watchdog: Watchdog, text: str) -> None:
    with watchdog:
        rendered = [markup.render(text), markup.render(text, cloze=True), markup.example(text)]
        markup.images(text)
        numbers = cloze_numbers(text)
    for each in rendered:
        assert list(_unpaired(each.html)) == []
        if not each.faults:
            assert canonical(each.html) == normal(each.html)
    assert rendered[1].faults or numbers


def _unpaired(html: str) -> Iterator[str]:
    opened: list[str] = []
    for slash, tag in _TAGS.findall(html):
        if not slash:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            yield tag
    yield from opened


@examples(400)
@given(_html)
def test_any_html_has_one_canonical_form(watchdog: Watchdog, html: str) -> None:
    with watchdog:
        assert canonical(canonical(html)) == canonical(html)


@examples(300)
@given(locks)
@example(LOCK)
@example(LOCK_1)
@example(LOCK_1 + LOCK)
def test_any_lock_settles_and_what_settled_is_at_rest(watchdog: Watchdog, text: str) -> None:
    deck, _ = read_deck(Source("deck.yaml", DECK))
    assert deck is not None
    present = Present(
        deck=deck,
        hashes={note.id: fingerprint(deck.uid, note, {}) for note in deck.notes},
        cards={note.id: card_numbers(note) for note in deck.notes},
    )
    with watchdog:
        written, problems = read_lock(Source("deck.lock", text))
        settled = settle(written, present, CLOCK)
        assert_in_words((*problems, *settled.problems))
        again, left = read_lock(Source("deck.lock", lock_text(settled.lock)))
        twice = settle(again, present, CLOCK)
    if not has_errors((*problems, *settled.problems)):
        assert left == ()
        assert (twice.lock, twice.stale) == (settled.lock, "")
    for note_id, lines in written.notes.items():
        if note_id in settled.lock.seconds:
            assert settled.lock.seconds[note_id] >= max(line.second for line in lines)


@examples(200)
@given(st.one_of(st.text(max_size=300), markdown), decks)
def test_drafting_from_any_text_into_any_deck(watchdog: Watchdog, text: str, old: str) -> None:
    with watchdog:
        statements = normalise(Source("notes.txt", text))
        deck, problems = draft_deck(statements)
        assert_in_words(problems)
        if deck.notes:
            read, found = read_deck(Source("notes.txt", deck_file(deck)))
            assert (read, found) == (deck, ())
        appended = append(Source("deck.yaml", old), deck.notes)
    if isinstance(appended, Problem):
        assert_in_words((appended,))


@examples(250)
@given(as_bytes(decks), st.one_of(st.none(), as_bytes(locks)))
@example(DECK.encode(), LOCK.encode())
def test_the_whole_road_ends_in_problems_or_a_package(
    folder: Path, watchdog: Watchdog, deck: bytes, lock: bytes | None
) -> None:
    place = Place(folder / "deck.yaml")
    place.file.write_bytes(deck)
    place.lock.unlink(missing_ok=True)
    if lock is not None:
        place.lock.write_bytes(lock)
    with watchdog:
        inspected = inspect([place], CLOCK)
        problems = problems_of(inspected)
        assert_in_words(problems)
        contents = inspected[0].contents
        if has_errors(problems):
            return
        assert contents is not None
        package = encode(contents)
    with zipfile.ZipFile(BytesIO(package.content)) as archive:
        assert archive.testzip() is None
        assert {"ankiflask.json", "collection.anki2", "media"} <= set(archive.namelist())


@examples(200)
@given(as_bytes(st.one_of(st.text(max_size=300), markdown, decks)))
def test_a_bare_text_of_any_bytes_ends_in_problems_or_a_package(
    folder: Path, watchdog: Watchdog, content: bytes
) -> None:
    place = Place(folder / "notes.txt", is_text=True)
    place.file.write_bytes(content)
    with watchdog:
        inspected = inspect([place], CLOCK)
        problems = problems_of(inspected)
        assert_in_words(problems)
        if not has_errors(problems) and inspected[0].contents:
            assert encode(inspected[0].contents).content


def test_memory_stays_within_bounds_for_the_largest_texts() -> None:
    """A text of 64 KiB costs some hundred times its size at most, whatever stands in it."""
    for sign in ("*a", "![a](b)", "{{c1::a}}", "- "):
        text = sign * (64 * 1024 // len(sign))
        tracemalloc.start()
        markup.render(text, cloze=True)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 256 * 1024 * 1024, sign
