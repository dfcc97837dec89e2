"""Texts of every kind, the same ones at each run: what they mean does not matter."""

import random

from ankiflask.text import normal

_WORDS = (
    *(
        "a",
        "view",
        "request",
        "é",
        "日本",
        "🙂",
        "\u0301",
        "\u00a0",
        "\u2028",
        "\u200b",
        "\t",
        "  ",
    ),
    *("<username>", "<b>", "</div>", "<br />", "<!--", "-->", "<pre>\n", "<", ">", "&", '"', "'"),
    *("&amp;", "&nbsp;", "&#91;", "&quot;", "&lt", "{{ name }}", "{{c1::x}}", "{{", "}}", "::"),
    *("[sound:x.mp3]", "[anki:tts]x[/anki:tts]", "[latex]x[/latex]", "[$]x[/$]", "[[type:Front]]"),
    *(
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "\\( a<b \\)",
        "\\",
        "\\*",
        "`x`",
        "`",
        "``",
        "*a*",
        "**b**",
        "*",
    ),
    *(
        "[a](http://b.c?d&e)",
        "[a](<http://b.c/d e> 'f\"g')",
        "![a&b](c.png)",
        "![](c.png)",
        "_",
        "__",
    ),
)
_BREAKS = (
    *("\n", "\n\n", "  \n", "\n- ", "\n  - ", "\n\n  ", "\n1. ", "\n3. ", "\n7) ", "\n\n> "),
    *(
        "\n```python\ndef f():\n    return '<a>' # {{ b }}\n```\n",
        "\n```\n\n\n",
        "\n```\n",
        "\n~~~html\n<p>\n\n  </p>\n~~~\n",
    ),
)


def texts(count: int) -> list[str]:
    """Return that many texts in normal form."""
    chance = random.Random(20261122)  # noqa: S311 - the same texts at each run
    return [normal("".join(_text(chance))) for _ in range(count)]


def _text(chance: random.Random) -> list[str]:
    parts: list[str] = []
    for _ in range(chance.randint(1, 12)):
        kind = _BREAKS if chance.random() < 0.25 else _WORDS
        parts += chance.choice(kind), chance.choice(("", " "))
    return parts
