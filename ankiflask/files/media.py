"""The pictures and sounds of a deck, out of its folder `media`."""

from pathlib import Path

from ankiflask.files.read import read_bytes
from ankiflask.values.errors import InputError
from ankiflask.values.media import Media
from ankiflask.values.problems import Problem


def read_media(folder: Path, name: str) -> Media:
    """Return the file. Raises InputError where it is missing, empty or outside of the folder."""
    path = folder / name
    if Path(name).name != name or path.resolve().parent != folder.resolve():
        raise _refusal(path, "media-outside", f"{name!r} leads out of the folder `media`.")
    content = read_bytes(path)
    if not content:
        raise _refusal(path, "empty-media", f"{name!r} is empty.")
    return Media(name, content)


def _refusal(path: Path, rule: str, message: str) -> InputError:
    remedy = "Put the file itself into the folder."
    return InputError((Problem(file=str(path), line=0, rule=rule, message=message, remedy=remedy),))
