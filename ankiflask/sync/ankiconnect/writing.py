"""Changes of notes that exist, of cards' suspension and of a note type's looks.

After an error the caller looks at what is there: a part may have been written.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ankiflask.anki.collection import CardTexts
from ankiflask.sync.ankiconnect.actions import REQUEST_LIMIT
from ankiflask.sync.ankiconnect.cards_and_files import CARDS, suspended, unsuspended
from ankiflask.sync.ankiconnect.connection import Connection, batches, fitting
from ankiflask.sync.ankiconnect.replies import Refusal, misunderstood, nothing

_NOTES = 100  # a request that writes fields
_TAGGED = 5000  # a request that adds tags
_KEPT = 200  # a request that may have tags of its own for each note
_FRAME = 1024  # bytes around the parts of a request

_Rows = Sequence[int]
_Request = tuple[str, Mapping[str, object]]


def add_tags(connection: Connection, rows: _Rows, tags: Sequence[str]) -> None:
    """Add the tags to the notes in these rows."""
    if tags:
        for batch in batches(rows, _TAGGED):
            _run(connection, [_tagging("addTags", batch, tags)])


def remove_tags(
    connection: Connection, rows: _Rows, tags: Sequence[str], keep: Mapping[int, tuple[str, ...]]
) -> None:
    """Remove the tags from the notes in these rows, and give back what each is to keep.

    Anki takes `a::b` along with `a`: `keep` names those of each row that are put back at once.
    """
    if tags:
        for batch in batches(rows, _KEPT if keep else _TAGGED):
            together: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
            for row in batch:
                together[keep.get(row, ())].append(row)
            kept = [_tagging("addTags", some, own) for own, some in together.items() if own]
            _run(connection, [_tagging("removeTags", batch, tags), *kept])


def write_fields(
    connection: Connection, fields: Sequence[tuple[int, Mapping[str, str]]]
) -> Mapping[int, str]:
    """Write texts into notes: pairs of a row and of texts by the learner's names of the fields.

    Returns Anki's words by the rows that it refused. A name that a note has not is passed over.
    """
    requests = [_update(row, texts) for row, texts in fields if texts]
    weighed = [
        ((row, each), len(json.dumps(connection.request(*each))) + 1)
        for (row, _), each in zip([pair for pair in fields if pair[1]], requests, strict=True)
    ]
    found: dict[int, str] = {}
    for batch in fitting(weighed, _NOTES, REQUEST_LIMIT - _FRAME):
        found |= _written(connection, batch)
    return found


def write_css(connection: Connection, name: str, css: str) -> None:
    """Write the CSS of the note type of this name."""
    action = "updateModelStyling"
    nothing(action, connection.ask(action, model={"name": name, "css": css}))


def write_templates(connection: Connection, name: str, templates: Mapping[str, CardTexts]) -> None:
    """Write front and back of templates, by the learner's names. An empty text is passed over."""
    action = "updateModelTemplates"
    sides = {each: {"Front": t.front, "Back": t.back} for each, t in templates.items()}
    nothing(action, connection.ask(action, model={"name": name, "templates": sides}))


def suspend(connection: Connection, cards: Sequence[int]) -> None:
    """Suspend those of the cards that are there and are not suspended."""
    for batch in batches(sorted(unsuspended(connection, cards)), CARDS):
        if not isinstance(connection.ask("suspend", cards=batch), bool):
            raise misunderstood("suspend", "true or false")


def unsuspend(connection: Connection, cards: Sequence[int]) -> None:
    """Let those of the cards that are suspended be asked again.

    No others are sent: Anki would bring back cards that the learner has buried.
    """
    for batch in batches(sorted(suspended(connection, cards)), CARDS):
        nothing("unsuspend", connection.ask("unsuspend", cards=batch))


def _update(row: int, texts: Mapping[str, str]) -> _Request:
    return "updateNoteFields", {"note": {"id": row, "fields": dict(texts)}}


def _written(connection: Connection, batch: Sequence[tuple[int, _Request]]) -> dict[int, str]:
    refusals: dict[int, str] = {}
    answers = connection.ask_many([request for _, request in batch])
    for (row, _), answer in zip(batch, answers, strict=True):
        if isinstance(answer, Refusal) and not answer.is_closed and not answer.is_about_key:
            refusals[row] = answer.words
        else:
            nothing("updateNoteFields", connection.granted("updateNoteFields", answer))
    return refusals


def _tagging(action: str, rows: _Rows, tags: Sequence[str]) -> _Request:
    return action, {"notes": list(rows), "tags": " ".join(tags)}


def _run(connection: Connection, requests: Sequence[_Request]) -> None:
    answers = connection.ask_many(requests)
    for (action, _), answer in zip(requests, answers, strict=True):
        nothing(action, connection.granted(action, answer))
