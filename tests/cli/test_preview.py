"""`ankiflask preview`, as an author meets it."""

import json
import re
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any
from zlib import decompress

import pytest

from tests.cli.command_line import DECK, Run

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def data(page: Path, block: str = "index") -> Any:
    """Return what the page's script reads."""
    text = page.read_text(encoding="utf-8")
    (found,) = re.findall(rf'<script type="text/plain" id="{block}">(.*?)</script>', text)
    return json.loads(decompress(b64decode(found)))


def media(page: Path) -> list[str]:
    """Return the pictures and sounds in the page."""
    return re.findall(r'id="media-[0-9]+">(.*?)</script>', page.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("birds")
def test_it_writes_one_page_and_nothing_into_the_deck_s_folder(
    run: Run, birds: Path, tmp_path: Path
) -> None:
    ran = run("preview")
    assert (ran.code, ran.out, ran.err) == (0, "dist/preview.html: 2 cards\n", "")
    assert [path.name for path in birds.iterdir()] == ["deck.yaml"]
    shown = data(tmp_path / "dist" / "preview.html")
    assert [card["link"] for card in shown["cards"]] == ["birds/robin-colour", "birds/robin-egg"]
    assert [card["difficulty"] for card in shown["cards"]] == ["easy", "hard"]
    assert shown["cards"][1]["topics"] == ["robins", "eggs"]


@pytest.mark.usefixtures("birds")
def test_the_same_decks_give_the_same_page(run: Run, tmp_path: Path) -> None:
    run("preview", "-o", "one.html")
    run("preview", "-o", "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_a_package_shows_what_its_deck_shows(run: Run, birds: Path, tmp_path: Path) -> None:
    run("build")
    assert run("preview", str(birds), "-o", "deck.html").code == 0
    assert run("preview", "dist/birds.apkg", "-o", "package.html").code == 0
    assert data(tmp_path / "deck.html") == data(tmp_path / "package.html")


def test_a_bare_text_is_drafted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("A robin is a small bird.\n", encoding="utf-8")
    ran = run("preview", "notes.txt")
    assert ran.code == 0
    assert ran.out.startswith("dist/preview.html: 1 card, ")


def test_a_deck_with_errors_is_shown_with_its_problems_beside_their_cards(
    run: Run, birds: Path, tmp_path: Path
) -> None:
    text = DECK.replace("answer: Orange.", "answer: '![a](gone.png)'")
    (birds / "deck.yaml").write_text(text, encoding="utf-8")
    ran = run("preview")
    assert ran.code == 1
    assert "gone.png" in ran.err
    first, second = data(tmp_path / "dist" / "preview.html")["cards"]
    assert any("gone.png" in each["words"] for each in first["problems"])
    assert second["problems"] == []


def test_what_belongs_to_no_card_is_told_too(run: Run, birds: Path, tmp_path: Path) -> None:
    (birds / "deck.yaml").write_text(DECK + "retired: [robin-egg]\n", encoding="utf-8")
    run("preview")
    shown = data(tmp_path / "dist" / "preview.html")
    told = shown["problems"] + [each for card in shown["cards"] for each in card["problems"]]
    assert any("robin-egg" in each["words"] for each in told)


@pytest.mark.parametrize("name", ["gone.apkg", "gone.txt", "gone/deck.yaml"])
def test_what_is_not_there_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, name: str
) -> None:
    ran = run("preview", name)
    assert ran.code == 1
    assert "There is no file" in ran.err
    assert not (tmp_path / "dist").exists()


def test_a_damaged_package_beside_a_good_deck_is_told(
    run: Run, birds: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.apkg").write_bytes(b"no zip")
    ran = run("preview", str(birds), "bad.apkg")
    assert ran.code == 1
    assert ran.err.startswith("bad.apkg: error: ")
    assert data(tmp_path / "dist" / "preview.html")["problems"][0]["place"] == "bad.apkg"


def test_pictures_and_sounds_are_in_the_page(run: Run, birds: Path, tmp_path: Path) -> None:
    (birds / "media").mkdir()
    (birds / "media" / "robin.png").write_bytes(PNG)
    text = DECK.replace("answer: Orange.", "answer: '![a robin](robin.png)'")
    (birds / "deck.yaml").write_text(text, encoding="utf-8")
    assert run("preview").code == 0
    (picture,) = media(tmp_path / "dist" / "preview.html")
    assert picture == f"data:image/png;base64,{b64encode(PNG).decode()}"


def test_of_too_much_media_what_is_small_comes_first_and_the_rest_is_told(
    run: Run, birds: Path, tmp_path: Path
) -> None:
    (birds / "media").mkdir()
    (birds / "media" / "small.png").write_bytes(PNG)
    (birds / "media" / "large.png").write_bytes(PNG + bytes(33 * 2**20))
    text = DECK.replace("answer: Orange.", "answer: '![s](small.png) ![l](large.png)'")
    (birds / "deck.yaml").write_text(text, encoding="utf-8")
    assert run("preview").code == 0
    shown = data(tmp_path / "dist" / "preview.html")
    assert len(shown["names"]) == 2
    assert len(media(tmp_path / "dist" / "preview.html")) == 1
    assert any(each["rule"] == "media-left-out" for each in shown["problems"])


def test_text_that_looks_like_the_page_s_own_parts_stays_text(
    run: Run, birds: Path, tmp_path: Path
) -> None:
    nasty = "</script><!-- @SCRIPT@ \\u003c &amp; <b>"
    text = DECK.replace("answer: Orange.", f"answer: '{nasty}'").replace(
        "deck: Birds", "deck: '<b> @STYLE@'"
    )
    (birds / "deck.yaml").write_text(text, encoding="utf-8")
    assert run("preview").code == 0
    page = tmp_path / "dist" / "preview.html"
    assert data(page)["title"] == "<b> @STYLE@"
    assert "<title>&lt;b&gt; @STYLE@ – preview</title>" in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("birds")
def test_open_asks_the_system_s_browser_for_the_page(run: Run, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text('#!/bin/sh\nprintf %s "$1" > "$(dirname "$0")/opened"\n', encoding="utf-8")
    browser.chmod(0o755)
    assert run("preview", "--open", env={"BROWSER": str(browser)}).code == 0
    assert (tmp_path / "opened").read_text() == (tmp_path / "dist" / "preview.html").as_uri()


@pytest.mark.usefixtures("birds")
def test_a_folder_in_the_page_s_place_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dist" / "preview.html").mkdir(parents=True)
    ran = run("preview")
    assert ran.code == 4
    assert "no regular file" in ran.err
