"""Files of other formats are refused with the way to convert them, and no text is taken for one."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ankiflask.files.formats import other_format
from ankiflask.problems import Source
from ankiflask.sources.formats import refused
from tests.cli.command_line import DECK, Run


def archive(*names: str, mimetype: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as zipped:
        if mimetype:
            zipped.writestr("mimetype", mimetype)
        for name in names:
            zipped.writestr(name, "<x/>")
    return target.getvalue()


OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
BINARY = {
    "lecture.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "a PDF", "pdftotext"),
    "pdf.txt": (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", "a PDF", "pdftotext"),
    "essay.docx": (archive("[Content_Types].xml", "word/document.xml"), "a Word document", "pandoc essay.docx"),
    "essay": (archive("word/document.xml"), "a Word document", "pandoc essay"),
    "words.xlsx": (archive("xl/workbook.xml"), "a spreadsheet", "CSV"),
    "slides.pptx": (archive("ppt/presentation.xml"), "a presentation", "outline"),
    "essay.odt": (archive(mimetype=OPEN_DOCUMENT + "text"), "an OpenDocument text", "pandoc"),
    "words.ods": (archive(mimetype=OPEN_DOCUMENT + "spreadsheet"), "a spreadsheet", "CSV"),
    "book.epub": (archive(mimetype="application/epub+zip"), "an e-book", "pandoc"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a Word document", "pandoc"),
    "old.bin": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Office file", "CSV"),
    "letter.rtf": (b"{\\rtf1\\ansi Hello}", "an RTF document", "pandoc"),
    "deck.apkg": (archive("collection.anki21", "collection.anki2", "media"), "an Anki package", "preview"),
    "deck.zip": (archive("collection.anki2", "media"), "an Anki package", "Notes in Plain Text"),
    "all.colpkg": (b"not even a zip", "an Anki package by its name", "Notes in Plain Text"),
    "collection.anki2": (b"SQLite format 3\0\x10\0", "Anki's own database", "Notes in Plain Text"),
    "cat.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture", "text recognition"),
    "cat": (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture", "text recognition"),
    "cat.txt": (b"GIF89a\x01\0\x01\0\x80", "a picture", "text recognition"),
    "cat.webp": (b"RIFF\x1a\0\0\0WEBPVP8 ", "a picture", "text recognition"),
    "talk.mp3": (b"ID3\x04\0\0\0", "a sound or a film", "Write down"),
    "talk.wav": (b"RIFF\x1a\0\0\0WAVEfmt ", "a sound or a film", "Write down"),
    "talk.mp4": (b"\0\0\0\x18ftypmp42", "a sound or a film", "Write down"),
    "texts.zip": (archive("a.txt"), "an archive", "Unpack"),
    "texts.tar.gz": (b"\x1f\x8b\x08\0\0\0", "an archive", "Unpack"),
    "notes.docx": (b"plain words", "a Word document by its name", "name that ends in .txt"),
}  # fmt: skip
TEXTS_IN_BYTES = {
    "one.txt": b"PDF is a format. %PDF-1.7 is how it begins.",
    "two.txt": b"%PDF-1.7 begins each file.",
    "three.txt": b"ID3 tags hold a song's title.",
    "four.txt": b"GIF89a is a version of GIF.",
    "five.md": b"PK is the mark of zip files.",
    "six.txt": b"BM begins a bitmap.\nRIFF begins a sound.",
    "seven.txt": b"OggS begins a page.",
    "eight.txt": "\ufeffÄ.\n".encode("utf-16"),
    "nine": b"no ending at all",
    "ten.pdf.txt": b"The lecture about pdf files.",
    "key.md": b"- \xe2\x9c\x93 done",
}

PAGE = "<!DOCTYPE html>\n<html><head><title>Cats</title></head><body><p>A cat?</p></body></html>"
NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
CROWD = {"__type__": "Deck", "name": "Birds", "notes": [{"fields": ["a", "b"]}]}
EXPORT = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n"
REFUSED = {
    "page.html": (PAGE, "an HTML page", "pandoc page.html"),
    "page.txt": (PAGE, "an HTML page", "pandoc"),
    "page.md": ("<html><body><p>A cat?", "an HTML page", "pandoc"),
    "strict.txt": ('<?xml version="1.0"?>\n<!-- x -->\n' + PAGE, "an HTML page", "pandoc"),
    "part.htm": ("<p>A cat?</p>", "an HTML page by its name", "pandoc"),
    "data.xml": ('<?xml version="1.0"?>\n<cats/>', "XML", "Copy its text"),
    "cat.txt": ('<svg width="1" xmlns="http://www.w3.org/2000/svg"/>', "XML", "Copy its text"),
    "data.json": ('{"cats": [1]}', "JSON", "CSV"),
    "data.txt": ('[{"question": "Why?"}]', "JSON", "CSV"),
    "lines.txt": ('{"q": "Why?"}\n{"q": "How?"}\n', "JSON", "CSV"),
    "cut.json": ('{"cats": [1', "JSON by its name", "CSV"),
    "lecture.ipynb": (json.dumps(NOTEBOOK), "a Jupyter notebook", "nbconvert --to markdown lecture.ipynb"),
    "lecture.json": (json.dumps(NOTEBOOK, indent=1), "a Jupyter notebook", "nbconvert"),
    "deck.json": (json.dumps(CROWD), "a deck that CrowdAnki exported", "Import it into Anki"),
    "deck.txt": (DECK, "a deck file", "ankiflask build"),
    "deck.yaml": ("# mine\n---\n" + DECK, "a deck file", "ankiflask build"),
    "mine.json": (json.dumps({"deck": "A", "uid": "aa", "notes": []}), "a deck file", ".yaml"),
    "notes.yml": ("a: b\n", "YAML by its name", ".txt"),
    "ours.txt": (
        f"{EXPORT}x\tankiflask Question\tbirds/a\tWhy?\tSo.\n", "Anki's export of a deck that ankiflask built", "twice",
    ),
    "ours.csv": (
        "birds/a,Why?,So.,1 1795348800 Question=5400a697 Answer=6a562091 | difficulty::easy\n",
        "Anki's export of a deck that ankiflask built", "twice",
    ),
}  # fmt: skip
ACCEPTED = {
    "a centred title": '<p align="center">\n  <b>Birds</b>\n</p>\n\nA robin sings.',
    "a page that is only named": "<html> is the root element of a page.",
    "a document type that is only named": "<!DOCTYPE html> is the first line of a page.",
    "an element": "<script>alert(1)</script> is a script.",
    "a comment": "<!-- mine -->\nA robin sings.",
    "a wikilink": "[[Robin]] sings.",
    "a reference": "[1]: https://example.org\nA robin sings.",
    "a task": "[x] Read chapter 4.",
    "a set": "{1, 2} is a set.",
    "an object that is only named": '{"a": 1} is an object.',
    "a ruby": "{漢字|かんじ}",
    "a list of numbers": "[1, 2, 3]",
    "a deletion": "{{c1::Robins}} sing.",
    "front matter": "---\ntitle: Birds\nnotes: mine\n---\nA robin sings.",
    "a deck file in a fence": f"# How to write one\n\n```yaml\n{DECK}```\n",
    "a word before a colon": "deck: a floor of a ship\nnotes: signs in music\n",
    "an export of others' notes": f"{EXPORT}x\tBasic\tWhat is ankiflask?\tA tool.\n",
    "a time and a sum": "1 1795348800 = 1795348800",
    "deep brackets": "[" * 100_000,
}


@pytest.mark.parametrize("name", BINARY)
def test_other_formats_are_recognised_by_their_bytes_and_their_names(name: str) -> None:
    content, what, remedy = BINARY[name]
    problem = other_format(content, f"folder/{name}")
    assert problem
    assert problem.message == f"This is {what}, and only plain text can be drafted from."
    assert remedy in problem.remedy


@pytest.mark.parametrize("name", TEXTS_IN_BYTES)
def test_a_text_is_not_taken_for_another_format(name: str) -> None:
    assert other_format(TEXTS_IN_BYTES[name], name) is None


@pytest.mark.parametrize("name", REFUSED)
def test_pages_data_and_decks_are_recognised(name: str) -> None:
    text, what, remedy = REFUSED[name]
    problem = refused(Source(f"folder/{name}", text))
    assert problem
    assert problem.message == f"This is {what}, which cannot be drafted from."
    assert remedy in problem.remedy


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_a_text_that_begins_alike_is_drafted_from(text: str) -> None:
    assert refused(Source("notes.md", text)) is None


@pytest.mark.parametrize("text", [text for text, _, _ in REFUSED.values()], ids=REFUSED)
def test_a_format_that_was_asked_for_is_believed_but_for_our_own_notes(text: str) -> None:
    is_ours = "ankiflask Question" in text or "Question=" in text
    assert bool(refused(Source("notes.md", text), is_asked=True)) == is_ours


@pytest.mark.parametrize("command", ["build", "check", "preview", "draft", "sync"])
@pytest.mark.parametrize("name", ["lecture.pdf", "deck.json", "page.html"])
def test_each_command_that_takes_texts_says_so(
    tmp_path: Path, run: Run, command: str, name: str
) -> None:
    content = BINARY[name][0] if name in BINARY else REFUSED[name][0].encode()
    (tmp_path / name).write_bytes(content)
    ran = run(command, name)
    assert ran.code == 1
    assert f"{name}: error: This is " in ran.err
    assert "[not-a-text]" in ran.err
    assert sorted(tmp_path.iterdir()) == [tmp_path / name]


def test_a_source_and_standard_input_are_refused_alike(birds: Path, run: Run) -> None:
    (birds / "slides.pdf").write_bytes(BINARY["lecture.pdf"][0])
    deck = birds / "deck.yaml"
    deck.write_text(f"source: slides.pdf\n{DECK}", encoding="utf-8")
    ran = run("check")
    assert "deck.yaml:1: error: This is a PDF" in ran.err
    assert ran.code == 1


def test_a_form_that_is_asked_for_reads_a_page_as_text(tmp_path: Path, run: Run) -> None:
    (tmp_path / "part.html").write_text("Cat :: Katze\n", encoding="utf-8")
    ran = run("draft", "part.html", "--from", "lines", "-o", "deck.yaml")
    assert (ran.code, "1 new note" in ran.out) == (0, True)
