"""What a package says of its sources, and whether it is believed."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import pytest

from ankiflask.deck.model import Deck, Subdecks
from ankiflask.package.archive import made_before, origin
from ankiflask.package.encode import encode
from ankiflask.package.model import MANIFEST
from tests.package.test_encode import anki_note, contents

DECK = Deck(file="deck.yaml", name="Birds", uid="birds", description="Of the garden")
NOTES = (("robin", "00ff", 1_700_000_000), ("wren", "11ff", 1_700_000_000))
TOOLS = {"ankiflask": "1", "pygments": "2"}
PACKAGE = encode(contents(anki_note("robin", cards=(0, 1))), "a hash")


def of(
    deck: Deck = DECK,
    notes: tuple[tuple[str, str, int], ...] = NOTES,
    lock: str = "note old-one - - - 1700000000 retired",
    media: tuple[str, ...] = ("a.png", "b.png"),
    tools: Mapping[str, str] = TOOLS,
) -> str:
    return origin(deck, notes, lock, media, tools)


@pytest.mark.parametrize(
    "other",
    [
        of(deck=replace(DECK, name="Trees")),
        of(deck=replace(DECK, uid="trees")),
        of(deck=replace(DECK, description="")),
        of(deck=replace(DECK, subdecks=Subdecks.TOPIC)),
        of(notes=NOTES[::-1]),
        of(notes=NOTES[:1]),
        of(notes=(("robin-two", *NOTES[0][1:]), NOTES[1])),
        of(notes=(("robin", "00fe", 1_700_000_000), NOTES[1])),
        of(notes=(("robin", "00ff", 1_700_000_001), NOTES[1])),
        of(lock=""),
        of(media=("a.png",)),
        of(tools=TOOLS | {"ankiflask": "2"}),
        of(tools=TOOLS | {"pygments": "3"}),
        of(tools=TOOLS | {"markdown_it": "1"}),
    ],
)
def test_whatever_a_package_is_made_of_moves_its_origin(other: str) -> None:
    assert other != of()


def test_the_origin_knows_zlib_and_not_sqlite_which_reaches_no_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = of()
    monkeypatch.setattr("sqlite3.sqlite_version", "0.0")
    assert of() == before
    monkeypatch.setattr("zlib.ZLIB_RUNTIME_VERSION", "0.0")
    assert of() != before


def test_the_file_of_a_deck_and_the_order_of_its_media_do_not_matter() -> None:
    assert of(deck=replace(DECK, file="other.yaml"), media=("b.png", "a.png")) == of()


def test_a_whole_package_of_the_same_origin_is_taken() -> None:
    assert made_before(PACKAGE.content, "a hash") == (PACKAGE, 2)


def test_a_package_of_another_origin_is_not_taken() -> None:
    assert made_before(PACKAGE.content, "another hash") is None
    assert made_before(encode(contents(anki_note("robin"))).content, "a hash") is None


def test_no_flipped_bit_goes_unseen() -> None:
    for place in range(0, len(PACKAGE.content), 7):
        broken = bytearray(PACKAGE.content)
        broken[place] ^= 1 << (place % 8)
        assert made_before(bytes(broken), "a hash") is None, f"at {place}"


def test_no_cut_and_no_addition_goes_unseen() -> None:
    content = PACKAGE.content
    for broken in (b"", content[:10], content[:-1], content[1:], content + b"\0", b"\0" + content):
        assert made_before(broken, "a hash") is None


def rezipped(manifest: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PACKAGE.content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content if name != MANIFEST or manifest is None else manifest)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "no JSON",
        "[" * 100_000,
        "[]",
        "null",
        '"a hash"',
        '{"built_from": "a hash"}',
        json.dumps({"built_from": "a hash", "digest": "", "cards": "many"}),
        json.dumps({"built_from": "a hash", "digest": "", "cards": None}),
    ],
)
def test_a_manifest_that_is_none_is_not_believed(manifest: str) -> None:
    assert made_before(rezipped(manifest), "a hash") is None


def test_a_package_that_somebody_zipped_anew_is_not_taken() -> None:
    assert made_before(rezipped(), "a hash") is None
