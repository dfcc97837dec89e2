"""Chromium, which is also what Anki's desktop shows cards and fields with."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from ankiflask.preview.model import ShownCard
from tests.browser.windows import EVERYTHING, cards

_NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Return where Chromium is."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.fail("There is no Chromium on PATH: `apt-get install chromium` (as root).")
    return program


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _page(browser: Browser) -> Page:
    return browser.new_page()


@pytest.fixture
def requests(_page: Page) -> Iterator[list[str]]:
    """The addresses that the page asks for, from now on. None of them is answered."""
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    _page.route("**/*", refuse)
    yield asked
    _page.unroute_all(behavior="wait")


@pytest.fixture
def page(_page: Page, requests: list[str]) -> Page:
    """An empty page, in one browser for all tests. It reaches no network."""
    del requests
    _page.goto("about:blank")  # a new window: nothing is left of the test before
    _page.set_content("<!doctype html><meta charset=utf-8><title>test</title>")
    return _page


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[ShownCard, ...]:
    folder = tmp_path_factory.mktemp("everything")
    (folder / "deck.yaml").write_text(EVERYTHING, encoding="utf-8")
    return cards(str(folder))
