"""Packages with another hand laid on their database."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from ankiflask.anki.note_types import STYLE_SECOND

Restyle = Callable[[Any], None]


def restyled(package: Path, out: Path, restyle: Restyle) -> Path:
    """Write a package as a later ankiflask might: every note type changed, and newer."""

    def change(database: sqlite3.Connection) -> None:
        (text,) = database.execute("select models from col").fetchone()
        models = json.loads(text)
        for model in models.values():
            restyle(model)
            model["mod"] = STYLE_SECOND + 1
        database.execute("update col set models = ?", (json.dumps(models),))

    return rewritten(package, out, change)


def scattered(package: Path) -> Path:
    """Number the cards anew, so that those of a note are not in a row; return the package."""

    def change(database: sqlite3.Connection) -> None:
        database.execute("update cards set id = 1600000000000 + ord * 100000 + id % 100000")

    return rewritten(package, package, change)


def rewritten(package: Path, out: Path, change: Callable[[sqlite3.Connection], None]) -> Path:
    """Write a package with its database changed."""
    with zipfile.ZipFile(package) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.deserialize(files["collection.anki2"])
        change(database)
        files["collection.anki2"] = database.serialize()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    out.write_bytes(buffer.getvalue())
    return out


def new_css_and_backs(model: Any) -> None:
    """Change what is free to change."""
    model["css"] += ".new { color: red; }"
    for template in model["tmpls"]:
        template["afmt"] += "<i>new</i>"


def new_fronts(model: Any) -> None:
    """Change what is frozen."""
    for template in model["tmpls"]:
        template["qfmt"] += "<i>new</i>"
