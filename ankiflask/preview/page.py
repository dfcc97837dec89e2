"""A preview as one HTML file that needs nothing else."""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape, unescape
from importlib.resources import files as resources
from typing import Any, TypeVar
from zlib import compress

from ankiflask.preview.model import MEDIA_MARKS, Preview, Shape, ShownCard
from ankiflask.problems import Problem

_SCRIPTS = ("data", "safe", "card", "chart", "filters", "list", "keys", "print", "begin")
_CHUNK = 200  # cards, whose values are compressed together
_SLOT = re.compile(r"@([A-Z]+)@")
_NAME = re.compile(f"{MEDIA_MARKS[0]}([^{MEDIA_MARKS[1]}]*){MEDIA_MARKS[1]}")
_T = TypeVar("_T")


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
    script = f'"use strict";\n(async () => {{\n{parts}}})();'
    styles, names = _Numbered[str](), _Numbered[str]()
    shapes = _Numbered[Shape]()
    index = [_entry(each, styles[each.css], shapes[each.shape]) for each in preview.cards]
    values = [_with_numbers(each.values, names) for each in preview.cards]
    head = {
        "title": preview.title,
        "chunk": _CHUNK,
        "frame": _text("frame.css"),
        "cards": index,
        "shapes": [[_with_numbers(s, names) for s in (each.front, each.back)] for each in shapes],
        "styles": list(styles),
        "names": list(names),
        "problems": [_problem(each) for each in preview.problems],
    }
    chunks = [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]
    blocks = [_block(f"cards-{number}", chunk) for number, chunk in enumerate(chunks)]
    slots = {
        "TITLE": escape(preview.title),
        "HASH": b64encode(sha256(script.encode()).digest()).decode(),
        "STYLE": _text("preview.css"),
        "SCRIPT": script,
        "MEDIA": "".join(
            _data(f"media-{number}", preview.media[name])
            for name, number in names.items()
            if name in preview.media
        ),
        "INDEX": _block("index", head) + "".join(blocks[:1]),  # the first card waits for no others
        "REST": "".join(blocks[1:]),
        "COUNT": str(len(preview.cards)),
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _text("preview.html"))


class _Numbered(dict[_T, int]):
    """What is in the page once, however often it is needed, and its numbers."""

    def __missing__(self, one: _T) -> int:
        return self.setdefault(one, len(self))


def _entry(card: ShownCard, style: int, shape: int) -> dict[str, Any]:
    return {
        "link": card.link,
        "deck": card.deck,
        "kind": card.kind,
        "difficulty": card.difficulty,
        "topics": card.topics,
        "style": style,
        "ordinal": card.ordinal,
        "shape": shape,
        "problems": [_problem(each) for each in card.problems],
    }


def _with_numbers(parts: Sequence[str | int], names: _Numbered[str]) -> list[str | int]:
    """Return the parts of HTML with the numbers of pictures and sounds instead of their names."""
    before, after = MEDIA_MARKS

    def number(name: re.Match[str]) -> str:
        return f"{before}{names[unescape(name[1])]}{after}"

    return [
        _NAME.sub(number, each) if isinstance(each, str) and before in each else each
        for each in parts
    ]


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": str(problem.severity),
        "rule": problem.rule,
        "place": f"{problem.file}:{problem.line}" if problem.line else problem.file,
        "words": problem.words,
    }


def _block(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _data(name, b64encode(compress(text.encode(errors="replace"))).decode())


def _data(name: str, text: str) -> str:
    """Return data for the page's script: base64, so that nothing in it is markup."""
    return f'<script type="text/plain" id="{name}">{text}</script>\n'


def _text(name: str) -> str:
    return (resources("ankiflask.preview") / "texts" / name).read_text(encoding="utf-8")
