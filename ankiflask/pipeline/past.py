"""What a build is told of a deck's past: packages to take times from, or that nobody has the deck."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankiflask.deck.lock import WrittenLock
from ankiflask.deck.model import Deck
from ankiflask.deck.settle import Settled, combine, forget_names
from ankiflask.identity import note_name
from ankiflask.problems import Problem, remark
from ankiflask.releases.earlier import EarlierPackage, lock_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What to make of a deck's past.

    `since` restores the times of a lost lock; `is_unreleased` forgets what no learner depends on;
    the notes that `renew` names (`id` or `uid/id`) get a new time.
    """

    since: tuple[EarlierPackage, ...] = ()
    is_unreleased: bool = False
    renew: tuple[str, ...] = ()

    def of(self, deck: Deck) -> tuple[EarlierPackage, ...]:
        """Return the packages of this deck."""
        return tuple(each for each in self.since if each.uid == deck.uid)

    def renewed(self, deck: Deck) -> frozenset[str]:
        """Return the ids of the deck's notes that get a new time."""
        names = {*self.renew}
        return frozenset(
            note.id for note in deck.notes if names & {note.id, note_name(deck.uid, note.id)}
        )


NO_PAST = Past()


def with_past(written: WrittenLock, deck: Deck, past: Past) -> WrittenLock:
    """Return the lock to settle against."""
    earlier = [each.lock or lock_of(each) for each in past.of(deck)]
    whole = combine([written, *earlier]) if earlier else written
    return forget_names(whole, deck) if past.is_unreleased else whole


def remarks(deck: Deck, written: WrittenLock, settled: Settled, past: Past) -> Iterator[Problem]:
    """Yield what a build says of the times that it took or gave."""
    packages = past.of(deck)
    if packages:
        kept = sum(
            any(line.second == settled.lock.notes[note.id].second for line in lines)
            for note in deck.notes
            if (lines := written.notes.get(note.id, ()))
        )
        names = ", ".join(each.file for each in packages)
        total = len(deck.notes)
        message = f"{kept:,} of {total:,} notes keep their modification times from {names}."
        remedy = "The others are new or changed." if kept < total else ""
        yield remark(deck.file, 0, "time-restored", message, remedy)
    if renewed := past.renewed(deck):
        message = f"These notes get a new modification time: {', '.join(sorted(renewed))}."
        remedy = "The next import replaces what learners edited in them."
        yield remark(deck.file, 0, "time-renewed", message, remedy)


def of_other_decks(decks: Sequence[Deck], past: Past) -> Iterator[Problem]:
    """Yield an error for each package that is of none of the decks."""
    uids = [deck.uid for deck in decks]
    for each in past.since:
        if each.uid not in uids:
            known = ", ".join(uids) or "none"
            message = f"The package has the uid {each.uid!r}; the decks to build have: {known}."
            remedy = "Name a package of one of these decks."
            yield Problem.at(each.file, 0, "since-other-deck", message, remedy)
