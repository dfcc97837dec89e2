"""One upgrade, with all that a verdict over it needs; and how notes are called in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from ankiflask.anki.collection import CollectionCard, CollectionNote
from ankiflask.anki.note_types import ALL_NOTE_TYPES
from ankiflask.html import without_tags
from ankiflask.rehearsal.comparing import Release, by_guid, content
from ankiflask.rehearsal.model import Flaw, Habits, Held, ImportOptions, Learnt, NoteName, Upgraded
from ankiflask.text import excerpt, one_line

_DIRECTIONS = re.compile("[\u2066-\u2069]")  # Anki puts names and numbers between such marks


class Naming:
    """Names the notes of a package; `uid` is the deck's where ankiflask built it, else "".

    `retired` are the ids that are gone on purpose.
    """

    def __init__(self, uid: str = "", retired: Iterable[str] = ()) -> None:
        self._prefix = f"{uid}/" if uid else ""
        self.retired = frozenset(retired)

    @property
    def is_ours(self) -> bool:
        """Whether ankiflask built the package."""
        return bool(self._prefix)

    def is_retired(self, note: CollectionNote) -> bool:
        """Whether the note is gone on purpose."""
        return self._name(note).id in self.retired

    def names(self, notes: Iterable[CollectionNote]) -> tuple[NoteName, ...]:
        """Return the names, sorted, each once."""
        return tuple(sorted(set(map(self._name, notes)), key=lambda name: (name.id, name.text)))

    def _name(self, note: CollectionNote) -> NoteName:
        ours = ALL_NOTE_TYPES.get(note.note_type)
        names = [field.name for field in ours.fields] if ours else []
        texts = dict(zip(names, note.fields, strict=False))
        name = texts.pop("ID", "")
        is_ours = self._prefix and name.startswith(self._prefix)
        note_id = name.removeprefix(self._prefix) if is_ours else note.guid
        plain_texts = map(plain, texts.values() if is_ours else note.fields)
        return NoteName(note_id, excerpt(next(filter(None, plain_texts), ""), 40))


def plain(text: str) -> str:
    """Return the text of a field, or of Anki's words, without its HTML."""
    return one_line(without_tags(_DIRECTIONS.sub("", text), " "))


def stopped(words: str, during: str) -> Flaw:
    """Return the flaw; `words` are Anki's, `during` says what was being done."""
    said = plain(words).rstrip(".")
    return Flaw(
        rule="anki-refuses",
        message=f"Anki stopped while {during}: {said}.",
        harm="Learners get nothing, or half of it.",
        remedy="Mend what Anki names; if it names nothing, look for odd ids, times or control"
        " characters in the package.",
    )


@dataclass(frozen=True)
class Case:
    """A learner before and after an upgrade; notes go by their GUIDs."""

    release: Release
    learnt: Learnt
    upgraded: Upgraded
    naming: Naming

    @property
    def options(self) -> ImportOptions:
        """How the learner imported."""
        return self.upgraded.options

    @property
    def is_default(self) -> bool:
        """Whether as Anki proposes. What no option changes is told once, of this one."""
        return self.options is ImportOptions.DEFAULT

    @property
    def held(self) -> Held:
        """The collection after the import."""
        return self.upgraded.imported.held

    @cached_property
    def before(self) -> Mapping[str, CollectionNote]:
        """The learner's notes before the import."""
        return by_guid(self.learnt.held.notes)

    @cached_property
    def after(self) -> Mapping[str, CollectionNote]:
        """The learner's notes after the import."""
        return by_guid(self.held.notes)

    @cached_property
    def cards_after(self) -> Mapping[int, CollectionCard]:
        """The cards after the import."""
        return {card.id: card for card in self.held.cards}

    @cached_property
    def touched(self) -> frozenset[str]:
        """The notes that the learner edited or tagged."""
        return frozenset((*self.learnt.habits.edit, *self.learnt.habits.tag))

    @cached_property
    def blocked(self) -> frozenset[str]:
        """The notes that Anki did not update since their note type has another shape."""
        conflicts = self.upgraded.imported.conflicting
        return self.release.reshaped if conflicts else frozenset()

    @cached_property
    def own_edits(self) -> tuple[str, ...]:
        """The notes that the learner touched and the release left alone."""
        return tuple(guid for guid in self.release.unchanged if guid in self.touched)

    @cached_property
    def lost_edits(self) -> tuple[str, ...]:
        """Those of them that no longer say what the learner wrote."""
        return tuple(guid for guid in self.own_edits if not self._holds(self.before[guid]))

    @cached_property
    def undelivered(self) -> tuple[str, ...]:
        """The changed notes that do not say what the release says, and should.

        Anki rightly keeps a learner's edit that is no older than the change.
        """
        then, now = self.release.then, self.release.now
        return tuple(
            guid
            for guid in sorted(self.release.changed)
            if not self._holds(now[guid])
            and not (
                guid in self.touched
                and then[guid].second < now[guid].second <= self.before[guid].second
            )
        )

    def _holds(self, note: CollectionNote) -> bool:
        after = self.after.get(note.guid)
        return after is not None and content(after) == content(note)

    @cached_property
    def lost_reviews(self) -> tuple[int, ...]:
        """The ids of the reviews that are gone, or whose card is."""
        kept = self.held.reviews
        return tuple(
            review
            for review, card in self.learnt.held.reviews.items()
            if kept.get(review) != card or card not in self.cards_after
        )

    def owners(self, cards: Iterable[int]) -> tuple[NoteName, ...]:
        """Return the names of the notes of some of the learner's cards."""
        wanted = set(cards)
        notes = {note.id: note for note in self.learnt.held.notes}
        return self.naming.names(
            notes[card.note] for card in self.learnt.held.cards if card.id in wanted
        )

    def names(self, guids: Iterable[str]) -> tuple[NoteName, ...]:
        """Return the names of some notes of the new release."""
        return self.naming.names(self.release.now[guid] for guid in guids)


_MOST_REVIEWS = 100  # each takes Anki a few milliseconds
_MOST_OWN = 5000


def habits(release: Release) -> Habits:
    """Return them. Edits come a second after the old release's own second of each note.

    At least one unchanged note is edited and one tagged; of the changed notes most are not, so
    that a change which never arrives is seen.
    """
    same, other, every = release.unchanged, sorted(release.changed), tuple(release.then)
    edit = (*_share(same, "edit", 4, at_least=1), *_share(other, "edit", 4))
    tag = (*_share(same, "tag", 5, at_least=1), *_share(other, "tag", 5))
    return Habits(
        reviews=min(-(-len(release.old.cards) // 3), _MOST_REVIEWS),
        own=min(len(every), _MOST_OWN),
        edit=edit,
        tag=tag,
        move=_share(every, "move", 8, at_least=1),
        suspend=_share(every, "suspend", 8, at_least=1),
        flag=_share(every, "flag", 8, at_least=1),
        seconds={guid: release.then[guid].second + 1 for guid in (*edit, *tag)},
    )


def _share(guids: Iterable[str], word: str, one_in: int, at_least: int = 0) -> tuple[str, ...]:
    """Return a share of the notes that looks drawn, and is the same every time."""
    drawn = sorted(guids, key=lambda guid: sha256(f"{word} {guid}".encode()).digest())
    return tuple(drawn[: max(len(drawn) // one_in, at_least)])
