"""A browser window in which a preview is open, and the deck that shows everything a card can."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as resources
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, Route

from ankiflask.clock import Clock, ModTime
from ankiflask.files.places import places
from ankiflask.pipeline.inspect import inspect
from ankiflask.pipeline.preview import preview
from ankiflask.preview.model import ShownCard, sheets_of_contents
from ankiflask.preview.showing import shown

ROOT = Path(__file__).resolve().parents[2]
FLASK = str(ROOT / "decks/flask")
PLANETS = str(ROOT / "tests/anki/decks/planets")
# Later than any time in the Flask deck's lock.
NOON = Clock(now=1_830_000_000, stamp=ModTime(1_830_000_000))
EVERYTHING = r"""
deck: Everything
uid: everything
notes:
  - id: all-of-it
    difficulty: hard
    topics: [one, two]
    question: |
      How are *all* keys, `code` and [a link](https://a.example) shown?
    answer: |
      As a list:

      - one **strong** item
      - two, with `code` in it

      ```python
      @route("/a-very-long-line/that-does-not-fit-on-a-phone", methods=["GET", "POST", "DELETE"])
      def view(number: int = 12) -> str:  # a comment
          return f"text {number}" if number is not None else "nothing"
      ```
    example: |
      class Card(Note):
          # how alike
          ratio = 4.5
          def __init__(self): raise ValueError(b"x" + r"\d")
    note: A nuance, with `code`.
    see: https://example.org/a/very/long/address/that/has/no/spaces/and/does/not/fit/on/a/phone
    hint: A hint with `code`.
    typed: all of it
    context: Cards › `Keys`
    reverse:
      question: Which card shows all keys?
      answer: The one with `all-of-it`.
      typed: all of it
  - id: a-cloze
    difficulty: easy
    topics: [one]
    cloze: |
      In {{c1::`code`}} and in {{c2::words::a hint}}: `flask {{c1::run}} --debug`.
    note: A nuance.
    hint: Look.
  - id: wide-cloze
    difficulty: hard
    topics: [two]
    cloze: |
      ```python
      app.add_url_rule("/orders/<int:number>/lines", view_func=OrderLines.as_view({{c1::"order_lines"}}))
      print(client.get("/orders/12/lines").status_code, "is what the client gets")  # {{c2::200}}
      ```
  - id: paragraphs
    difficulty: medium
    topics: [two]
    question: What do `X-Forwarded-For`, `relationship(secondary=book_tag)` and `git log --all-match-long-option` have in common?
    answer: |
      A hyphen or an equals sign, as in `X-Forwarded-Proto` or `--no-verify-at-all`.

      They must not be broken where a reader would copy them, for instance at the end of a line.
    note: A second nuance.
    see: "[A title of a page](https://example.org/a)"
  - id: vocabulary
    difficulty: easy
    topics: [one]
    question: der Zaunkönig
    answer: the wren
    reverse: the wren
  - id: arabic
    difficulty: medium
    topics: [two]
    question: ما هي عاصمة فرنسا؟
    answer: |
      باريس، و `print("x")` رمز.
    example: print("left to right")
    note: ملاحظة قصيرة.
  - id: japanese
    difficulty: medium
    question: 日本の首都はどこですか。とても長い文章でも、行の終わりで折り返されます。
    answer: 東京です。
  - id: notations
    difficulty: medium
    topics: [two]
    question: |
      How are H~2~O, 10^3^, ~~old~~ words and {漢字|かんじ} shown?
    answer: |
      As chemists, physicists and readers write them.

      | Method | Idempotent | Has a body in the request | Use it for |
      |:--|--:|:-:|---|
      | GET | yes | no | reading a resource that exists |
      | POST | no | yes | `client.post("/a-very-long-address/that-does-not-fit", data)` |

      > A quotation of two lines,
      > and its second one.

      ### A heading

      1. first
      2. second

      ---

      The mean is $\bar{x} = \frac{1}{n} \sum x_i$, and

      $$\int_{-\infty}^{\infty} e^{-x^2} \, dx = \sqrt{\pi} + a + b + c + d + e + f + g + h + i + j + k + l + m$$
    note: A nuance with $x^2$ and CO~2~.
  - id: table-cloze
    difficulty: medium
    topics: [two]
    cloze: |
      | Bird | Egg |
      |---|---|
      | robin | {{c1::blue}} |
      | wren | {{c2::white, with `spots`}} |
  - id: formula
    difficulty: easy
    question: |
      What is \( \int_0^1 x^2 \, dx \)?
    answer: |
      \[ \frac{1}{3} \]
"""


ANKI = (resources("ankiflask.preview") / "texts" / "frame.css").read_text(encoding="utf-8")


@cache
def cards(*names: str) -> tuple[ShownCard, ...]:
    (*decks,) = inspect(places(names), NOON)
    return tuple(
        shown(sheet)
        for each in decks
        if each.contents
        for sheet in sheets_of_contents(each.contents, {})
    )


def sides(which: Iterable[ShownCard]) -> list[tuple[ShownCard, str]]:
    return [(card, side) for card in which for side in (card.front, card.back)]


@dataclass(slots=True)
class Window:
    """A page with a preview. `asked` are the addresses it asked for, `complaints` the console's."""

    page: Page
    asked: list[str]
    complaints: list[str]

    @property
    def card(self) -> Frame:
        """The frame that holds the card."""
        return self.page.frames[1]

    def shown(self) -> str:
        """What can be read of the card."""
        return self.card.locator("body > #qa").inner_text()

    def count(self) -> str:
        """What the page says of how many cards it shows."""
        return self.page.locator("#count").inner_text()

    def rows(self) -> list[str]:
        """The titles of the rows that are there."""
        return self.page.locator(".row > span:first-child").all_inner_texts()


def written(path: Path, *names: str) -> Path:
    """Write a preview of the decks and packages; return where."""
    path.write_text(preview(names, NOON).html, encoding="utf-8")
    return path


@contextmanager
def window(browser: Browser, path: Path, width: int = 1280, height: int = 900) -> Iterator[Window]:
    """Open the page in a window of its own, which reaches no network."""
    page = browser.new_page(viewport={"width": width, "height": height})
    here = Window(page, [], [])
    address = path.as_uri()

    def answer(route: Route) -> None:
        if route.request.url.partition("#")[0] == address:
            route.continue_()
        else:
            here.asked.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    page.on("console", lambda message: here.complaints.append(message.text))
    page.on("pageerror", lambda error: here.complaints.append(str(error)))
    page.goto(address)
    page.frame_locator("#frame").locator("#qa > *").first.wait_for(state="attached")
    page.locator("#list:not([aria-busy])").wait_for()  # all cards are unpacked
    try:
        yield here
    finally:
        page.close()
