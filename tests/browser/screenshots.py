"""Pictures of cards and of the preview: `make screenshots`.

All of them go to dist/screenshots, to be looked at; the two that the README shows go to docs/.
"""

import itertools
import sys
import tempfile
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from ankiflask.preview.model import ShownCard
from tests.browser.conftest import OPTIONS, chromium
from tests.browser.windows import ANKI, EVERYTHING, FLASK, ROOT, cards, written

_OUT = ROOT / "dist/screenshots"
_DOCS = ROOT / "docs"
_WIDTHS = {"phone": 390, "desktop": 900}
_MODES = {"day": "", "night": "nightMode night_mode"}
_SHARP = 2  # device pixels a pixel


# The notes that the two pictures of the documentation show.
_SHOWN = (
    ("map-url-to-view", "front", "day"),
    ("map-url-to-view", "back", "day"),
    ("method-view", "back", "night"),
)


def _picture(page: Page, card: ShownCard, side: str, mode: str, width: int) -> bytes:
    page.set_viewport_size({"width": width, "height": 700})
    page.set_content(
        f"<!doctype html><meta charset=utf-8><style>{ANKI}\n{card.css}</style>"
        f'<body class="card card1 {mode}"><div id=qa>{getattr(card, side)}</div></body>'
    )
    return page.screenshot(full_page=True)


def _cards(page: Page) -> int:
    """Write a picture of both sides of each card of the deck that uses everything; return how many."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "deck.yaml").write_text(EVERYTHING, encoding="utf-8")
        chosen = cards(folder)
    number = 0
    for card, mode, width, side in itertools.product(chosen, _MODES, _WIDTHS, ("front", "back")):
        name = card.link.partition("/")[2].replace("/", "-")
        picture = _picture(page, card, side, _MODES[mode], _WIDTHS[width])
        (_OUT / f"{name}-{side}-{mode}-{width}.png").write_bytes(picture)
        number += 1
    return number


def _side_by_side(page: Page, pictures: list[bytes], out: Path) -> None:
    """Write a picture of phones beside each other."""
    phones = "".join(
        f'<div><img src="data:image/png;base64,{b64encode(each).decode()}"></div>'
        for each in pictures
    )
    page.set_viewport_size({"width": 1220, "height": 780})
    page.set_content(
        "<!doctype html><style>body { margin: 0; padding: 20px; display: flex; gap: 20px;"
        " background: #e9edf2 } div { flex: 1; height: 738px; overflow: hidden; background: #fff;"
        f" border: 1px solid #c6ccd4; border-radius: 18px }} img {{ width: 100% }}</style>{phones}"
    )
    page.screenshot(path=out)


def _preview(browser: Browser, address: str, out: Path, *, is_night: bool) -> None:
    page = browser.new_page(
        viewport={"width": 1280, "height": 860}, color_scheme="dark" if is_night else "light"
    )
    page.goto(f"{address}#flask/map-url-to-view")
    page.frame_locator("#frame").locator("#qa > *").first.wait_for(state="attached")
    page.keyboard.press("Space")
    page.screenshot(path=out)
    page.close()


def main() -> None:
    """Make all pictures anew."""
    _OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS))
        page = browser.new_page(device_scale_factor=_SHARP)
        number = _cards(page)
        by_link = {card.link: card for card in cards(FLASK)}
        phones = [
            _picture(page, by_link[f"flask/{name}"], side, _MODES[mode], _WIDTHS["phone"])
            for name, side, mode in _SHOWN
        ]
        _side_by_side(browser.new_page(), phones, _DOCS / "card.png")
        address = written(Path(folder) / "flask.html", FLASK).as_uri()
        _preview(browser, address, _DOCS / "preview.png", is_night=False)
        _preview(browser, address, _OUT / "preview-night.png", is_night=True)
        browser.close()
    sys.stdout.write(f"{number + 3} pictures in {_OUT} and {_DOCS}\n")


if __name__ == "__main__":
    main()
