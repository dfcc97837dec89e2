"""Decks and packages to one page that shows every card."""

import mimetypes
from base64 import b64encode
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import unescape
from itertools import chain
from pathlib import Path

from ankiflask.clock import Clock
from ankiflask.deck.model import Note
from ankiflask.errors import InputError
from ankiflask.files.places import Place, places
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.package.open import open_package
from ankiflask.pipeline.check import qualities
from ankiflask.pipeline.inspect import Watch, inspect, problems_of
from ankiflask.preview.model import (
    MEDIA_MARKS,
    Preview,
    Shape,
    Sheet,
    ShownCard,
    sheets_of_contents,
    sheets_of_package,
)
from ankiflask.preview.page import is_preview, page
from ankiflask.preview.showing import shown
from ankiflask.problems import Problem, Severity, remark

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

    def add(self, *problems: Problem) -> None:
        """Add problems that belong to no card."""
        self.problems += problems
        self.general += problems


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
        nothing = Problem.at("preview", 0, "no-cards", "There is no card to show.")
        raise InputError(tuple(found.problems) or (nothing,))
    cards = tuple(_shown(found))
    media = _embedded(found, set(_named(cards)))
    title = ", ".join(dict.fromkeys(found.titles))
    html = page(Preview(title=title, cards=cards, media=media, problems=tuple(found.general)))
    return Previewed(html, len(cards), tuple(found.problems))


def _shown(found: _Found) -> Iterator[ShownCard]:
    """Yield the cards, as many as a page can hold."""
    left = _MOST_TEXT
    shapes: set[Shape] = set()
    for number, sheet in enumerate(found.sheets):
        card = shown(sheet)
        left -= card.read
        if card.shape not in shapes:
            shapes.add(card.shape)
            left -= sum(len(part) for part in card.shape.all if isinstance(part, str))
        if left < 0 and number:
            message = (
                f"The page shows the first {number:,} of {len(found.sheets):,} cards: "
                f"a page holds {_MOST_TEXT // 2**20} MiB of text."
            )
            remedy = "Preview fewer decks at once."
            said = Problem.at("preview", 0, "cards-left-out", message, remedy)
            found.add(replace(said, severity=Severity.WARNING))
            return
        yield card


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
        found.files |= {file.name: partial(bytes, file.content) for file in each.contents.media}
    found.general += [each for each in problems if each not in told]


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
        found.add(*error.problems)
        return
    sheets = list(sheets_of_package(opened))
    found.titles += dict.fromkeys(sheet.deck.partition("::")[0] for sheet in sheets)
    found.sheets += sheets
    found.files |= {each.name: each.read for each in opened.media}


def _named(cards: Iterable[ShownCard]) -> Iterator[str]:
    """Yield the names of the pictures and sounds that the cards show."""
    before, after = MEDIA_MARKS
    shapes = {card.shape for card in cards}
    for parts in chain((shape.all for shape in shapes), (card.values for card in cards)):
        for html in parts:
            if isinstance(html, str) and before in html:
                yield from (unescape(each.partition(after)[0]) for each in html.split(before)[1:])


def _embedded(found: _Found, names: set[str]) -> Mapping[str, str]:
    """Return the files that the cards name as data: addresses, small ones first, up to the limit."""
    contents: dict[str, tuple[bytes, str]] = {}
    for name in sorted(names & found.files.keys()):
        kind = mimetypes.guess_type(name)[0] or ""
        if kind.startswith(_SHOWN_KINDS):
            try:
                contents[name] = found.files[name](), kind
            except InputError as error:
                found.add(*error.problems)
    media: dict[str, str] = {}
    left = _MOST_MEDIA
    for name, (content, kind) in sorted(contents.items(), key=lambda each: len(each[1][0])):
        if len(content) <= left:
            left -= len(content)
            media[name] = f"data:{kind};base64,{b64encode(content).decode()}"
    if out := len(contents) - len(media):
        most = f"{_MOST_MEDIA // 2**20} MiB"
        message = f"Pictures and sounds over {most} together are left out: {out}."
        remedy = "Their names stand in their places."
        found.add(remark("preview", 0, "media-left-out", message, remedy))
    return media
