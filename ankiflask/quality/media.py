"""Pictures and sounds that weigh too much, or that nobody sees."""

from collections.abc import Iterator

from ankiflask.quality.finding import Checked, Finding, Ruled
from ankiflask.values.problems import Severity
from ankiflask.values.rules import Rule

_MIB = 1024 * 1024
_SOUNDS = (".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav")
_MOST_PICTURE, _MOST_SOUND = _MIB, 4 * _MIB
_NOT_MEANT = frozenset(
    {"thumbs.db", "desktop.ini", "license", "readme.md", "licence", "sources.txt"}
)


def _huge(checked: Checked) -> Iterator[Finding]:
    for name, size in checked.media.items():
        most = _MOST_SOUND if name.lower().endswith(_SOUNDS) else _MOST_PICTURE
        if size > most:
            notes = tuple(_naming(checked, name))
            yield Finding(
                notes=notes[:1],
                key=_key(checked, notes, name),
                message=f"{name!r} has {size / _MIB:.1f} MiB; {most // _MIB} MiB is much.",
                remedy="Make it smaller: every learner's every device loads and keeps it.",
            )


def _naming(checked: Checked, name: str) -> Iterator[int]:
    for sheet in checked.sheets:
        note = sheet.note
        if name in (note.picture, note.audio) or any(
            name in p.raw for p in sheet.passages.values()
        ):
            yield sheet.place


def _key(checked: Checked, notes: tuple[int, ...], name: str) -> str:
    note = checked.deck.notes[notes[0]] if notes else None
    return next((key for key in ("picture", "audio") if note and getattr(note, key) == name), "id")


def _unused(checked: Checked) -> Iterator[Finding]:
    for name in sorted(set(checked.folder) - set(checked.media)):
        if not name.startswith((".", "~")) and name.lower() not in _NOT_MEANT:
            yield Finding(
                file=f"{checked.folder_name}/{name}",
                message=f"No note shows or plays {name!r}, so it is in no package.",
                remedy="Name it in a note, or remove it.",
            )


RULES: tuple[Ruled, ...] = (
    (
        Rule(
            id="Q014",
            name="huge-media",
            severity=Severity.WARNING,
            reason="Every device of every learner loads the file and keeps it.",
            bad="picture: camera.png    # 14 MiB, as the camera wrote it",
            good="picture: camera.jpg    # 120 KiB, as wide as a screen",
        ),
        _huge,
    ),
    (
        Rule(
            id="Q015",
            name="unused-media",
            severity=Severity.WARNING,
            reason="A file that no note names was forgotten there, or a note has lost it.",
            bad="(the folder media/ holds wren.png, and no note names it)",
            good="picture: wren.png",
        ),
        _unused,
    ),
)
