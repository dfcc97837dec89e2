"""What one release of a deck holds, in one form: a package of any tool, or a deck that was built."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ankiflask.anki.collection import CollectionNoteType
from ankiflask.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedNote:
    """A note of a release.

    `id` is the one that its author gave it, without the deck's uid; "" in other tools' notes.
    `name` is what a person calls it by: the id, or else the beginning of its text. `fields` are HTML
    by name, without those that ankiflask keeps for itself; `media` the files that they name.
    `second` is None where no build has stamped the note yet. `position` orders notes for study.
    """

    guid: str
    id: str
    name: str
    headline: str
    note_type: int
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    cards: tuple[int, ...] = ()
    second: int | None
    media: frozenset[str] = frozenset()
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A whole release. `name` is what the user calls it by.

    `is_ours` tells whether ankiflask built it, and so says which ids are gone on purpose: `deck`,
    `subdecks` and `retired` are "" or empty else. `uid` is "" where no notes of ours are in it, or
    those of several decks. `notes` go by their GUIDs, in the order of study; `twice` are
    GUIDs that a second note has too. `descriptions` go by the names of decks; `media` gives the
    SHA-256 of each file.
    """

    name: str
    is_ours: bool = False
    uid: str = ""
    deck: str = ""
    subdecks: str = ""
    retired: tuple[str, ...] = ()
    notes: Mapping[str, ReleasedNote] = field(default_factory=dict)
    twice: tuple[str, ...] = ()
    note_types: Mapping[int, CollectionNoteType] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)


class Level(StrEnum):
    """How much a release asks of learners. Written into JSON: never renamed."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def rank(self) -> int:
        """The place in this order: more is asked for by a greater one."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text before and after; `what` names it: a field, "CSS", a template's side, a deck."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """Things that went and things that came, each sorted as they stood."""

    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.removed or self.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChange:
    """A note that both releases have, and that differs.

    `difficulty`, `topics` and `tags` are by the tags, `topics` without the deck's uid; `decks` where
    its new cards go; `cards` are Anki's names of them; `media` the files whose bytes changed under
    one name. `arrives` tells whether Anki will take it: only what has a later second is taken.
    `is_other_kind` tells whether a cloze note became another one, or the other way round.
    """

    old: ReleasedNote
    new: ReleasedNote
    fields: tuple[TextChange, ...] = ()
    media: tuple[str, ...] = ()
    difficulty: ListChange = ListChange()
    topics: ListChange = ListChange()
    tags: ListChange = ListChange()
    decks: ListChange = ListChange()
    cards: ListChange = ListChange()
    arrives: bool = True
    is_seen: bool = True
    is_other_kind: bool = False

    @property
    def has_content(self) -> bool:
        """Whether the note itself differs, and not just the place or the number of its cards."""
        is_tagged = self.difficulty or self.topics or self.tags
        return bool(self.fields or self.media or is_tagged or self.is_turned)

    @property
    def is_turned(self) -> bool:
        """Whether it has another note type now."""
        return self.old.note_type != self.new.note_type


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTypeChange:
    """A note type that both releases have, and that differs.

    `looks` are its CSS, fronts and backs; `fields` and `templates` the names before and after where
    the list is another one, each as one `ListChange` of whole lists.
    """

    old: CollectionNoteType
    new: CollectionNoteType
    looks: tuple[TextChange, ...] = ()
    names: tuple[TextChange, ...] = ()
    fields: ListChange = ListChange()
    templates: ListChange = ListChange()

    @property
    def fronts(self) -> tuple[TextChange, ...]:
        """The changed fronts."""
        return tuple(each for each in self.looks if each.what.endswith(FRONT))

    @property
    def is_schema(self) -> bool:
        """Whether Anki takes it for another note type of the same id."""
        return bool(self.fields or self.templates or self.old.is_cloze != self.new.is_cloze)

    @property
    def arrives(self) -> bool:
        """Whether Anki will take it: only what has a later second is taken."""
        return self.new.second > self.old.second


FRONT = ": front"


@dataclass(frozen=True, slots=True)
class Rename:
    """A note that is gone, and the new one that looks like it. `likeness` goes from 0 to 1."""

    old: ReleasedNote
    new: ReleasedNote
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a release asks what it asks. `rule` is kebab-case and stays; `remedy` is for learners."""

    level: Level
    rule: str
    message: str
    remedy: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What to choose in Anki's import screen, in its own English words."""

    merge: bool = False
    notes: str = "If newer"
    note_types: str = "If newer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseChange:
    """All that differs between two releases, `old` and `new` by their names.

    `lost` are notes that are gone and should not be; `gone` those of other tools' packages, of which
    nobody says whether they should. `same` pairs notes that got another GUID. `unseen` are notes
    that differ in their markup alone and keep their second; `restamped` have a later second and
    nothing else that is new. `descriptions` go by decks. `media` are all files whose bytes changed
    under one name.
    """

    old: str
    new: str
    deck: str
    uid: str
    renamed_decks: tuple[TextChange, ...] = ()
    added: tuple[ReleasedNote, ...] = ()
    changed: tuple[NoteChange, ...] = ()
    retired: tuple[ReleasedNote, ...] = ()
    lost: tuple[ReleasedNote, ...] = ()
    gone: tuple[ReleasedNote, ...] = ()
    same: tuple[Rename, ...] = ()
    renames: tuple[Rename, ...] = ()
    note_types: tuple[NoteTypeChange, ...] = ()
    descriptions: tuple[TextChange, ...] = ()
    media: tuple[str, ...] = ()
    restamped: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    unchanged: int = 0
    reasons: tuple[Reason, ...] = ()
    options: ImportOptions = ImportOptions()
    problems: tuple[Problem, ...] = ()

    @property
    def level(self) -> Level:
        """The most that any of the reasons asks."""
        return max(
            (each.level for each in self.reasons), key=lambda each: each.rank, default=Level.NONE
        )

    @property
    def never_arrive(self) -> tuple[NoteChange, ...]:
        """Changes that a learner sees no trace of, since Anki takes only what is later."""
        return tuple(each for each in self.changed if each.has_content and not each.arrives)
