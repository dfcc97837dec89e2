"""The writers that are compared, each in a process of its own.

`python -m bench.writers NAME GIVEN TARGET` writes TARGET out of GIVEN and prints a JSON object: the
CPU seconds from the notes' texts to the closed file, and the growth of the memory meanwhile, in
bytes. Our encoder is given its own values, genanki the texts that its own notes are made of.
Each imports what it needs when it is chosen, so that no other pays for it.
"""

import json
import marshal
import sqlite3
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from itertools import starmap
from pathlib import Path
from typing import Any

from bench import memory
from bench.plain import DECK, DECK_ID, SECOND, UID, PlainNote

Write = Callable[[Path], object]


def ours(given: Any) -> Write:
    """Write with ankiflask, as `build` does."""
    from ankiflask.package.encode import encode  # noqa: PLC0415
    from bench.anki_notes import contents  # noqa: PLC0415

    notes = contents(starmap(PlainNote, given))
    return lambda target: target.write_bytes(encode(notes).content)


def ours_stored(given: Any) -> Write:
    """Write with ankiflask, the files put into the zip as they are, as genanki does."""
    from ankiflask.package.encode import packed  # noqa: PLC0415
    from bench.anki_notes import contents  # noqa: PLC0415

    notes = contents(starmap(PlainNote, given))

    def write(target: Path) -> None:
        files, _ = packed(notes)
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)

    return write


def genanki(given: Any) -> Write:
    """Write with plain genanki: our note types and GUIDs, the same fields and tags."""
    import genanki  # noqa: PLC0415

    from bench.anki_notes import genanki_models  # noqa: PLC0415

    notes = list(starmap(PlainNote, given))

    def write(target: Path) -> None:
        models, deck = genanki_models(), genanki.Deck(DECK_ID, DECK)
        for position, note in enumerate(notes, start=1):
            deck.add_note(
                genanki.Note(
                    model=models[note.kind],
                    fields=list(note.fields),
                    tags=note.tags,
                    guid=genanki.guid_for("ankiflask", UID, note.id),
                    due=position,
                )
            )
        genanki.Package(deck).write_to_file(target, timestamp=SECOND)

    return write


def floor(given: Any) -> Write:
    """Do what nobody can leave out: ready rows into SQLite, its bytes into a file."""
    return lambda target: target.write_bytes(_database(*given))


def floor_compressed(given: Any) -> Write:
    """Do what `floor` does, and deflate the bytes once, at level 1."""
    return lambda target: target.write_bytes(zlib.compress(_database(*given), 1))


def _database(
    tables: list[str], rows: list[tuple[str, list[tuple[Any, ...]]]], indexes: list[str]
) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    for statement in tables:
        connection.execute(statement)
    for table, values in rows:
        places = ",".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608
    for statement in indexes:
        connection.execute(statement)
    connection.execute("COMMIT")
    content: bytes = connection.serialize()
    connection.close()
    return content


WRITERS = {each.__name__: each for each in (ours, ours_stored, genanki, floor, floor_compressed)}
FLOORS = frozenset({"floor", "floor_compressed"})


def _main(name: str, given: str, target: str) -> None:
    write = WRITERS[name](marshal.loads(Path(given).read_bytes()))  # noqa: S302
    size, second = memory.start(), time.process_time()
    write(Path(target))
    measured = {"cpu": time.process_time() - second, "memory": memory.growth(size)}
    sys.stdout.write(json.dumps(measured))


if __name__ == "__main__":
    _main(*sys.argv[1:])
