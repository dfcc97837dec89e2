"""What the text and the Markdown of a comparison have in common."""

from collections.abc import Iterator

from ankiflask.problems import and_more
from ankiflask.releases.model import (
    ImportOptions,
    Level,
    ListChange,
    NoteChange,
    Reason,
    ReleaseChange,
)
from ankiflask.text import count

_NAMED = 5  # notes of a reason
_RETIRED_TAG = "tag:ankiflask::retired"


def summary(change: ReleaseChange) -> str:
    """Return all counts in one line."""
    changed = sum(1 for each in change.changed if each.has_content)
    moved = len(change.changed) - changed
    counts = (
        (len(change.added), "added"),
        (changed, "changed"),
        (len(change.retired), "retired"),
        (len(change.lost), "lost"),
        (len(change.gone), "gone"),
        (moved, "with other cards"),
        (change.unchanged + len(change.unseen), "unchanged"),
    )
    (number, what), *rest = [each for each in counts if each[0]] or [(0, "unchanged")]
    return ", ".join((f"{count(number, 'note')} {what}", *(f"{n:,} {what}" for n, what in rest)))


def how_to_import(options: ImportOptions) -> str:
    """Return what to choose in Anki's import screen."""
    if options.merge:
        always = options.notes != ImportOptions().notes
        edits = " It replaces what you edited in notes of this deck." if always else ""
        return (
            f'Import with "Merge note types" ticked, "Update notes" at "{options.notes}" and '
            f'"Update note types" at "{options.note_types}".{edits} Anki then asks for a one-way '
            "sync, and empties fields that you added to these note types."
        )
    if options.note_types != ImportOptions().note_types:
        return (
            f'Import with "Update note types" at "{options.note_types}", "Update notes" at '
            f'"{options.notes}" and "Merge note types" not ticked.'
        )
    return (
        'Import with Anki\'s options as they are: "Merge note types" not ticked, "Update notes" '
        'and "Update note types" at "If newer".'
    )


def reason_words(reason: Reason) -> str:
    """Return why, which notes where that stands nowhere else, and what to do."""
    names = f" ({and_more(reason.notes, _NAMED)})" if reason.notes else ""
    shown = names if reason.level is Level.MAJOR else ""
    return f"{reason.message.removesuffix('.')}{shown}. {reason.remedy}".rstrip()


def searches(change: ReleaseChange) -> list[tuple[str, str]]:
    """Return the searches that find what is retired, each after its words."""
    if not (change.retired and change.uid):
        return []
    ids = " or ".join(f"ID:{change.uid}/{note.id}" for note in change.retired)
    return [
        ("Retired notes stay with you; search Anki for them to suspend or delete them", ids),
        ("After a sync with ankiflask, this finds all that were ever retired", _RETIRED_TAG),
    ]


def has_nothing(change: ReleaseChange) -> bool:
    """Whether a learner has nothing to import."""
    return change.level is Level.NONE


def moves(change: NoteChange) -> Iterator[tuple[str, ListChange]]:
    """Yield what changed of a note besides its texts."""
    for name in ("difficulty", "topics", "tags"):
        yield name, getattr(change, name)
    yield "deck", change.decks
    yield "cards", change.cards
