"""An accessibility engine looks at the preview and at the cards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.test_card_looks import MODES, one_of_each, show
from tests.browser.windows import EVERYTHING, FLASK, PLANETS, Window, cards, sides, window, written

pytestmark = pytest.mark.browser

# On a card of Anki's: it has no landmarks and no heading, Anki's window names it, and Chromium lets
# the keyboard scroll whatever scrolls.
NOT_OF_CARDS = {
    rule: {"enabled": False}
    for rule in (
        "region",
        "landmark-one-main",
        "page-has-heading-one",
        "html-has-lang",
        "scrollable-region-focusable",
    )
}


def serious(page: Page, **options: Any) -> list[str]:
    found = Axe().run(page, options={"iframes": False, **options}).response["violations"]
    return [
        f"{each['id']}: {node['html']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.fixture
def here(browser: Browser, tmp_path: Path) -> Iterator[Window]:
    (tmp_path / "deck.yaml").write_text(EVERYTHING, encoding="utf-8")
    path = written(tmp_path / "it.html", str(tmp_path), FLASK)
    with window(browser, path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("width", "acts"),
    [(1280, ("", "Night", "Show answer", "Phone")), (320, ("", "Show answer"))],
)
def test_it_finds_nothing_serious_on_the_page(
    here: Window, width: int, acts: tuple[str, ...]
) -> None:
    here.page.set_viewport_size({"width": width, "height": 900})
    for act in acts:
        if act:
            here.page.get_by_role("button", name=act).click()
        here.page.wait_for_timeout(200)  # until the buttons' colours have changed
        assert serious(here.page) == []


def test_it_would_find_something(page: Page) -> None:
    page.set_content(
        "<!doctype html><title>x</title><button></button><p style='color:#aaa'>faint</p>"
    )
    found = serious(page)
    assert any(each.startswith("button-name") for each in found)
    assert any(each.startswith("color-contrast") for each in found)


@pytest.mark.parametrize("mode", MODES, ids=["day", "night"])
def test_it_finds_nothing_serious_on_cards(page: Page, tmp_path: Path, mode: str) -> None:
    (tmp_path / "deck.yaml").write_text(EVERYTHING, encoding="utf-8")
    chosen = [*cards(str(tmp_path)), *one_of_each((*cards(FLASK), *cards(PLANETS)))]
    for card, side in sides(chosen):
        show(page, card, side, mode)
        assert serious(page, rules=NOT_OF_CARDS) == [], card.link
