"""A comparison as rows under titles, and the sentences around them, for what people read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ankiflask.problems import and_more
from ankiflask.releases import model
from ankiflask.releases.model import ImportOptions, Level, Reason, ReleaseChange, TextChange
from ankiflask.releases.word_diff import Piece, seen_marks, seen_text, word_marks
from ankiflask.text import count, excerpt

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a format shows the parts of a row: what it puts around them, and what makes a text plain.

    `row` and `below` begin a row, and one below it. `names` are by the titles of sections.
    """

    plain: Callable[[str], str]
    marks: Callable[[tuple[Piece, ...]], str]
    row: str
    below: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    title: str
    title_length: int
    like: str
    removed: str
    added: str
    old: str
    new: str
    deck: str
    are: str
    other_guid: str
    never_arrives: str = ""
    lists_all_media: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """All that changed between two releases, in a format."""

    change: ReleaseChange
    format: Format

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """Yield titles, each with the entries below it; an entry is a row or more."""
        change = self.change
        yield "Added", [self._note(each, "Added") for each in change.added]
        yield "Changed", ["\n".join(self._changed(each)) for each in change.changed]
        gone = (("Retired", change.retired), ("Lost", change.lost), ("Gone", change.gone))
        likes = {each.old.guid: each for each in change.renames}
        for title, notes in gone:
            yield title, [self._note(each, title, likes.get(each.guid)) for each in notes]
        yield "Note types and decks", [*self._note_types_and_decks()]

    def _note(
        self, note: model.ReleasedNote, section: str, like: model.Rename | None = None
    ) -> str:
        row = self._name(note.name, section)
        title = " ".join(seen_text(note.headline).split())
        if note.id and title:
            row += self.format.title.format(self._plain(excerpt(title, self.format.title_length)))
        if like:
            row += self.format.like.format(self._plain(like.new.name), like.likeness)
        return row

    def _changed(self, change: model.NoteChange) -> Iterator[str]:
        other = self.format.other_guid if change.old.guid != change.new.guid else ""
        never = self.format.never_arrives if change.has_content and not change.arrives else ""
        yield f"{self._name(change.new.name)}{other}{never}"
        if change.is_turned:
            yield f"{self.format.below}another note type"
        for text in change.fields:
            yield self.format.below + self._text(text)
        if change.media:
            yield self.format.below + self._media(change.media)
        for what, lists in (
            ("difficulty", change.difficulty),
            ("topics", change.topics),
            ("tags", change.tags),
            ("deck", change.decks),
            ("cards", change.cards),
        ):
            if lists:
                removed = (self.format.removed.format(self._plain(each)) for each in lists.removed)
                added = (self.format.added.format(self._plain(each)) for each in lists.added)
                yield f"{self.format.below}{what}: {' '.join((*removed, *added))}"

    def _note_types_and_decks(self) -> Iterator[str]:
        for each in self.change.note_types:
            yield "\n".join((self._name(each.new.name), *self._note_type(each)))
        for text in self.change.renamed_decks:
            yield f"{self.format.row}{self.format.deck} {self._renamed(text)}"
        for text in self.change.descriptions:
            yield self.format.row + self._text(text, ", description")
        if self.change.media and self.format.lists_all_media:
            yield self.format.row + self._media(self.change.media)

    def _note_type(self, change: model.NoteTypeChange) -> Iterator[str]:
        below = self.format.below
        for what, lists in (("fields", change.fields), ("templates", change.templates)):
            if lists:
                yield f"{below}{what} were: {self._plain(', '.join(lists.removed))}"
                yield f"{below}{what} {self.format.are} {self._plain(', '.join(lists.added))}"
        for each in change.names:
            yield f"{below}{each.what} {self._renamed(each)}"
        for each in change.looks:
            marks = self.format.marks(word_marks(each.old, each.new))
            yield f"{below}{self._plain(each.what)}: {marks}"

    def _plain(self, text: str) -> str:
        return self.format.plain(text)

    def _name(self, name: str, section: str = "") -> str:
        around = self.format.names.get(section, self.format.name)
        return self.format.row + around.format(self._plain(name))

    def _text(self, change: TextChange, about: str = "") -> str:
        marks = self.format.marks(seen_marks(change.old, change.new))
        return f"{self._plain(change.what)}{about}: {marks}"

    def _renamed(self, change: TextChange) -> str:
        old, new = self._plain(change.old), self._plain(change.new)
        return f"{self.format.old.format(old)} is now {self.format.new.format(new)}"

    def _media(self, names: tuple[str, ...]) -> str:
        return f"media changed: {self._plain(', '.join(names))}"
