"""Small packages that would make a page without end: the preview stays within its limits, and says so."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ankiflask.preview.clozes import MAX_CARD
from tests.cli.command_line import Ran
from tests.cli.test_preview import data
from tests.package.packing import COLLECTION, after, collection_after, with_file

_FIELDS = "UPDATE notes SET flds = {0} || x'1f' || flds WHERE id = (SELECT min(id) FROM notes)"
_MEGABYTE = "printf('%.*c', 1000000, 'x')"
_DELETIONS = "replace(printf('%.*c', 100000, 'x'), 'x', '{{c1::x}}')"
_MOST_MEMORY = 1 << 30  # bytes
_MANY_CARDS = """
    WITH RECURSIVE more(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM more WHERE id < 3000)
    INSERT INTO cards SELECT more.id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps,
    lapses, left, odue, odid, flags, data FROM more, (SELECT * FROM cards ORDER BY nid LIMIT 1)
"""


def _with_template(front: str, *statements: str, is_cloze: bool = False) -> bytes:
    """Return a package whose note types have that front, and a first field `Front`."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(collection_after(*statements))
        ((models,),) = connection.execute("SELECT models FROM col")
    changed = json.loads(models)
    for each in changed.values():
        each["type"] = int(is_cloze)
        each["flds"].insert(0, each["flds"][0] | {"name": "Front"})
        for template in each["tmpls"]:
            template["qfmt"] = front
    text = json.dumps(changed).replace("'", "''")
    change = f"UPDATE col SET models = '{text}'"  # noqa: S608 - our own text
    return with_file(COLLECTION, collection_after(*statements, change))


def _previewed(folder: Path, package: bytes) -> tuple[Ran, int]:
    """Return what the command says of the package, and how many bytes of memory it took at most."""
    (folder / "small.apkg").write_bytes(package)
    words = [sys.executable, "-m", "ankiflask", "preview", "small.apkg", "-o", "page.html"]
    files = [folder / name for name in ("out.txt", "err.txt")]
    with files[0].open("w") as out, files[1].open("w") as err:
        process = subprocess.Popen(words, cwd=folder, stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said, problems = (file.read_text(encoding="utf-8") for file in files)
    return Ran(said, problems, process.returncode), used.ru_maxrss * 1024


@pytest.mark.parametrize(
    "front", ["{{Front}}" * 3000, "{{text:Front}}" * 3000, "{{FrontSide}}{{Front}}" * 3000]
)
def test_a_template_that_shows_a_long_field_again_and_again(tmp_path: Path, front: str) -> None:
    ran, memory = _previewed(tmp_path, _with_template(front, _FIELDS.format(_MEGABYTE)))
    assert ran.code == 0
    assert memory < _MOST_MEMORY
    page = str(data(tmp_path / "page.html", "cards-0"))
    assert f"The card has over {MAX_CARD:,} characters, more than a preview shows." in page


def test_many_cards_of_one_long_note(tmp_path: Path) -> None:
    ran, memory = _previewed(
        tmp_path, _with_template("{{Front}}", _MANY_CARDS, _FIELDS.format(_MEGABYTE))
    )
    assert ran.code == 0
    assert memory < _MOST_MEMORY
    said = re.search(
        r"shows the first ([0-9,]+) of 3,003 cards: a page holds 64 MiB of text", ran.err
    )
    assert said
    assert len(data(tmp_path / "page.html")["cards"]) == int(said[1].replace(",", "")) > 1


def test_many_cards_of_one_note_of_many_deletions(tmp_path: Path) -> None:
    package = _with_template(
        "{{cloze-only:Front}}", _MANY_CARDS, _FIELDS.format(_DELETIONS), is_cloze=True
    )
    ran, memory = _previewed(tmp_path, package)
    assert ran.code == 0
    assert memory < _MOST_MEMORY
    assert "The page shows the first " in ran.err


def test_a_template_of_comments_without_an_end(tmp_path: Path) -> None:
    ran, _ = _previewed(tmp_path, _with_template("<!--" * 200_000 + "{{Front}}"))
    assert (ran.code, ran.err) == (0, "")


def test_a_deletion_in_deletions_of_its_own_number(tmp_path: Path) -> None:
    nested = "{{c1::" * 10 + "<i>" + "}}" * 10
    field = f"replace(printf('%.*c', 5000, 'x'), 'x', '{nested}')"
    package = _with_template("{{cloze:Front}}", _FIELDS.format(field), is_cloze=True)
    ran, memory = _previewed(tmp_path, package)
    assert ran.code == 0
    assert memory < _MOST_MEMORY
    assert "more than a preview shows" in str(data(tmp_path / "page.html", "cards-0"))


def test_a_field_that_asks_for_itself_to_be_typed(tmp_path: Path) -> None:
    field = "replace(printf('%.*c', 50000, 'x'), 'x', '[[type:Front]]')"
    ran, memory = _previewed(tmp_path, _with_template("{{Front}}", _FIELDS.format(field)))
    assert ran.code == 0
    assert memory < _MOST_MEMORY


def test_a_package_within_the_limits_is_shown_whole(tmp_path: Path) -> None:
    ran, _ = _previewed(tmp_path, after("SELECT 1"))
    assert (ran.code, ran.err, ran.out) == (0, "", "page.html: 3 cards\n")
