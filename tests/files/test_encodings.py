"""A text that is not UTF-8 is refused with the encodings that may read it, and never guessed."""

import codecs
from pathlib import Path

import pytest

from ankiflask.files.formats import proposed
from tests.cli.command_line import DECK, Run

TEXTS = {
    "cp1252": "Größe und Straße: die Bäume blühen.\n",
    "iso-8859-1": "L'été, les élèves sont à la forêt.\n",
    "cp1250": "Stolicą Polski jest Warszawa, żółw jest gadem.\n",
    "cp1251": "Столица России — Москва.\n",
    "koi8-r": "Столица России. Река Волга самая длинная.\n",
    "cp1253": "Η πρωτεύουσα της Ελλάδας είναι η Αθήνα.\n",
    "cp1255": "בירת ישראל היא ירושלים.\n",
    "mac-roman": "Größe und Straße: die Bäume blühen.\n",
    "shift_jis": "日本の首都は東京です。\n",
    "gb18030": "中国的首都是北京。\n",
    "big5": "臺灣的首都是臺北。\n",
    "euc_kr": "한국의 수도는 서울이다.\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
@pytest.mark.parametrize("before", ["", "A robin sings.\n" * 5000], ids=["first", "far below"])
def test_one_of_the_proposals_reads_the_text(encoding: str, before: str) -> None:
    content = (before + TEXTS[encoding]).encode(encoding)
    names = proposed(content).split("`--encoding ")[1:]
    read = {content.decode(name.partition("`")[0]) for name in names}
    assert before + TEXTS[encoding] in read
    assert TEXTS[encoding][:8] in proposed(content)


@pytest.mark.parametrize(
    "content",
    ["Größe und Straße".encode() + b"\xff" + "für Bäume".encode(), "Ein Satz … ".encode()[:-2]],
    ids=["one bad byte", "cut off"],
)
def test_for_a_damaged_text_in_utf_8_nothing_is_proposed(content: bytes) -> None:
    assert proposed(content) == ""


def test_a_mark_of_utf_32_is_believed() -> None:
    assert proposed(codecs.BOM_UTF32_LE + "A".encode("utf-32-le")) == "`--encoding utf-32`"


@pytest.mark.parametrize("command", ["build", "check", "preview", "draft"])
def test_the_proposal_is_an_option_of_the_command(tmp_path: Path, run: Run, command: str) -> None:
    (tmp_path / "birds.txt").write_bytes("Ein Rotkehlchen singt schön.\nÄhren.\n".encode("cp1252"))
    ran = run(command, "birds.txt")
    said = "birds.txt:1: error: The byte 0xF6 here is not UTF-8. Save the file as UTF-8, or add `--encoding cp1252` (reads this as 'Ein Rotkehlchen singt schön.')"
    assert ran.err.startswith(said)
    assert ran.code == 1
    ran = run(command, "birds.txt", "--encoding", "cp1252")
    assert ran.code == 0
    assert "not-utf-8" not in ran.err
    assert run(command, "birds.txt", "--encoding", "klingon").code == 2


@pytest.mark.parametrize("command", ["sync", "diff"])
def test_a_command_without_the_option_does_not_name_it(
    tmp_path: Path, run: Run, command: str
) -> None:
    (tmp_path / "birds.txt").write_bytes("Ein Rotkehlchen singt schön.\n".encode("cp1252"))
    ran = run(command, *["birds.txt"] * (1 + (command == "diff")))
    assert "Save the file as UTF-8. [not-utf-8]" in ran.err
    assert "--encoding" not in ran.err


def test_a_deck_file_and_its_source_are_utf_8(birds: Path, run: Run) -> None:
    (birds / "seed.txt").write_bytes(b"\xf6\n")
    (birds / "deck.yaml").write_text(f"source: seed.txt\n{DECK}", encoding="utf-8")
    assert "seed.txt:1: error: The byte 0xF6 here is not UTF-8. Save the file as UTF-8. [not" in (
        run("check").err
    )
