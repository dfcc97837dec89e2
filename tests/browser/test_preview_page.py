"""The page that `ankiflask preview` writes, in a browser, from the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.windows import EVERYTHING, FLASK, Window, window, written

pytestmark = pytest.mark.browser

FINE = """\
  - id: fine
    question: Which bird has an orange breast?
    answer: The robin.
    difficulty: easy
"""
OTHER_KEYS = "deck: Other\nuid: other\nnotes:\n  - {id: abc, question: Why?, answer: So., difficulty: hard}\n"


@pytest.fixture(scope="module")
def flask(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("preview") / "flask.html", FLASK)


@pytest.fixture
def here(browser: Browser, flask: Path) -> Iterator[Window]:
    with window(browser, flask) as opened:
        yield opened
        assert opened.asked == []
        assert opened.complaints == []


def test_space_a_click_and_the_button_flip_the_card(here: Window) -> None:
    question = here.shown()
    here.page.keyboard.press("Space")
    answer = here.shown()
    assert answer.startswith(question)
    assert len(answer) > len(question)
    here.card.locator(".question").click()
    assert here.shown() == question
    here.page.get_by_role("button", name="Show answer").click()
    assert here.shown() == answer
    assert here.page.get_by_role("button", name="Show question").is_visible()


def test_keys_work_while_the_card_has_the_focus(here: Window) -> None:
    question = here.shown()
    here.card.locator(".question").click()
    here.page.keyboard.press("Space")
    assert here.shown() == question
    here.page.keyboard.press("ArrowRight")
    assert here.shown() != question


def test_a_screen_reader_is_told_what_a_flip_shows(here: Window) -> None:
    said = here.page.locator("#said")
    assert said.get_attribute("aria-live") == "polite"
    question = here.shown()
    here.page.keyboard.press("Space")
    assert said.inner_text().startswith("Answer: ")
    assert question not in said.inner_text()
    here.page.keyboard.press("Space")
    assert said.inner_text() == f"Question: {question}"


def test_arrows_move_and_a_new_card_shows_its_question(here: Window) -> None:
    first = here.shown()
    here.page.keyboard.press("Space")
    here.page.keyboard.press("ArrowRight")
    assert here.shown() not in first
    assert here.page.get_by_role("button", name="Show answer").is_visible()
    here.page.keyboard.press("ArrowLeft")
    assert here.shown() == first
    here.page.keyboard.press("ArrowLeft")
    assert here.shown() == first


def test_in_the_list_arrows_home_and_end_choose_a_card(here: Window) -> None:
    here.page.locator("#list").focus()
    here.page.keyboard.press("ArrowDown")
    chosen = here.page.locator("[role=option][aria-selected=true]")
    assert chosen.get_attribute("aria-posinset") == "2"
    here.page.keyboard.press("End")
    assert chosen.get_attribute("aria-posinset") == chosen.get_attribute("aria-setsize")
    assert chosen.is_visible()
    assert here.page.locator("#list").get_attribute(
        "aria-activedescendant"
    ) == chosen.get_attribute("id")
    here.page.keyboard.press("Home")
    assert chosen.get_attribute("aria-posinset") == "1"


def test_a_row_of_the_list_begins_with_the_question_and_not_with_the_context(here: Window) -> None:
    here.page.locator("#list [role=option]", has_text="How do you map a URL").first.click()
    assert here.shown().startswith("Routing")
    row = here.page.locator("#list [aria-selected=true]").inner_text()
    assert row.startswith("How do you map a URL to a view function")


def test_a_click_in_the_list_shows_that_card(here: Window) -> None:
    here.page.locator(".row").nth(2).click()
    assert here.page.locator("#place").inner_text().startswith("3 of ")


def test_only_the_rows_that_can_be_seen_are_there(here: Window) -> None:
    assert int(here.count().split(" ")[0]) > 100
    assert len(here.rows()) < 40


@pytest.mark.parametrize(
    ("filter_", "value"), [("difficulty", "hard"), ("topic", "routing"), ("kind", "Cloze")]
)
def test_a_filter_leaves_the_cards_that_are_like_it(here: Window, filter_: str, value: str) -> None:
    here.page.locator(f"#{filter_}").select_option(value)
    small = here.page.locator(".row small").all_inner_texts()
    assert small
    assert all(value in each.split(" · ") for each in small)
    assert " of " in here.count()
    here.page.get_by_role("button", name="Clear").click()
    expect(here.page.locator("#count")).not_to_contain_text(" of ")


def test_the_text_is_looked_for_on_both_sides_and_in_the_id(here: Window) -> None:
    words = here.page.get_by_role("searchbox", name="Text")
    words.fill("MAP-URL-to-view")
    assert here.count().startswith("2 of ")
    words.fill("decorator `@app.route`".replace("`", ""))
    found = int(here.count().split(" ")[0])
    assert 0 < found < 60
    words.fill("no card has these words")
    assert here.count().startswith("0 of ")
    assert here.shown() == "No card is like that."
    assert here.page.get_by_role("button", name="Show answer").is_disabled()


def test_typing_a_space_into_the_filter_flips_nothing(here: Window) -> None:
    here.page.get_by_role("searchbox", name="Text").press_sequentially("a b")
    assert here.page.get_by_role("button", name="Show answer").is_visible()


def test_a_card_is_linked_to_by_its_id(here: Window, browser: Browser, flask: Path) -> None:
    here.page.evaluate("location.hash = 'flask/map-url-to-view'")
    expect(here.page.locator("#place")).to_contain_text("map-url")
    assert "How do you map a URL" in here.shown()
    here.page.keyboard.press("ArrowRight")
    assert here.page.url.endswith("#flask/map-url-to-view/2")
    with window(browser, flask) as other:
        other.page.goto(f"{flask.as_uri()}#flask/map-url-to-view/2")
        other.page.reload()
        other.page.frame_locator("#frame").locator("#qa > *").first.wait_for(state="attached")
        assert other.shown() == here.shown()


def test_night_turns_page_and_card_dark_as_anki_does(here: Window) -> None:
    night = here.page.get_by_role("button", name="Night")
    light = here.card.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    night.click()
    assert night.get_attribute("aria-pressed") == "true"
    body = here.card.locator("body")
    assert body.evaluate("body => getComputedStyle(body).backgroundColor") != light
    assert {"card", "card1", "nightMode", "night_mode"} <= set(
        (body.get_attribute("class") or "").split()
    )


def test_a_dark_system_begins_at_night(browser: Browser, flask: Path) -> None:
    with window(browser, flask) as other:
        other.page.emulate_media(color_scheme="dark")
        other.page.reload()
        other.page.frame_locator("#frame").locator("#qa > *").first.wait_for(state="attached")
        night = other.page.get_by_role("button", name="Night")
        assert night.get_attribute("aria-pressed") == "true"


def test_the_phone_is_narrow(here: Window) -> None:
    wide = here.page.locator("#frame").bounding_box()
    here.page.get_by_role("button", name="Phone").click()
    narrow = here.page.locator("#frame").bounding_box()
    assert wide
    assert narrow
    assert narrow["width"] < 400 < wide["width"]


def test_the_frame_is_as_high_as_the_card(here: Window) -> None:
    here.page.evaluate("location.hash = 'flask/cli-command'")
    expect(here.page.locator("#place")).to_contain_text("cli-command")
    here.page.keyboard.press("Space")
    assert here.card.evaluate(
        "document.documentElement.scrollHeight <= document.documentElement.clientHeight"
    )


def test_the_chart_counts_each_topic_and_its_buttons_filter(here: Window) -> None:
    row = here.page.get_by_role("row").filter(has=here.page.get_by_role("button", name="routing"))
    counts = [int(each) for each in row.get_by_role("cell").all_inner_texts()[:3]]
    here.page.get_by_role("button", name="routing", exact=True).click()
    assert here.count().startswith(f"{sum(counts)} of ")


def test_a_link_of_a_card_goes_nowhere_but_is_told(here: Window) -> None:
    here.page.keyboard.press("Space")
    here.card.locator(".see a").click()
    assert here.page.locator("#link").inner_text().startswith("Link: https://flask.pallets")
    assert here.page.url.startswith("file:")
    assert len(here.page.context.pages) == 1


def test_all_cards_that_the_filters_leave_are_printed_front_beside_back(here: Window) -> None:
    here.page.locator("#topic").select_option("routing")
    count = int(here.count().split(" ")[0])
    here.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    here.page.emulate_media(media="print")
    pairs = here.page.locator("#print .pair")
    assert pairs.count() == count
    first = pairs.first.evaluate(
        "pair => [...pair.children].map(each => each.shadowRoot.textContent)"
    )
    assert len(first) == 2
    boxes = pairs.first.evaluate(
        "pair => [...pair.children].map(each => each.getBoundingClientRect().x)"
    )
    assert boxes[0] < boxes[1]
    assert not here.page.locator("header").is_visible()
    here.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert pairs.count() == 0


def test_several_decks_stand_on_one_page_and_can_be_told_apart(
    browser: Browser, tmp_path: Path
) -> None:
    for name, text in (("one", EVERYTHING), ("two", OTHER_KEYS)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "deck.yaml").write_text(text, encoding="utf-8")
    path = written(tmp_path / "it.html", str(tmp_path / "one"), str(tmp_path / "two"))
    with window(browser, path) as here:
        here.page.locator("#deck").select_option("Other")
        assert here.shown() == "Why?"
        assert here.count().startswith("1 of ")


def test_problems_stand_beside_their_card_and_can_be_filtered(
    browser: Browser, tmp_path: Path
) -> None:
    bad = OTHER_KEYS.replace("answer: So.", "answer: '![x](gone.png)'") + FINE
    (tmp_path / "deck.yaml").write_text(bad, encoding="utf-8")
    with window(browser, written(tmp_path / "it.html", str(tmp_path))) as here:
        assert here.count() == "2 cards"
        here.page.get_by_label("With problems").check()
        assert here.count() == "1 of 2 cards"
        assert here.shown() == "Why?"
        problems = here.page.get_by_label("Problems of this card").inner_text()
        assert "gone.png" in problems
        assert "deck.yaml:4" in problems
        assert here.page.locator(".row .marked").count() == 1


def test_a_narrow_window_needs_no_scrolling_aside(browser: Browser, flask: Path) -> None:
    with window(browser, flask, width=320) as here:
        assert here.page.evaluate("document.documentElement.scrollWidth") <= 320
        here.page.evaluate("document.documentElement.style.fontSize = '200%'")
        here.page.evaluate("dispatchEvent(new Event('resize'))")
        assert here.page.evaluate("document.documentElement.scrollWidth") <= 320
