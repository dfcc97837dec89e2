"""Packages that somebody has laid a hand on."""

import io
import json
import sqlite3
import stat
import zipfile
from collections.abc import Mapping
from contextlib import closing

from ankiflask.package.encode import encode
from ankiflask.package.model import COLLECTION, MANIFEST, MediaFile, digest_of
from tests.package.test_encode import anki_note, contents, entries

__all__ = ["COLLECTION"]
PACKAGE = encode(
    contents(
        anki_note("robin"),
        anki_note("wren", 2, cards=(0, 1)),
        media=(MediaFile(name="song.mp3", content=b"tweet" * 10),),
    )
).content


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_file(name: str, content: bytes) -> bytes:
    """Return the package with one file more, or another one."""
    return zipped(entries(PACKAGE) | {name: content})


def without(name: str) -> bytes:
    """Return the package without one file."""
    return zipped({each: content for each, content in entries(PACKAGE).items() if each != name})


def after(*statements: str) -> bytes:
    """Return the package after statements on its collection."""
    return with_file(COLLECTION, collection_after(*statements))


def collection_after(*statements: str) -> bytes:
    """Return the collection after statements on it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(entries(PACKAGE)[COLLECTION])
        for statement in statements:
            connection.execute(statement)
        return connection.serialize()


def sealed(content: bytes) -> bytes:
    """Return the package with the digest that fits what is in it now, as a build would write it."""
    files = entries(content)
    manifest = json.loads(files[MANIFEST])
    names = json.loads(files["media"])
    media = [MediaFile(name=names[place], content=files[place]) for place in sorted(names, key=int)]
    digest = digest_of(manifest, media, files[COLLECTION])
    return zipped(files | {MANIFEST: json.dumps(manifest | {"digest": digest}).encode()})


def with_link() -> bytes:
    """Return the package with a symbolic link to a file of the machine."""
    buffer = io.BytesIO(PACKAGE)
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("7")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def flagged(bit: int) -> bytes:
    """Return the package with one bit of the first file's flags set, in both places."""
    content = bytearray(PACKAGE)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= bit
    return bytes(content)
