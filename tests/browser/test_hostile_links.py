"""Links and names in cards: no click leads anywhere, and no name in a card stops the page."""

import json
from collections.abc import Iterator
from pathlib import Path

import genanki
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.windows import Window, window, written

pytestmark = pytest.mark.browser

_SIZE = 'style="position:fixed;inset:0;width:100vw;height:100vh;display:block;z-index:9"'
_OUT = "http://evil.test/out"
# Each fills the frame, so that a click in its middle lands on it.
LINKS = {
    "a": f'<a href="{_OUT}" {_SIZE}>out</a>',
    "a with a target": f'<a href="{_OUT}" target="_top" ping="http://evil.test/ping" {_SIZE}>out</a>',
    "a that downloads": f'<a href="{_OUT}" download {_SIZE}>out</a>',
    "a without an address": f"<a href {_SIZE}>out</a>",
    "a fragment": f'<a href="#x" {_SIZE}>out</a>',
    "a script": f'<a href="javascript:parent.ran=1" {_SIZE}>out</a>',
    "a data address": f'<a href="data:text/html,x" {_SIZE}>out</a>',
    "svg xlink": f'<svg {_SIZE}><a xlink:href="{_OUT}"><rect width="100%" height="100%"/></a></svg>',
    "svg href": f'<svg {_SIZE}><a href="{_OUT}"><rect width="100%" height="100%"/></a></svg>',
    "svg target": f'<svg {_SIZE}><a href="{_OUT}" target="_blank"><rect width="100%" height="100%"/></a></svg>',
    "svg set": f'<svg {_SIZE}><a><set attributeName="href" to="{_OUT}"/><rect width="100%" height="100%"/></a></svg>',
    "svg animate": f'<svg {_SIZE}><a xlink:href="?"><animate attributeName="xlink:href" values="{_OUT};{_OUT}" dur="1s" repeatCount="indefinite"/><rect width="100%" height="100%"/></a></svg>',
    "svg use": f'<svg {_SIZE}><defs><a id="u" href="{_OUT}"><rect width="999" height="999"/></a></defs><use href="#u"/></svg>',
    "area": f'<img usemap="#m" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" {_SIZE}><map name="m"><area shape="default" href="{_OUT}"></map>',
    "mathml": f'<math href="{_OUT}" {_SIZE}><mtext>out</mtext></math>',
    "a link around a form": f'<a href="{_OUT}" {_SIZE}><form {_SIZE}><input name="nodeType" hidden><input name="closest" hidden></form></a>',
    "a button that submits": f'<form action="{_OUT}"><button {_SIZE}>go</button></form>',
    "a button with an address": f'<form><button formaction="{_OUT}" formtarget="_blank" {_SIZE}>go</button></form>',
    "a picture that submits": f'<form action="{_OUT}"><input type="image" {_SIZE}></form>',
    "base": f'<base href="http://evil.test/"><a href="out" {_SIZE}>out</a>',
    "base with a target": f'<base target="_blank"><a href="{_OUT}" {_SIZE}>out</a>',
    "a frame with a link": f"<iframe srcdoc='<a href=\"{_OUT}\" {_SIZE}>out</a>' {_SIZE}></iframe>",
    "an object with a link": f"<object data='data:text/html,<a href=\"{_OUT}\">out</a>' {_SIZE}></object>",
}  # fmt: skip
AT_ONCE = {
    "refresh": f'<meta http-equiv="refresh" content="0;url={_OUT}">',
    "refresh of itself": '<meta http-equiv="refresh" content="0">',
    "policy": '<meta http-equiv="Content-Security-Policy" content="default-src *">',
    "autofocus": '<form><input autofocus onfocus="parent.ran=1"></form>',
    "srcdoc refresh": f"<iframe srcdoc='<meta http-equiv=refresh content=0;url={_OUT}>'></iframe>",
}
# Every property that the page's scripts read of documents and elements, and some more.
NAMES = (
    "attributes getAttribute removeAttribute setAttribute getAttributeNames remove append closest children"
    " querySelector querySelectorAll getElementById body documentElement scrollingElement head title style"
    " className classList innerHTML innerText textContent replaceChildren replaceWith nodeType nodeName"
    " localName namespaceURI parentNode firstChild lastChild childNodes contains ownerDocument tagName id"
    " addEventListener removeEventListener dispatchEvent createRange getSelection createElement defaultView"
    " location cookie forms submit reset elements length action method target open tabIndex scrollWidth"
    " clientWidth scrollTop scrollHeight matches dataset hidden isCollapsed qa look answer frame rows index"
    " cards-0 print list flip constructor __proto__ hasOwnProperty toString"
).split()
CLOBBERS = {
    **{f"form with {name}": f"<form><input name={name}><input id={name}></form>" for name in NAMES},
    **{
        f"document with {name}": f"<img name={name} id={name}><form name={name}></form><object id={name}></object>"
        f"<embed name={name}><iframe name={name}></iframe><a id={name} name={name}></a><a id={name}></a>"
        for name in NAMES
    },
}


_DISPATCH = """qa => {
    const form = qa.querySelector("form");
    for (const event of [new MouseEvent("auxclick", {bubbles: true}),
                         new KeyboardEvent("keydown", {bubbles: true, key: "x"}),
                         new MouseEvent("click", {bubbles: true}), new MouseEvent("click", {bubbles: true})])
        EventTarget.prototype.dispatchEvent.call(form, event);
}"""


def page_of(folder: Path, name: str, fronts: list[str]) -> Path:
    """Write a preview of a foreign package with one card for each front, and one more at its end."""
    note_type = genanki.Model(
        1_600_000_001, "Foreign", fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Front}}<hr id=answer>{{Back}}"}],
    )  # fmt: skip
    deck = genanki.Deck(1_600_000_002, "Foreign")
    for number, front in enumerate([*fronts, "the last card"]):
        deck.add_note(genanki.Note(note_type, [front, f"back {number}"], guid=f"{number:06}"))
    genanki.Package(deck).write_to_file(folder / f"{name}.apkg", timestamp=1_600_000_000.0)
    return written(folder / f"{name}.html", str(folder / f"{name}.apkg"))


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fronts = [f"card {name} {html}" for name, html in {**LINKS, **AT_ONCE}.items()]
    return page_of(tmp_path_factory.mktemp("links"), "links", fronts)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(tmp_path_factory.mktemp("names"), "names", [f"card {name} {html}" for name, html in CLOBBERS.items()])  # fmt: skip


def window_of(browser: Browser, path: Path) -> Iterator[Window]:
    with window(browser, path) as opened:
        yield opened
        opened.page.wait_for_timeout(200)
        assert opened.asked == []
        assert len(opened.page.context.pages) == 1
        assert opened.page.evaluate("window.ran") is None
        assert opened.page.url.startswith("file:")
        unexpected = [each for each in opened.complaints if "Content Security Policy" not in each]
        assert [each for each in unexpected if "sandboxed" not in each] == []


@pytest.fixture
def of_links(browser: Browser, links: Path) -> Iterator[Window]:
    yield from window_of(browser, links)


@pytest.fixture
def of_names(browser: Browser, names: Path) -> Iterator[Window]:
    yield from window_of(browser, names)


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("#frame").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("button", ["left", "middle", "control"])
def test_no_click_on_a_link_or_button_leads_anywhere(of_links: Window, button: str) -> None:
    page = of_links.page
    for name in LINKS:
        assert of_links.shown().startswith(f"card {name}"), name
        x, y = middle(page)
        if button == "control":
            page.keyboard.down("Control")
        page.mouse.click(x, y, button="middle" if button == "middle" else "left")
        if button == "control":
            page.keyboard.up("Control")
        page.wait_for_timeout(30)
        assert of_links.shown().startswith(f"card {name}"), name
        assert len(page.context.pages) == 1, name
        page.locator("#next").click()


def test_a_link_is_shown_with_its_address(of_links: Window) -> None:
    page = of_links.page
    told = {}
    for name in LINKS:
        page.mouse.click(*middle(page))
        told[name] = page.locator("#link").inner_text()
        page.locator("#next").click()
    shown = {name for name, words in told.items() if words == f"Link: {_OUT}"}
    assert shown >= {"a", "a with a target", "svg xlink", "svg href", "a link around a form"}


def test_nothing_leads_anywhere_by_itself(of_links: Window) -> None:
    page = of_links.page
    page.keyboard.press("End")
    page.locator("#list").focus()
    page.keyboard.press("End")
    for _ in AT_ONCE:
        page.locator("#previous").click()
        page.wait_for_timeout(100)
        assert of_links.shown().startswith("card ")


def test_enter_on_a_focused_link_leads_nowhere(of_links: Window) -> None:
    page = of_links.page
    for name in LINKS:
        of_links.card.locator("#qa").evaluate(
            "qa => qa.querySelectorAll('a, area, button, input').forEach(each => { each.tabIndex = 0; })"
        )
        for each in of_links.card.locator("#qa a, #qa area, #qa button").all()[:2]:
            if each.evaluate("e => (e.focus(), e.ownerDocument.activeElement === e)"):
                page.keyboard.press("Enter")
        assert of_links.shown().startswith(f"card {name}"), name
        page.locator("#next").click()


def test_no_name_in_a_card_stops_the_page(of_names: Window) -> None:
    page = of_names.page
    for name in CLOBBERS:
        assert of_names.shown().startswith(f"card {name}"), name
        page.locator("#flip").click()
        assert "back " in of_names.shown(), name
        page.locator("#next").click()
    assert of_names.shown() == "the last card"
    assert of_names.complaints == []


def test_clicks_and_keys_inside_a_form_with_names_do_not_fail(of_names: Window) -> None:
    page = of_names.page
    for name in list(CLOBBERS)[: len(NAMES)]:
        of_names.card.locator("body > #qa").evaluate(_DISPATCH)
        assert of_names.shown().startswith(f"card {name}"), name
        page.locator("#next").click()
    assert {each for each in of_names.complaints if "Blocked script" not in each} == set()


def test_every_card_is_printed_whatever_its_names(of_names: Window) -> None:
    of_names.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert of_names.page.locator("#print .pair").count() == len(CLOBBERS) + 1
    assert of_names.complaints == []


@pytest.mark.parametrize(
    "address", ["#50%", "#%E0", "#%", "#%zz", "#%E0%A4%A", "#" + "%" * 50, "#é", "#\ud83d"]
)
def test_any_fragment_shows_the_cards(browser: Browser, names: Path, address: str) -> None:
    with window(browser, names) as here:
        here.page.goto("about:blank")
        here.page.evaluate("0")
        here.page.goto(
            names.as_uri() + json.loads(json.dumps(address)).encode("utf-8", "replace").decode()
        )
        here.page.frame_locator("#frame").locator("#qa").first.wait_for(state="attached")
        here.page.wait_for_timeout(100)
        assert here.rows()
        assert here.count() == f"{len(CLOBBERS) + 1} cards"
        here.page.evaluate("location.hash = '#50%'")
        here.page.wait_for_timeout(100)
        assert here.rows()
        assert here.complaints == []


def test_a_frame_that_went_elsewhere_comes_back(of_names: Window) -> None:
    of_names.page.evaluate("document.getElementById('frame').srcdoc = 'something else'")
    of_names.page.frame_locator("#frame").locator("#qa").wait_for(state="attached")
    of_names.page.keyboard.press("Space")
    assert "back 0" in of_names.shown()
