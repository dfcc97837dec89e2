"""Cards of packages of any tool: shown, and never trusted."""

from collections.abc import Iterator
from pathlib import Path

import genanki
import pytest
from playwright.sync_api import Browser

from tests.browser.windows import Window, window, written

pytestmark = pytest.mark.browser

HOSTILE = """
<script>window.ran = 1; parent.ran = 1; fetch('http://evil.test/1')</script>
<img src=x onerror="parent.ran = 2"><img src="http://evil.test/3.png" srcset="http://evil.test/4.png 2x">
<svg onload="parent.ran = 5"><image href="http://evil.test/6.svg"/></svg>
<iframe src="http://evil.test/7"></iframe><iframe srcdoc="<script>parent.parent.ran = 8</script>"></iframe>
<object data="http://evil.test/9"></object><embed src="http://evil.test/10">
<link rel=stylesheet href="http://evil.test/11"><style>@import url(http://evil.test/12);
body { background: url(http://evil.test/13) }</style><meta http-equiv=refresh content="0;url=http://evil.test/14">
<video src="http://evil.test/15" autoplay></video><audio src="http://evil.test/16" autoplay></audio>
<form action="http://evil.test/17"><input autofocus onfocus="parent.ran = 18"><button>go</button></form>
<a href="javascript:parent.ran = 19" id=script>script</a> <a href="http://evil.test/20" id=out>out</a>
<base href="http://evil.test/21"><details open ontoggle="parent.ran = 22"><summary>x</summary></details>
</script><script>parent.ran = 23</script> --> </textarea></style></iframe>
"""
CSS = "@import url(http://evil.test/30); .card { background: url(http://evil.test/31) } </style><script>parent.ran=32</script>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    note_type = genanki.Model(
        1_600_000_001,
        "Foreign",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {"name": "Ahead", "qfmt": "{{Front}}<script>parent.ran = 40</script>", "afmt": f"{{{{Back}}}}{HOSTILE}"},
            {"name": "Back to front", "qfmt": "{{Back}}", "afmt": "{{Front}}"},
        ],
        css=CSS,
    )  # fmt: skip
    deck = genanki.Deck(1_600_000_002, "Strange &amp; <b>foreign</b>")
    deck.add_note(genanki.Note(note_type, ["A question " + HOSTILE, "An answer"], tags=["a::b"]))
    genanki.Package(deck).write_to_file(folder / "foreign.apkg", timestamp=1_600_000_000.0)
    return written(folder / "foreign.html", str(folder / "foreign.apkg"))


@pytest.fixture
def here(browser: Browser, hostile: Path) -> Iterator[Window]:
    with window(browser, hostile) as opened:
        yield opened
        opened.page.wait_for_timeout(300)
        assert opened.page.evaluate("window.ran") is None
        assert opened.asked == []
        assert len(opened.page.context.pages) == 1
        assert opened.page.url.startswith("file:")


def test_nothing_of_a_card_runs_or_is_loaded(here: Window) -> None:
    assert here.shown().startswith("A question")
    here.page.keyboard.press("Space")
    assert here.shown().startswith("An answer")
    here.page.keyboard.press("ArrowRight")
    assert here.shown().startswith("An answer")
    sandbox = here.page.locator("#frame").get_attribute("sandbox") or ""
    assert "allow-scripts" not in sandbox
    assert "allow-top" not in sandbox
    assert "allow-popups" not in sandbox


def test_its_links_and_buttons_lead_nowhere(here: Window) -> None:
    here.card.locator("#qa #out").first.dispatch_event("click")
    here.card.locator("#qa #script").first.dispatch_event("click")
    here.card.locator("#qa form button").first.dispatch_event("click")
    here.page.wait_for_timeout(200)
    assert here.shown().startswith("A question")


def test_nothing_runs_or_is_loaded_when_it_is_printed(here: Window) -> None:
    here.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    here.page.emulate_media(media="print")
    assert here.page.locator("#print .pair").count() == 2


def test_kinds_and_topics_are_its_own_words(here: Window) -> None:
    assert here.page.locator(".row small").all_inner_texts() == [
        "Foreign: Ahead · a::b",
        "Foreign: Back to front · a::b",
    ]
    assert here.page.locator("h1").inner_text() == "Strange &amp; <b>foreign</b>"
