"""Decks and packages to one page that shows every card."""

import mimetypes
from base64 import b64encode
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ankiflask.clock import Clock
from ankiflask.deck.model import Note
from ankiflask.errors import InputError
from ankiflask.files.places import Place, places
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.package.open import open_package
from ankiflask.pipeline.check import qualities
from ankiflask.pipeline.inspect import Inspected, Watch, inspect, problems_of
from ankiflask.preview.model import (
    MEDIA_MARKS,
    Preview,
    Sheet,
    ShownCard,
    sheets_of_contents,
    sheets_of_package,
)
from ankiflask.preview.page import is_preview, page
from ankiflask.preview.showing import shown
from ankiflask.problems import Problem, Severity

__all__ = ["LEFT_OUT", "Previewed", "is_preview", "preview"]

_PACKAGES = (".apkg", ".colpkg", ".zip")
# In one page, which a browser holds whole: bytes of media, characters of cards.
_MOST_MEDIA, _MOST_TEXT = 32 * 1024 * 1024, 64 * 1024 * 1024
LEFT_OUT = frozenset({"cards-left-out", "media-left-out"})  # rules: what a page has no room for
_SHOWN_KINDS = ("image/", "audio/", "video/")


@dataclass(frozen=True, slots=True)
class Previewed:
    """The page, how many cards it shows, and all that was found wrong."""

    html: str
    cards: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Found:
    """What the decks and packages gave so far. `files` reads a picture or sound, by its name."""

    titles: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    general: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def preview(
    names: Sequence[str], clock: Clock, watch: Watch = iter, encoding: str | None = None
) -> Previewed:
    """Return a page of the decks and packages that were named, or of every deck under `decks/`.

    A deck with errors is shown as far as it can be. Writes nothing. Raises InputError where not one
    card can be shown.
    """
    found = _Found()
    packages = [name for name in names if name.lower().endswith(_PACKAGES)]
    decks = tuple(name for name in names if name not in packages)
    if decks or not packages:
        _add_decks(found, places(decks, encoding), clock, watch)
    for name in packages:
        _add_package(found, name)
    if not found.sheets:
        raise InputError(tuple(found.problems) or (_nothing(),))
    cards = tuple(_shown(found))
    media = _embedded(found, {name for card in cards for name in _named(card.front + card.back)})
    html = page(
        Preview(
            title=", ".join(dict.fromkeys(found.titles)),
            cards=cards,
            media=media,
            problems=tuple(found.general),
        )
    )
    return Previewed(html, len(cards), tuple(found.problems))


def _shown(found: _Found) -> Iterator[ShownCard]:
    """Yield the cards, as many as a page can hold."""
    left = _MOST_TEXT
    for number, sheet in enumerate(found.sheets):
        card = shown(sheet)
        left -= max(card.read, len(card.front) + len(card.back) + len(card.text))
        if left < 0 and number:
            word = _cards_left_out(number, len(found.sheets))
            found.problems.append(word)
            found.general.append(word)
            return
        yield card


def _cards_left_out(shown_cards: int, cards: int) -> Problem:
    return Problem(
        file="preview",
        line=0,
        rule="cards-left-out",
        severity=Severity.WARNING,
        message=f"The page shows the first {shown_cards:,} of {cards:,} cards: "
        f"a page holds {_MOST_TEXT // 2**20} MiB of text.",
        remedy="Preview fewer decks at once.",
    )


def _nothing() -> Problem:
    return Problem(
        file="preview", line=0, rule="no-cards", message="There is no card to show.", remedy=""
    )


def _add_decks(found: _Found, named: Iterable[Place], clock: Clock, watch: Watch) -> None:
    inspected = inspect(named, clock, watch)
    problems = tuple(sorted({*problems_of(inspected), *qualities(inspected)}))
    found.problems += problems
    told: set[Problem] = set()
    for each in inspected:
        if each.deck is None or each.contents is None:
            continue
        beside = _beside(each.deck.notes, (p for p in problems if p.file == each.deck.file))
        told.update(problem for group in beside.values() for problem in group)
        found.titles.append(each.deck.name)
        found.sheets += sheets_of_contents(each.contents, beside)
        found.files |= _contents_files(each)
    found.general += [each for each in problems if each not in told]


def _contents_files(inspected: Inspected) -> dict[str, Callable[[], bytes]]:
    files = inspected.contents.media if inspected.contents else ()
    return {each.name: partial(bytes, each.content) for each in files}


def _beside(
    notes: Sequence[Note], problems: Iterable[Problem]
) -> Mapping[str, tuple[Problem, ...]]:
    """Return the problems whose line stands in a note, by the note's id."""
    ordered = sorted(notes, key=Note.line)
    lines = [note.line() for note in ordered]
    beside: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        place = bisect_right(lines, problem.line) - 1
        if problem.line and place >= 0:
            beside[ordered[place].id].append(problem)
    return {note: tuple(group) for note, group in beside.items()}


def _add_package(found: _Found, name: str) -> None:
    try:
        opened = open_package(read_bytes(Path(name), MAX_PACKAGE), name)
    except InputError as error:
        found.problems += error.problems
        found.general += error.problems
        return
    sheets = list(sheets_of_package(opened))
    found.titles += dict.fromkeys(sheet.deck.partition("::")[0] for sheet in sheets)
    found.sheets += sheets
    found.files |= {each.name: each.read for each in opened.media}


def _named(html: str) -> Iterable[str]:
    before, after = MEDIA_MARKS
    return (part.partition(after)[0] for part in html.split(before)[1:])


def _embedded(found: _Found, names: set[str]) -> Mapping[str, str]:
    """Return the files that the cards name as data: addresses, small ones first, up to the limit."""
    contents: dict[str, bytes] = {}
    for name in sorted(names & found.files.keys()):
        kind = mimetypes.guess_type(name)[0] or ""
        if kind.startswith(_SHOWN_KINDS):
            try:
                contents[name] = found.files[name]()
            except InputError as error:
                found.problems += error.problems
                found.general += error.problems
    return _within_limit(contents, found)


def _within_limit(contents: Mapping[str, bytes], found: _Found) -> Mapping[str, str]:
    media: dict[str, str] = {}
    left, out = _MOST_MEDIA, 0
    for name in sorted(contents, key=lambda name: len(contents[name])):
        if len(contents[name]) > left:
            out += 1
            continue
        left -= len(contents[name])
        kind = mimetypes.guess_type(name)[0]
        media[name] = f"data:{kind};base64,{b64encode(contents[name]).decode()}"
    if out:
        word = _left_out(out)
        found.problems.append(word)
        found.general.append(word)
    return media


def _left_out(count: int) -> Problem:
    return Problem(
        file="preview",
        line=0,
        rule="media-left-out",
        severity=Severity.INFO,
        message=f"Pictures and sounds over {_MOST_MEDIA // 2**20} MiB together are left out: {count}.",
        remedy="Their names stand in their places.",
    )
