"""HTML, scripts and templates in any text of a deck: on the card they are text, and do nothing."""

import json
import re
import shutil
import sqlite3
import zipfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from ankiflask.clock import Clock, ModTime
from ankiflask.files.places import Place
from ankiflask.identity import NoteId, note_row_id
from ankiflask.pipeline.inspect import inspect, problems_of
from ankiflask.problems import Severity
from ankiflask.text import normal
from tests.anki.learner import Anki, Learner
from tests.anki.make_environments import environments
from tests.anki.releases import publish
from tests.browser.injection_texts import INJECTIONS
from tests.conftest import NOON, Holds

pytestmark = pytest.mark.anki

_HERE = Path(__file__).resolve().parent
_PICTURE = _HERE.parent / "anki" / "decks" / "planets" / "media" / "mars.png"
_ADDRESS = "http://card.test/"
_CHUNK = 600  # sides of cards on one page

# Where a text may stand: the note's key, and what is written there; § is the text.
_QUESTIONS = {
    "question": ("question", "§"),
    "answer": ("answer", "§"),
    "example": ("example", "§"),
    "note": ("note", "§"),
    "hint": ("hint", "§"),
    "reverse": ("reverse", "§"),
    "typed": ("typed", "§"),
    "see": ("see", "https://a.test/§"),
    "topics": ("topics", "§"),
    "picture": ("picture", "§.png"),
    "inline code": ("answer", "x ```` § ```` y"),
    "fenced code": ("answer", "````\n§\n````"),
    "language of code": ("answer", "~~~~§\nx\n~~~~"),
    "emphasis": ("answer", "x **§** y"),
    "list item": ("answer", "- x\n- §"),
    "formula": ("answer", "\\( § \\)"),
    "link text": ("answer", "[§](https://a.test/)"),
    "link address": ("answer", "[x](<https://a.test/§>)"),
    "bare link address": ("answer", "[x](§)"),
    "link title": ("answer", '[x](https://a.test/ "§")'),
    "image description": ("answer", "![§](x.png)"),
    "image title": ("answer", '![x](x.png "§")'),
    "image name": ("answer", "![x](<§>)"),
}
_CLOZES = {
    "cloze, beside a deletion": ("cloze", "{{c1::x}} §"),
    "cloze, deleted": ("cloze", "{{c1::§}} x"),
    "cloze, a deletion's hint": ("cloze", "{{c1::x::§}}"),
    "cloze, deleted code": ("cloze", "{{c1::```` § ````}} x"),
    "cloze, deleted in a formula": ("cloze", "\\( {{c1::§}} \\)"),
    "example of a cloze": ("example", "§"),
    "note of a cloze": ("note", "§"),
    "hint of a cloze": ("hint", "§"),
    "see of a cloze": ("see", "https://a.test/§"),
}
_PLACES = {**_QUESTIONS, **_CLOZES}
_ON_ONE_LINE = ("see", "see of a cloze")
# Here a text that is no Markdown stands word for word.
_SHOWN = frozenset(_PLACES) - {
    *("typed", "see", "see of a cloze", "topics", "picture", "language of code", "image name"),
    *("link address", "bare link address", "link title", "image description", "image title"),
    *("formula", "cloze, deleted in a formula"),
}
_IN_CODE = frozenset({"inline code", "fenced code"})
_MARKDOWN = re.compile(r"[*`\\{}\[\]]|^\s*[-+~>]|&#?\w+;|<(?:https?|mailto):", re.MULTILINE)

_CHECK = """([tags, attributes]) => [...document.body.children].map(card => {
    const odd = [];
    const nodes = document.createTreeWalker(card, NodeFilter.SHOW_ALL);
    let text = "";
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) { text += node.data; continue; }
        if (node.nodeType === Node.COMMENT_NODE && node.data === " ") continue;
        if (!tags.includes(node.localName) || node.namespaceURI !== document.body.namespaceURI)
            odd.push(`${card.id}: ${node.nodeName}`);
        for (const {name, value} of node.attributes ?? [])
            if (!new RegExp(attributes[`${node.localName} ${name}`] ?? "(?!)").test(value))
                odd.push(`${card.id}: ${node.localName} ${name}=${value}`);
        if (!["span", "code", "a", "strong", "em"].includes(node.localName)) text += " ";
    }
    return {id: card.id, odd, text: card.localName === "section" ? text : ""};
})"""
_TAGS = (
    *("div", "span", "p", "br", "hr", "ul", "ol", "li", "pre", "code", "strong", "em"),
    *("a", "img", "details", "summary", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td", "s", "sub", "sup", "ruby", "rt"),
)
_ATTRIBUTES = {
    **{f"{tag} class": r"^[a-z0-9 -]*$" for tag in ("div", "span", "details")},
    "div dir": "^auto$",
    "div data-difficulty": "^(easy|medium|hard)$",
    "div data-topics": "^[a-z0-9-]*(, [a-z0-9-]+)*$",
    "div data-id": "^[a-z0-9/-]+$",
    "div data-spare": "^$",
    "span data-difficulty": "^(easy|medium|hard)$",
    "span data-cloze": "",
    "span data-ordinal": r"^\d+$",
    "hr id": "^answer$",
    "a href": r"^(https?://|mailto:)[^\s<>\"]+$",
    "a title": "",
    "img src": r"^ankiflask-[0-9a-f]{24}\.png$",
    "img alt": "",
    "img title": "",
    "ol start": r"^\d+$",
    "li value": r"^\d+$",
    **{f"{tag} style": "^text-align: (left|center|right);$" for tag in ("th", "td")},
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """One text in one place, a note of its own."""

    place: str
    text: str

    @property
    def id(self) -> str:
        return f"p{[*_PLACES].index(self.place)}-t{INJECTIONS.index(self.text)}"

    @property
    def note(self) -> dict[str, object]:
        key, pattern = _PLACES[self.place]
        text = self.text
        if self.place in _ON_ONE_LINE:
            text = "".join(text.split())
        elif pattern != "§" and self.place != "fenced code":
            text = " ".join(text.split("\n"))
        written: object = pattern.replace("§", text)
        base = {"cloze": "{{c1::x}}"} if self.place in _CLOZES else {"question": "Q", "answer": "A"}
        return {"id": self.id, **base, key: [written] if key == "topics" else written}


_CELLS = tuple(_Cell(place, text) for place in _PLACES for text in INJECTIONS)


def _deck_yaml(cells: Sequence[_Cell]) -> str:
    header = {"deck": "Injections", "uid": "injections", "difficulty": "easy"}
    deck = {**header, "notes": [cell.note for cell in cells]}
    # JSON is YAML, but for what YAML wants to be escaped.
    written = json.dumps(deck, ensure_ascii=False, indent=1)
    return written.replace("\u2028", "\\u2028").replace("\ufeff", "\\ufeff")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("injections") / "deck"
    (folder / "media").mkdir(parents=True)
    shutil.copy(_PICTURE, folder / "media" / "x.png")
    return folder


@pytest.fixture(scope="module")
def refused(folder: Path) -> Mapping[_Cell, str]:
    """Return the rule that refuses a text in a place, where one does."""
    (folder / "deck.yaml").write_text(_deck_yaml(_CELLS), encoding="utf-8")
    inspected = inspect([Place(folder / "deck.yaml")], Clock(NOON, ModTime(NOON)))
    deck = inspected[0].deck
    assert deck is not None
    starts = [note.line() for note in deck.notes]
    return {
        _CELLS[bisect_right(starts, problem.line) - 1]: problem.rule
        for problem in problems_of(inspected)
        if problem.severity is Severity.ERROR
    }


@pytest.fixture(scope="module")
def rendered(refused: Mapping[_Cell, str]) -> tuple[_Cell, ...]:
    return tuple(cell for cell in _CELLS if cell not in refused)


@pytest.fixture(scope="module")
def sides(folder: Path, rendered: tuple[_Cell, ...]) -> dict[str, str]:
    """Return the HTML of every card in Anki, by the note's id, the card's number and its side."""
    package = publish(folder, _deck_yaml(rendered), NOON).package
    with Anki(environments()[0]) as anki, Learner(anki, folder / "learner") as learner:
        learner.import_package(package)
        cards = {card.id: card for card in learner.look().cards}
        shown = learner.render()
    ids: dict[int, str] = {note_row_id("injections", NoteId(cell.id)): cell.id for cell in rendered}
    found = {}
    for each in shown:
        assert each.complaints == each.question_sounds == each.answer_sounds == ()
        card = cards[each.card]
        for side, html in (("question", each.question), ("answer", each.answer)):
            found[f"{ids[card.note]} {card.ord} {side}"] = html
    return found


@pytest.fixture
def happened(page: Page) -> Iterator[list[str]]:
    """What a card without life does not do: dialogs, errors, words on the console."""
    seen: list[str] = []

    def dialog(each: Any) -> None:
        seen.append(f"dialog: {each.message}")
        each.dismiss()

    listeners = {
        "dialog": dialog,
        "console": lambda each: seen.append(f"console: {each.text}"),
        "pageerror": lambda each: seen.append(f"error: {each}"),
        "popup": lambda each: seen.append(f"popup: {each.url}"),
        "download": lambda each: seen.append(f"download: {each.url}"),
    }
    listen: Any = page.on  # it is typed for each event by itself
    for event, listener in listeners.items():
        listen(event, listener)
    yield seen
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def _chunks(sides: Mapping[str, str]) -> Iterator[dict[str, str]]:
    names = sorted(sides)
    for start in range(0, len(names), _CHUNK):
        yield {name: sides[name] for name in names[start : start + _CHUNK]}


def _looked_at(page: Page, sides: Mapping[str, str]) -> list[dict[str, Any]]:
    """Open a page of cards as a browser opens it, scripts and all; return what stands there."""
    cards = "".join(f'<section id="{name}">{html}</section>' for name, html in sides.items())
    body = f"<!doctype html><meta charset=utf-8><title>cards</title><body>{cards}</body>"

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(_ADDRESS)
        if route.request.url == _ADDRESS:
            route.fulfill(body=body, content_type="text/html; charset=utf-8")
        elif re.fullmatch(_ATTRIBUTES["img src"], path):
            route.fulfill(path=_PICTURE, content_type="image/png")
        else:
            route.fallback()

    page.route("**/*", answer)
    page.goto(_ADDRESS, wait_until="load")
    looked: list[dict[str, Any]] = page.evaluate(_CHECK, [_TAGS, _ATTRIBUTES])
    page.unroute("**/*", answer)
    return looked


def _folded(text: str) -> str:
    return " ".join(normal(text).split())


def test_no_text_in_any_place_becomes_a_live_node_or_asks_the_network(
    page: Page, requests: list[str], happened: list[str], sides: Mapping[str, str]
) -> None:
    for chunk in _chunks(sides):
        looked = _looked_at(page, chunk)
        assert [each["id"] for each in looked] == list(chunk)
        assert [odd for each in looked for odd in each["odd"]] == []
        assert page.evaluate("typeof ran") == "undefined"
    assert happened == []
    assert requests == []


def test_a_text_is_seen_on_the_card_as_it_was_written(
    page: Page, sides: Mapping[str, str], rendered: tuple[_Cell, ...]
) -> None:
    seen: dict[str, str] = defaultdict(str)
    for chunk in _chunks(sides):
        for each in _looked_at(page, chunk):
            seen[each["id"].partition(" ")[0]] += f" {each['text']}"
    looked_for = Counter[str]()
    for cell in rendered:
        is_as_written = cell.place in _IN_CODE or not _MARKDOWN.search(cell.text)
        if cell.place in _SHOWN and is_as_written:
            assert _folded(cell.text) in _folded(seen[cell.id])
            looked_for[cell.place] += 1
    assert set(looked_for) == _SHOWN
    assert min(looked_for.values()) >= 100


def test_what_is_refused_is_refused_for_a_reason(
    holds: Holds, refused: Mapping[_Cell, str], rendered: tuple[_Cell, ...]
) -> None:
    shown = Counter(cell.place for cell in rendered)
    lines = []
    for place in _PLACES:
        rules = Counter(rule for cell, rule in refused.items() if cell.place == place)
        said = ", ".join(f"{count} {rule}" for rule, count in sorted(rules.items()))
        lines.append(f"{place}: {shown[place]} rendered; refused: {said or 'none'}\n")
    holds(_HERE / "injections-refused.txt", "".join(lines))


def test_a_deck_may_have_any_name_and_description(
    page: Page, requests: list[str], happened: list[str], folder: Path
) -> None:
    """The description is HTML to Anki, and ours is text; the name is on no card of ours."""
    text = "\n".join(text for text in INJECTIONS if "\0" not in text and "\x0c" not in text)
    name = INJECTIONS[0]
    deck = {"deck": name, "uid": "named", "difficulty": "easy", "description": text}
    notes = [{"id": "one", "question": "Q", "answer": "A"}]
    written = json.dumps({**deck, "notes": notes})
    odd = folder.parent / "named"
    release = publish(odd, written.replace("\\u2028", "\\u2028"), NOON)
    with Anki(environments()[0]) as anki, Learner(anki, odd / "learner") as learner:
        learner.import_package(release.package)
        assert name in learner.look().decks
        sides = {f"{each.card}": each.question + each.answer for each in learner.render()}
    looked = _looked_at(page, {**sides, "description": _description(release.package)})
    assert [fault for each in looked for fault in each["odd"]] == []
    assert _folded(looked[-1]["text"]) == _folded(text)
    assert (requests, happened) == ([], [])


def _description(package: Path) -> str:
    with zipfile.ZipFile(package) as archive, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("collection.anki2"))
        ((decks,),) = connection.execute("SELECT decks FROM col")
    return "".join(each["desc"] for each in json.loads(decks).values())


def test_the_harness_would_see_what_lives(
    page: Page, requests: list[str], happened: list[str]
) -> None:
    alive = [text for text in INJECTIONS if text.startswith("<") and "refresh" not in text]
    looked = [_looked_at(page, {"raw": text}) for text in alive]
    assert sum(not each or bool(each[0]["odd"]) or len(each) > 1 for each in looked) > 120
    assert len(requests) > 20
    assert {each.partition(":")[0] for each in happened} >= {"console", "dialog", "error"}
