"""Which file of a package has which name: JSON in the older forms, a protocol buffer in the newest."""

import re
from collections.abc import Callable, Iterable, Iterator

from ankiflask.anki.collection import PackageMedia
from ankiflask.package.protobuf import messages, texts
from ankiflask.package.refused import RefusedError, mapping
from ankiflask.package.unzip import MAX_ENTRIES, MAX_MEDIA_FILE, MAX_TEXT, Unzipped, unpacked
from ankiflask.text import CONTROL, excerpt

_LIST = "media"
_PLACE = re.compile(r"0|[1-9][0-9]{0,8}")
_PATH = re.compile(r"[/\\]")
_ENTRY, _NAME = 1, 1


def media(
    files: Unzipped, name: str, *, is_newest: bool
) -> tuple[tuple[PackageMedia, ...], tuple[str, ...]]:
    """Return the media files of the package `name`, and the names of those that are not there."""
    if _LIST not in files.entries:
        return (), ()
    listed = list(_safe(_newest(files) if is_newest else _older(files)))
    if len({each for each, _ in listed}) < len(listed):
        raise RefusedError("package-unsafe", "Two media files of the package share a place.")
    there = sorted((pair for pair in listed if pair[0] in files.entries), key=_number)
    return (
        tuple(
            PackageMedia(place=place, name=called, read=_reader(files, place, name, is_newest))
            for place, called in there
        ),
        tuple(sorted(called for place, called in listed if place not in files.entries)),
    )


def _safe(listed: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the files one by one: a list of nothing packs so well that it would fill the memory."""
    for number, (place, called) in enumerate(listed, start=1):
        if number > MAX_ENTRIES:
            raise RefusedError(
                "package-too-large", f"The package lists over {MAX_ENTRIES:,} media files."
            )
        _refuse_paths(called)
        yield place, called


def _number(pair: tuple[str, str]) -> int:
    return int(pair[0])


def _older(files: Unzipped) -> Iterator[tuple[str, str]]:
    for place, name in mapping(files.read(_LIST, MAX_TEXT), "The list of media").items():
        if not (_PLACE.fullmatch(place) and isinstance(name, str)):
            raise RefusedError("package-damaged", "The list of media in the package is damaged.")
        yield place, name


def _newest(files: Unzipped) -> Iterator[tuple[str, str]]:
    content = unpacked(files.read(_LIST, MAX_TEXT), _LIST, MAX_TEXT)
    for place, entry in enumerate(messages(bytes(content), _ENTRY)):
        yield str(place), texts(entry).get(_NAME, "")


def _refuse_paths(name: str) -> None:
    if not name or name in {".", ".."} or _PATH.search(name) or CONTROL.search(name):
        raise RefusedError("package-unsafe", f'The package names a media file "{excerpt(name)!s}".')


def _reader(files: Unzipped, place: str, name: str, is_newest: bool) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            content = files.read(place, MAX_MEDIA_FILE)
            return bytes(unpacked(content, place, MAX_MEDIA_FILE)) if is_newest else content
        except RefusedError as error:
            raise error.of(name) from None

    return read
