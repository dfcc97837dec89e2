"""What the learner of a rehearsal does: the same for the same two releases, and some of everything."""

from collections.abc import Iterable
from hashlib import sha256

from ankiflask.values.rehearsal import Habits
from ankiflask.verdict.comparing import Release

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
