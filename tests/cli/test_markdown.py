"""Any text in release notes shows just this text, and its marks are marks."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ankiflask.cli.diff_markdown import code, escaped, marked
from ankiflask.html import to_text
from ankiflask.releases.word_diff import Mark, Piece

PAGE = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
SIGNS = st.text(st.sampled_from("ab 1\\`*_{}[]()<>#+-.!|~&$@:=^\"'/\n\t\u00a0…é東。"), max_size=12)


def shown(line: str) -> str:
    """Return the text of the one paragraph that a list's item with the line shows."""
    page = PAGE.render(f"- x: {line}")
    (inside,) = re.findall(r"^<ul>\n<li>x: ?(.*)</li>\n</ul>\n$", page, re.DOTALL)
    return " ".join(to_text(inside).split())


@given(SIGNS)
@example("`a` *b* __c__ ~~d~~ [e](f) <g> &amp; ![h](i)")
@example("https://example.org/a_b www.example.org")
@example(":smile: :a_b: @ann #12 $x$")
def test_a_text_is_shown_as_it_is(text: str) -> None:
    assert shown(escaped(text)) == " ".join(text.split())


# What GitHub links in the texts of release notes, once they are HTML: https://docs.github.com, "Autolinked references and URLs".
LINKED = re.compile(r"(?i:\b(?:gh|cve|ghsa)-[\w-]+)|#\d+|@\w|\b[0-9a-fA-F]{7,64}\b", re.ASCII)


def linked(line: str) -> list[str]:
    """Return what GitHub would link: it looks into each text by itself, and not into code."""
    texts = re.sub(r"<code>.*?</code>", "", PAGE.render(line))
    return [each for text in re.split("<[^>]*>", texts) for each in LINKED.findall(text)]


@given(
    st.lists(
        st.sampled_from(["GH-", "gh", "-", "12", "#", "@a", "CVE-2021-44228", "GHSA-x2y", "deadbee", "f", "0", " ", "_", ".", "x", "www.", "http://", "é"]),
        max_size=8,
    ).map("".join)
    | st.from_regex(r"[a-zA-Z ]?[0-9a-fA-F]{5,64}[g.,_ ]?", fullmatch=True)
)  # fmt: skip
@example("GH-12 gh-12 Gh-1")
@example("see 6d50c19 or 61d4db9f5b2a7c1e8d3f4a5b6c7d8e9f0a1b2c3d")
@example("CVE-2021-44228 and GHSA-jfh8-c2jp-5v3q and 1234567")
def test_github_links_nothing_in_a_text(text: str) -> None:
    assert linked(escaped(text)) == []
    assert shown(escaped(text)) == " ".join(text.split())


def test_github_would_link_these_as_they_are() -> None:
    for text in ("GH-12", "6d50c19", "0" * 40, "CVE-2021-44228", "#12", "@ann"):
        assert linked(text)


@pytest.mark.parametrize("sign", ["@ann", "#12", "$x$", ":smile:"])
def test_what_github_would_act_on_stands_apart(sign: str) -> None:
    assert escaped(sign).startswith(f"<span>{sign[0]}</span>")


def test_signs_that_turn_the_writing_round_are_written_out() -> None:
    assert escaped("a\u202eb\x1b[31m") == "a\\\\u202eb\\\\x1b\\[31m"


@given(st.text("a` b", max_size=9).filter(str.strip))
def test_code_is_shown_as_it_is(text: str) -> None:
    (inside,) = re.findall(r"<code>(.*)</code>", PAGE.render(f"x {code(text)} y"))
    assert inside.split() == text.split()


PIECES = st.lists(
    st.builds(Piece, st.sampled_from(Mark), SIGNS.filter(bool)), min_size=1, max_size=5
)


def joined(pieces: list[Piece]) -> list[Piece]:
    """Return pieces as they come: no two of a kind side by side, removed before added."""
    found: list[Piece] = []
    for piece in pieces:
        if found and (found[-1].kind is piece.kind or piece.kind is Mark.REMOVED):
            continue
        found.append(piece)
    return found


@given(PIECES)
@example([Piece(Mark.SAME, "a"), Piece(Mark.ADDED, ".b"), Piece(Mark.SAME, "c")])
@example([Piece(Mark.REMOVED, "*"), Piece(Mark.ADDED, "~"), Piece(Mark.SAME, "~")])
def test_marks_are_marks_whatever_they_hold(pieces: list[Piece]) -> None:
    given_pieces = joined(pieces)
    page = PAGE.render(f"- x: {marked(given_pieces)}")
    for kind, tag in ((Mark.REMOVED, "s"), (Mark.ADDED, "strong")):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        expected = [
            " ".join(piece.text.split()) or "␣" for piece in given_pieces if piece.kind is kind
        ]
        assert [" ".join(to_text(each).split()) for each in found] == expected
