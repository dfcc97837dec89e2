"""Where `-o` writes, and what it never replaces."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Run

NOTES = "A robin is a small bird.\nA wren is a tiny bird.\n"
MINE = "not one of ours\n"


@pytest.fixture(autouse=True)
def birds(tmp_path: Path) -> Path:
    folder = tmp_path / "decks" / "birds"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("named", ["decks/foo/", "decks/foo", "decks/foo/deck.yaml"])
def test_a_deck_s_folder_means_its_deck_file(run: Run, named: str) -> None:
    ran = run("draft", "notes.txt", "-o", named)
    assert (ran.code, ran.out) == (0, "decks/foo/deck.yaml: 2 new notes\n")
    assert run("build", "decks/foo").code == 0
    assert run("draft", "notes.txt", "-o", named).out == "decks/foo/deck.yaml: 0 new notes\n"


@pytest.mark.parametrize(
    "named", ["birds.apkg", "birds.txt", "decks/birds/deck.lock", "a.b/c.json"]
)
def test_a_draft_goes_only_to_a_deck_file(run: Run, tmp_path: Path, named: str) -> None:
    before = everything(tmp_path)
    ran = run("draft", "notes.txt", "-o", named)
    assert ran.code == 2
    assert f"{named!r} is not the name of a deck file, which ends in .yaml." in ran.err
    assert everything(tmp_path) == before


@pytest.mark.parametrize("content", [MINE, "services:\n  web:\n    image: x\n", "[]\n", ""])
def test_a_draft_never_replaces_a_yaml_file_that_is_no_deck(
    run: Run, tmp_path: Path, content: str
) -> None:
    (tmp_path / "compose.yaml").write_text(content, encoding="utf-8")
    before = everything(tmp_path)
    ran = run("draft", "notes.txt", "-o", "compose.yaml")
    assert ran.code == 1
    assert "compose.yaml" in ran.err
    assert everything(tmp_path) == before


@pytest.mark.parametrize("named", ["decks/birds/deck.yaml", "p.apkg", "page", "notes.txt"])
def test_a_preview_goes_only_to_a_page(run: Run, tmp_path: Path, named: str) -> None:
    before = everything(tmp_path)
    ran = run("preview", "-o", named)
    assert ran.code == 2
    assert f"{named!r} is not the name of a page, which ends in .html." in ran.err
    assert everything(tmp_path) == before


def test_a_preview_replaces_only_previews_and_empty_files(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<!doctype html>\n<title>My own page</title>\n", encoding="utf-8")
    before = everything(tmp_path)
    ran = run("preview", "-o", "index.html")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == (
        "Error: index.html is not a preview that ankiflask wrote, so it was not replaced. "
        "Move it, or name another file with -o.\n"
    )
    assert everything(tmp_path) == before
    page.write_bytes(b"")
    assert run("preview", "-o", "index.html").code == 0
    first = page.read_bytes()
    (tmp_path / "decks/birds/deck.yaml").write_text(DECK.replace("Orange", "Red"), "utf-8")
    assert run("preview", "-o", "index.html").code == 0
    assert page.read_bytes() != first


def test_a_preview_of_the_first_version_is_replaced(run: Run, tmp_path: Path) -> None:
    assert run("preview", "-o", "index.html").code == 0
    page = tmp_path / "index.html"
    marker = '<meta name="generator" content="ankiflask preview">\n'
    old = page.read_text(encoding="utf-8").replace(marker, "", 1)
    page.write_text(old, encoding="utf-8")
    assert run("preview", "-o", "index.html").code == 0
    assert marker in page.read_text(encoding="utf-8")


def test_a_page_s_folder_means_a_page_in_it(run: Run) -> None:
    assert run("preview", "-o", "site/").out.startswith("site/preview.html: ")
    assert run("preview", "-o", "site").out.startswith("site/preview.html: ")
    assert run("preview").out.startswith("dist/preview.html: ")


@pytest.mark.parametrize("content", [b"mine", b"PK\x03\x04 exported by another program"])
def test_a_build_never_replaces_a_package_of_somebody_else(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/birds.apkg").write_bytes(content)
    ran = run("build")
    assert ran.code == 4
    assert (
        "dist/birds.apkg is not a package that ankiflask wrote, so it was not replaced." in ran.err
    )
    assert (tmp_path / "dist/birds.apkg").read_bytes() == content
    (tmp_path / "dist/birds.apkg").unlink()
    assert run("build").code == 0


def test_a_package_of_ours_is_replaced_also_where_it_was_cut_off(run: Run, tmp_path: Path) -> None:
    assert run("build").code == 0
    package = tmp_path / "dist/birds.apkg"
    whole = package.read_bytes()
    package.write_bytes(whole[: len(whole) // 2])
    assert run("build").code == 0
    assert package.read_bytes() == whole


@pytest.mark.parametrize("named", ["birds.apkg", "notes.txt", "decks/birds/deck.yaml"])
def test_packages_go_to_a_folder(run: Run, tmp_path: Path, named: str) -> None:
    before = everything(tmp_path)
    ran = run("build", "-o", named)
    assert ran.code == 2
    assert f"{named!r} is the name of a file." in ran.err
    assert everything(tmp_path) == before


@pytest.mark.parametrize("command", ["build", "preview"])
def test_an_output_folder_that_is_a_link_is_only_followed_if_it_is_named(
    run: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "dist").symlink_to("elsewhere")
    ran = run(command)
    assert (ran.code, ran.out) == (4, "")
    assert "dist is a link to 'elsewhere', so nothing was written there." in ran.err
    assert not any((tmp_path / "elsewhere").iterdir())
    assert run(command, "-o", "dist").code == 0
    assert any((tmp_path / "elsewhere").iterdir())


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="nothing names the file")
@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("decks/foo/notes.txt", "notes.txt"),
        ("decks/foo/texts/more.txt", "texts/more.txt"),
        ("notes.txt", ""),
    ],
)
def test_a_draft_into_a_file_of_the_shell_names_its_source_from_there_or_none(
    run: Run, tmp_path: Path, text: str, source: str
) -> None:
    target = tmp_path / "decks" / "foo" / "deck.yaml"
    (target.parent / "texts").mkdir(parents=True)
    (tmp_path / text).write_text(NOTES, encoding="utf-8")
    with target.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "ankiflask", "draft", text],
            cwd=tmp_path, stdout=file, stderr=subprocess.PIPE, encoding="utf-8", check=True,
        )  # fmt: skip
    written = target.read_text(encoding="utf-8")
    assert (f"\nsource: {source}\n" in written) == bool(source)
    assert ("\n    from: [1]\n" in written) == bool(source)
    assert ("The text is outside of the deck's folder" in done.stderr) != bool(source)
    built = run("build", "decks/foo")
    assert built.code == 0, built.err


def test_a_draft_into_a_pipe_names_no_source_and_builds_anywhere(run: Run, tmp_path: Path) -> None:
    ran = run("draft", "notes.txt")
    assert ran.code == 0
    assert "source:" not in ran.out
    assert "from:" not in ran.out
    assert "it names no source and has no `from`. With `-o DECK.yaml` it has both." in ran.err
    (tmp_path / "decks/foo").mkdir()
    (tmp_path / "decks/foo/deck.yaml").write_text(ran.out, encoding="utf-8")
    assert run("build", "decks/foo").code == 0


def test_a_file_that_was_deleted_is_no_place(tmp_path: Path) -> None:
    target = tmp_path / "deck.yaml"
    with target.open("w+b") as file:
        target.unlink()
        subprocess.run(
            [sys.executable, "-m", "ankiflask", "draft", "notes.txt"],
            cwd=tmp_path, stdout=file, stderr=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        file.seek(0, os.SEEK_SET)
        assert b"source:" not in file.read()
