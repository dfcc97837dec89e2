"""Every card on a phone: nothing is outside, and the answer is what the eye meets first."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from ankiflask.preview.model import ShownCard
from ankiflask.quality.glance import PHONE_CODE
from tests.browser.windows import ANKI, FLASK, PLANETS, cards, sides

pytestmark = pytest.mark.browser

WIDTHS = (360, 390, 430)
# What each side looks like: texts with their sizes, and what is outside of its box or of the window.
MEASURE = """([sides, css]) => {
    document.documentElement.innerHTML = "<head><style></style></head><body><div id=qa></div></body>";
    document.querySelector("style").textContent = css;
    const qa = document.getElementById("qa");
    const exempt = "pre, code, table, math, mjx-container, summary, .typed";
    const size = node => parseFloat(getComputedStyle(node.parentElement).fontSize);
    const texts = root => {
        const found = [];
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode())
            if (node.data.trim() && !node.parentElement.closest(exempt)) found.push(node);
        return found;
    };
    return sides.map(([ordinal, html]) => {
        document.body.className = `card card${ordinal + 1}`;
        qa.innerHTML = html;
        document.querySelectorAll("details").forEach(each => { each.open = true; });
        const outside = [...qa.querySelectorAll(".cloze, pre span")].filter(each => {
            const box = each.getBoundingClientRect();
            return box.right > innerWidth || box.left < 0;
        });
        const answers = [...qa.querySelectorAll(".back .answer, .back.cloze-card .question")];
        const prose = answers.flatMap(texts);
        return {
            isWide: document.documentElement.scrollWidth > innerWidth,
            scrolling: [...qa.querySelectorAll("pre")].filter(each => each.scrollWidth > each.clientWidth).length,
            outside: outside.map(each => each.textContent),
            answer: prose.map(size),
            others: texts(qa).filter(node => !prose.includes(node)).map(size),
        };
    });
}"""


def every_card(everything: tuple[ShownCard, ...]) -> list[tuple[ShownCard, str]]:
    return sides((*everything, *cards(FLASK), *cards(PLANETS)))


@pytest.fixture
def phone(page: Page) -> Iterator[Page]:
    yield page
    page.set_viewport_size({"width": 1280, "height": 720})


def measure(page: Page, chosen: list[tuple[ShownCard, str]], width: int) -> list[Any]:
    page.set_viewport_size({"width": width, "height": 844})
    css = f"{ANKI}\n{chosen[0][0].css}"
    found: list[Any] = page.evaluate(
        MEASURE, [[[card.ordinal, side] for card, side in chosen], css]
    )
    assert len(found) == len(chosen)
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_of_a_card_is_outside(
    phone: Page, everything: tuple[ShownCard, ...], width: int
) -> None:
    chosen = every_card(everything)
    assert sum("<pre>" in side for _, side in chosen) > 50
    wrong = {
        card.link: seen
        for (card, _), seen in zip(chosen, measure(phone, chosen, width), strict=True)
        if seen["isWide"] or seen["scrolling"] or seen["outside"]
    }
    assert wrong == {}


def test_the_answer_is_the_largest_text_of_a_back(
    phone: Page, everything: tuple[ShownCard, ...]
) -> None:
    chosen = [(card, side) for card, side in every_card(everything) if side == card.back]
    wrong = {
        card.link: seen
        for (card, _), seen in zip(chosen, measure(phone, chosen, 390), strict=True)
        if seen["answer"] and min(seen["answer"]) <= max(seen["others"], default=0)
    }
    assert wrong == {}


def test_a_phone_shows_44_characters_of_code(
    phone: Page, everything: tuple[ShownCard, ...]
) -> None:
    phone.set_viewport_size({"width": 390, "height": 844})
    code = "x" * PHONE_CODE
    phone.set_content(
        f"<!doctype html><style>{ANKI}\n{everything[0].css}</style><body class='card card1'><div id=qa>"
        f"<div class='sheet back forward'><div class=example><pre><code>{code}</code></pre></div></div>"
    )
    line = phone.locator("pre code")
    one = line.evaluate("each => each.getClientRects().length")
    line.evaluate("each => { each.textContent += 'x'.repeat(20); }")
    assert (one, line.evaluate("each => each.getClientRects().length")) == (1, 2)


@pytest.mark.parametrize("width", WIDTHS)
def test_inline_code_that_fits_a_line_is_not_broken(
    phone: Page, everything: tuple[ShownCard, ...], width: int
) -> None:
    phone.set_viewport_size({"width": width, "height": 844})
    (card,) = (each for each in everything if each.link == "everything/paragraphs")
    phone.set_content(
        f"<!doctype html><style>{ANKI}\n{card.css}</style><body class='card card1'><div id=qa>{card.back}"
    )
    lines = phone.locator("code").evaluate_all(
        "all => all.map(each => Math.max(each.getClientRects().length,"
        " each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight)))"
    )
    assert len(lines) == 5
    assert all(number < 1.5 for number in lines)
