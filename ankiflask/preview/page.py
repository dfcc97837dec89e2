"""A preview as one HTML file that needs nothing else."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape, unescape
from importlib.resources import files as resources
from typing import Any

from ankiflask.preview.model import MEDIA_MARKS, Preview, ShownCard
from ankiflask.problems import Problem

_SCRIPTS = ("data", "safe", "card", "chart", "filters", "list", "keys", "print", "begin")
_CHUNK = 200  # cards, whose sides are parsed together when one of them is wanted
_SLOT = re.compile(r"@([A-Z]+)@")
_NAME = re.compile(f"{MEDIA_MARKS[0]}([^{MEDIA_MARKS[1]}]*){MEDIA_MARKS[1]}")
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


# How pages begin now, and how they began in 0.1.0.
_BEGINNINGS = tuple(
    f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta {meta}'.encode()
    for meta in (
        'name="generator" content="ankiflask preview"',
        """http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-""",
    )
)


def is_preview(content: bytes) -> bool:
    """Whether the file is a page that `page` returned."""
    return content.startswith(_BEGINNINGS)


def page(preview: Preview) -> str:
    """Return the page. It asks for nothing, and no script of a card ever runs in it."""
    parts = "\n".join(_text(f"{name}.js") for name in _SCRIPTS)
    script = f'"use strict";\n(() => {{\n{parts}}})();'
    styles, names = _Numbered(), _Numbered()
    index = [_entry(each, styles) for each in preview.cards]
    sides = [_sides(each, names) for each in preview.cards]
    head = {
        "title": preview.title,
        "chunk": _CHUNK,
        "frame": _text("frame.css"),
        "cards": index,
        "styles": list(styles),
        "media": [preview.media.get(name, "") for name in names],
        "names": list(names),
        "problems": [_problem(each) for each in preview.problems],
    }
    chunks = [sides[start : start + _CHUNK] for start in range(0, len(sides), _CHUNK)]
    blocks = [_block(f"cards-{number}", chunk) for number, chunk in enumerate(chunks)]
    values = {
        "TITLE": escape(preview.title),
        "HASH": b64encode(sha256(script.encode()).digest()).decode(),
        "STYLE": _text("preview.css"),
        "SCRIPT": script,
        "INDEX": _block("index", head) + "".join(blocks[:1]),  # the first card waits for no others
        "REST": "".join(blocks[1:]),
        "COUNT": str(len(preview.cards)),
    }
    return _SLOT.sub(lambda slot: values[slot[1]], _text("preview.html"))


class _Numbered(dict[str, int]):
    """Texts that stand in the page once, however often they are named, and their numbers."""

    def __missing__(self, text: str) -> int:
        return self.setdefault(text, len(self))


def _entry(card: ShownCard, styles: _Numbered) -> dict[str, Any]:
    return {
        "link": card.link,
        "deck": card.deck,
        "kind": card.kind,
        "difficulty": card.difficulty,
        "topics": card.topics,
        "style": styles[card.css],
        "ordinal": card.ordinal,
        "title": card.title,
        "problems": [_problem(each) for each in card.problems],
    }


def _sides(card: ShownCard, names: _Numbered) -> list[str]:
    def numbered(html: str) -> str:
        before, after = MEDIA_MARKS
        return _NAME.sub(lambda name: f"{before}{names[unescape(name[1])]}{after}", html)

    return [numbered(card.front), numbered(card.back), card.text]


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": str(problem.severity),
        "rule": problem.rule,
        "place": f"{problem.file}:{problem.line}" if problem.line else problem.file,
        "words": problem.words,
    }


def _block(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return f'<script type="application/json" id="{name}">{text}</script>\n'


def _text(name: str) -> str:
    return (resources("ankiflask.preview") / "texts" / name).read_text(encoding="utf-8")
