"""Under `subdecks: topic`, whether a first topic may have been renamed.

The lock holds a hash of each note and no topics: so it shows only that no note of a subdeck is as it was.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ankiflask.deck.model import Deck, Note, Subdecks
from ankiflask.identity import NoteId
from ankiflask.problems import Problem, Severity
from ankiflask.text import count


def check_subdecks(deck: Deck, changed: Mapping[NoteId, bool]) -> Iterator[Problem]:
    """Yield a problem for each subdeck in which every built note has changed since the last build.

    `changed` says of each built note, by its id, whether it has. Of one note that is mostly an edit of its text, so it is an information; of more it is a warning.
    """
    if deck.subdecks is not Subdecks.TOPIC:
        return
    built: defaultdict[str, list[Note]] = defaultdict(list)
    for note in deck.notes:
        if note.topics and note.id in changed:
            built[note.topics[0]].append(note)
    for topic, notes in built.items():
        if all(changed[note.id] for note in notes):
            yield _problem(deck, topic, notes)


def _problem(deck: Deck, topic: str, notes: Sequence[Note]) -> Problem:
    which = f"All {count(len(notes), 'note')}" if notes[1:] else "The one note"
    return Problem(
        file=deck.file,
        line=notes[0].line("topics"),
        rule="first-topic-changed",
        severity=Severity.WARNING if notes[1:] else Severity.INFO,
        message=f"{which} of the subdeck '{deck.name}::{topic}' changed since the last build. If their"
        " first topic is another one now, cards that learners have stay in the old subdeck, and new"
        " notes open this one.",
        remedy="Then write the old first topic again; another may follow it. After other changes,"
        " nothing is to be done.",
    )
