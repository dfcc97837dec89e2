"""Write a package as Anki's export screen does: runs in an environment that holds the `anki` wheel.

Arguments: an empty folder, a package to learn from, the file to write, and its format: "new" or
"legacy" for a package, "text" or "bare-text" for notes as text, with or without HTML and columns. The
learner has reviewed three cards of the deck Capitals, and wrote a note of their own with a picture.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

PICTURE = b"<svg/>" * 100
_GOOD = 3


def main(folder: str, package: str, target: str, form: str) -> None:
    """Import, learn, export."""
    # The project's own environment, where tests import this, has no Anki.
    anki: Any = import_module("anki.collection")
    col = anki.Collection(str(Path(folder, "collection.anki2")))
    request = anki.ImportAnkiPackageRequest(
        package_path=package, options=anki.ImportAnkiPackageOptions()
    )
    col.import_anki_package(request)
    _learn(col)
    if form.endswith("text"):
        is_whole = form == "text"
        names = ("with_html", "with_deck", "with_notetype", "with_guid")
        more = dict.fromkeys(names, is_whole)
        col.export_note_csv(out_path=target, limit=None, with_tags=True, **more)
        col.close()
        return
    options = anki.ExportAnkiPackageOptions(
        with_scheduling=True, with_media=True, legacy=form == "legacy"
    )
    col.export_anki_package(out_path=target, options=options, limit=None)
    col.close()


def _learn(col: Any) -> None:
    Path(col.media.dir(), "own.svg").write_bytes(PICTURE)
    note = col.new_note(col.models.by_name("Basic"))
    note.fields = ['<img src="own.svg">', "back"]
    note.tags = ["own"]
    col.add_note(note, col.decks.id("Own::Pictures"))
    col.decks.select(col.decks.id_for_name("Capitals"))
    for _ in range(3):
        col.sched.answerCard(col.sched.getCard(), _GOOD)


if __name__ == "__main__":
    main(*sys.argv[1:])
