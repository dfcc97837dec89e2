"""Our cards in a browser: every kind, by day and by night, on every width."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ankiflask.preview.model import ShownCard
from tests.browser.contrast import FAINT, NEEDS
from tests.browser.windows import ANKI, FLASK, PLANETS, cards, sides

pytestmark = pytest.mark.browser

MODES = ("", "nightMode night_mode")
# How the platforms say that it is night: on the card's own element, or around it.
NIGHTS = (
    '<body class="card card1 nightMode">{}</body>',
    '<body class="card card1 night_mode">{}</body>',
    '<body class="nightMode"><div class="card card1">{}</div></body>',
    '<body class="night_mode"><div class="card card1">{}</div></body>',
)
OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true; })"


def show(page: Page, card: ShownCard, side: str, mode: str = "") -> None:
    page.set_content(
        f"<!doctype html><meta charset=utf-8><title>card</title><style>{ANKI}\n{card.css}</style>"
        f'<body class="card card{card.ordinal + 1} {mode}"><div id=qa>{side}</div></body>'
    )
    page.evaluate(OPEN)


def one_of_each(which: Iterable[ShownCard]) -> list[ShownCard]:
    return list({(card.kind, card.difficulty): card for card in which}.values())


@pytest.mark.parametrize("mode", MODES, ids=["day", "night"])
def test_all_text_has_enough_contrast(
    page: Page, everything: tuple[ShownCard, ...], mode: str
) -> None:
    chosen = [*everything, *one_of_each(cards(FLASK)), *cards(PLANETS)]
    assert {card.kind for card in chosen} == {"Question", "Typed", "Reverse", "Cloze"}
    assert {card.difficulty for card in chosen} == {"easy", "medium", "hard"}
    for card, side in sides(chosen):
        show(page, card, side, mode)
        assert page.evaluate(FAINT) == [], card.link


def test_the_measure_sees_faint_text(page: Page) -> None:
    page.set_content('<body style="background:#fff"><p style="color:#999">faint</p></body>')
    ((text, ratio),) = page.evaluate(FAINT)
    assert text == "faint"
    assert ratio < NEEDS


@pytest.mark.parametrize("body", NIGHTS)
def test_every_platform_s_night_is_dark(
    page: Page, everything: tuple[ShownCard, ...], body: str
) -> None:
    card = everything[0]
    page.set_content(f"<!doctype html><style>{card.css}</style>{body.format(card.back)}")
    look = "getComputedStyle(document.querySelector('.card'))"
    assert page.evaluate(f"{look}.backgroundColor") == "rgb(28, 32, 37)"
    assert page.evaluate(f"{look}.color") == "rgb(228, 231, 235)"


OVERFLOWS = """([sides, css]) => {
    document.documentElement.innerHTML = "<head><style></style></head><body><div id=qa></div></body>";
    document.querySelector("style").textContent = css;
    const wide = [];
    sides.forEach(([ordinal, html], number) => {
        document.body.className = `card card${ordinal + 1}`;
        document.getElementById("qa").innerHTML = html;
        document.querySelectorAll("details").forEach(each => { each.open = true; });
        if (document.documentElement.scrollWidth > innerWidth) wide.push(number);
    });
    return wide;
}"""


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (320, "200%"), (1600, "100%")])
def test_no_card_is_wider_than_the_window(
    page: Page, everything: tuple[ShownCard, ...], width: int, size: str
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    chosen = sides((*everything, *cards(FLASK), *cards(PLANETS)))
    css = f"{ANKI}\nhtml {{ font-size: {size}; }}\n{chosen[0][0].css}"
    texts = [[card.ordinal, side] for card, side in chosen]
    assert len(texts) > 200
    wide = page.evaluate(OVERFLOWS, [texts, css])
    page.set_viewport_size({"width": 1280, "height": 720})
    assert [chosen[number][0].link for number in wide] == []


def test_text_follows_its_own_direction_and_code_runs_to_the_right(
    page: Page, everything: tuple[ShownCard, ...]
) -> None:
    (arabic,) = (card for card in everything if card.link == "everything/arabic")
    show(page, arabic, arabic.back)
    direction = "each => getComputedStyle(each).direction"
    for css in (".question", ".answer", ".note"):
        assert page.locator(css).evaluate(direction) == "rtl"
    assert page.locator(".example pre").evaluate(direction) == "ltr"
    assert page.locator(".answer code").evaluate(direction) == "ltr"
    assert page.locator(".answer").evaluate("each => getComputedStyle(each).textAlign") == "start"


def test_the_answer_comes_first_then_example_note_and_source(
    page: Page, everything: tuple[ShownCard, ...]
) -> None:
    (whole,) = (card for card in everything if card.link == "everything/all-of-it")
    show(page, whole, whole.back)
    tops = [
        page.locator(css).first.evaluate("each => each.getBoundingClientRect().top")
        for css in (
            ".question",
            "hr#answer",
            ".answer",
            ".example",
            ".note",
            ".see",
            ".foot",
        )
    ]
    assert tops == sorted(tops)


def test_a_hint_opens_without_a_script(page: Page, everything: tuple[ShownCard, ...]) -> None:
    (whole,) = (card for card in everything if card.link == "everything/all-of-it")
    page.set_content(f"<style>{whole.css}</style><body class=card>{whole.front}")
    hint = page.locator(".hint > div")
    assert not hint.is_visible()
    page.locator("summary").click()
    assert hint.is_visible()
    assert "<script" not in whole.front + whole.back


def test_difficulty_is_one_to_three_dots_on_the_back_and_nothing_on_the_front(
    page: Page, everything: tuple[ShownCard, ...]
) -> None:
    dots = {"easy": 1, "medium": 2, "hard": 3}
    for card in one_of_each(everything):
        show(page, card, card.front)
        assert page.locator(".difficulty").count() == 0
        show(page, card, card.back)
        mark = "getComputedStyle(document.querySelector('.difficulty'), '::before').content"
        assert page.evaluate(mark).strip('"') == "●" * dots[card.difficulty]


def test_a_back_says_nothing_that_the_author_did_not_write(
    page: Page, everything: tuple[ShownCard, ...]
) -> None:
    (arabic,) = (card for card in everything if card.link == "everything/arabic")
    show(page, arabic, arabic.back)
    words = re.findall(r"[a-z]+", page.locator("body").inner_text())
    assert words == ["print", "x", "print", "left", "to", "right", "two", "everything", "arabic"]


def test_a_front_begins_with_context_and_question_and_gives_no_topic_away(
    page: Page, everything: tuple[ShownCard, ...]
) -> None:
    for card in everything:
        show(page, card, card.front)
        first = [
            *page.locator(".context").all_inner_texts(),
            page.locator(".question").inner_text(),
        ]
        assert page.locator("#qa").inner_text().startswith("\n".join(first))
        assert page.locator(".topics").count() == 0


def test_topics_and_id_stand_at_the_foot(page: Page, everything: tuple[ShownCard, ...]) -> None:
    (whole,) = (card for card in everything if card.link == "everything/all-of-it")
    show(page, whole, whole.back)
    assert page.locator(".topics").inner_text() == "one, two"
    assert page.locator(".id").inner_text() == "everything/all-of-it"


def test_nothing_is_loaded(
    page: Page, everything: tuple[ShownCard, ...], requests: list[str]
) -> None:
    for card, side in sides(everything):
        show(page, card, side)
    assert [each for each in requests if not each.startswith("data:")] == []


def test_sizes_follow_the_learner_s_text_size(
    page: Page, everything: tuple[ShownCard, ...]
) -> None:
    show(page, everything[0], everything[0].back)
    size = "parseFloat(getComputedStyle(document.querySelector('.question')).fontSize)"
    before = page.evaluate(size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(size) == pytest.approx(2 * before)


def test_the_stylesheet_asks_for_nothing() -> None:
    assert Path(FLASK).is_dir()
    css = cards(FLASK)[0].css
    assert not any(each in css for each in ("url(", "@import", "@font-face", "http"))
