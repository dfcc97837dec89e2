"""The writes into notes and note types: one function for each kind of operation.

After an error the caller looks at what is there: a part may have been written.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ankiflask.anki.collection import CardTexts
from ankiflask.identity import AnkiNoteId
from ankiflask.sync.ankiconnect import collection
from ankiflask.sync.ankiconnect.actions import REQUEST_LIMIT
from ankiflask.sync.ankiconnect.collection import LiveNote
from ankiflask.sync.ankiconnect.connection import Connection, batches, fitting
from ankiflask.sync.ankiconnect.replies import Refusal
from ankiflask.sync.model import Update
from ankiflask.sync.operations import CardsSuspended, FieldsWritten, StylingChanged, TagsChanged
from ankiflask.sync.session import SyncSession

_NOTES_PER_BATCH = 100  # a long list in parts that do not freeze Anki's window
_FIELD_WRITES_PER_REQUEST = 100
_TAGGED_PER_REQUEST = 5000
_TAGGED_PER_REQUEST_IF_SOME_ARE_KEPT = 200
_FRAME = 1024  # bytes around the parts of a request

_Request = tuple[str, Mapping[str, object]]
_Live = Mapping[AnkiNoteId, LiveNote]


def update_notes(session: SyncSession, updates: Sequence[Update]) -> tuple[str, ...]:
    """Carry out updates; return a message for each note that Anki refused to change.

    A note that changed since the plan was made is left alone: a person may be at work in Anki.
    """
    refused: dict[AnkiNoteId, str] = {}
    for number, batch in enumerate(batches(updates, _NOTES_PER_BATCH)):
        session.progress(f"Updating notes: {number * _NOTES_PER_BATCH:,} of {len(updates):,}")
        session.refuse_other_profile()
        live = session.read([each.nid for each in batch])
        due = [each for each in batch if each.nid in live and each.is_due(live[each.nid])]
        operations = [operation for each in due for operation in each.operations]
        if not operations:
            continue
        with session.journal.record(operations):
            for each in operations:
                if isinstance(each, CardsSuspended):
                    suspend(session.connection, each.cards)
            tags = [each for each in operations if isinstance(each, TagsChanged)]
            refused |= _change_tags(session, tags, live)
            # Fields last: `Sync` says that all is done. A stop before leaves what the next plan
            # completes, and what a note refuses keeps it from its fields.
            fields = [each for each in operations if isinstance(each, FieldsWritten)]
            fields = [each for each in fields if each.nid not in refused]
            refused |= _write_fields(session, fields, live)
    return tuple(refused.values())


def _change_tags(
    session: SyncSession, operations: Sequence[TagsChanged], live: _Live
) -> dict[AnkiNoteId, str]:
    """Write tags and read them back: a tag that `Sync` names and the note lacks counts as removed.

    So a note that has not its tags does not get its fields either.
    """
    added, removed = defaultdict(list), defaultdict(list)
    for each in operations:
        added[each.added].append(each.nid)
        removed[each.removed].append(each)
    for tags, nids in added.items():
        add_tags(session.connection, nids, tags)
    for tags, those in removed.items():
        kept: dict[int, tuple[str, ...]] = {
            each.nid: own for each in those if (own := _children(each, live[each.nid].tags))
        }
        remove_tags(session.connection, [each.nid for each in those], tags, kept)
    now = session.read([each.nid for each in operations])
    return {
        each.nid: f"Anki did not change the tags of {each.name}."
        for each in operations
        if each.nid not in now or not _is_tagged(each, now[each.nid])
    }


def _children(operation: TagsChanged, tags: Iterable[str]) -> tuple[str, ...]:
    """Return the learner's tags below those that go: Anki would take them along."""
    above = tuple(f"{tag}::".casefold() for tag in operation.removed)
    gone = {tag.casefold() for tag in operation.removed}
    return tuple(
        tag for tag in tags if tag.casefold().startswith(above) and tag.casefold() not in gone
    )


def _is_tagged(operation: TagsChanged, note: LiveNote) -> bool:
    tags = {tag.casefold() for tag in note.tags}
    wanted = {tag.casefold() for tag in operation.added}
    return wanted <= tags and tags.isdisjoint(tag.casefold() for tag in operation.removed)


def _write_fields(
    session: SyncSession, operations: Sequence[FieldsWritten], live: _Live
) -> dict[AnkiNoteId, str]:
    names = {kind: note_type.fields for kind, note_type in session.live.note_types.items()}
    texts = []
    for each in operations:
        kind = live[each.nid].kind
        theirs = names[kind] if kind else {}
        texts.append((each.nid, {theirs[name]: new for name, (_, new) in each.fields.items()}))
    refusals = write_fields(session.connection, texts)
    return {
        each.nid: f"Anki refused to change {each.name}: {refusals[each.nid]}."
        for each in operations
        if each.nid in refusals
    }


def change_styling(session: SyncSession, changes: Iterable[StylingChanged]) -> None:
    """Write CSS and templates."""
    for change in changes:
        session.refuse_other_profile()
        with session.journal.record([change]):
            if change.css:
                write_css(session.connection, change.name, change.css[1])
            if change.templates:
                after = {name: sides for name, (_, sides) in change.templates.items()}
                write_templates(session.connection, change.name, after)


def add_tags(connection: Connection, nids: Sequence[int], tags: Sequence[str]) -> None:
    """Add the tags to the notes of these ids."""
    if tags:
        for batch in batches(nids, _TAGGED_PER_REQUEST):
            connection.ask_many([_tagging("addTags", batch, tags)])


def remove_tags(
    connection: Connection,
    nids: Sequence[int],
    tags: Sequence[str],
    keep: Mapping[int, tuple[str, ...]],
) -> None:
    """Remove the tags from the notes of these ids, and give back what each is to keep.

    Anki takes `a::b` along with `a`: `keep` names those of each note that are put back at once.
    """
    if tags:
        for batch in batches(
            nids, _TAGGED_PER_REQUEST_IF_SOME_ARE_KEPT if keep else _TAGGED_PER_REQUEST
        ):
            together: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
            for nid in batch:
                together[keep.get(nid, ())].append(nid)
            kept = [_tagging("addTags", some, own) for own, some in together.items() if own]
            connection.ask_many([_tagging("removeTags", batch, tags), *kept])


def write_fields(
    connection: Connection, fields: Sequence[tuple[int, Mapping[str, str]]]
) -> Mapping[int, str]:
    """Write texts into notes: pairs of a note id and of texts by the learner's names of the fields.

    Returns Anki's words by the notes that it refused. A name that a note has not is passed over.
    """
    action = "updateNoteFields"
    requests = [
        (nid, (action, {"note": {"id": nid, "fields": dict(texts)}}))
        for nid, texts in fields
        if texts
    ]
    weighed = [(each, len(json.dumps(connection.request(*each[1]))) + 1) for each in requests]
    refusals: dict[int, str] = {}
    for batch in fitting(weighed, _FIELD_WRITES_PER_REQUEST, REQUEST_LIMIT - _FRAME):
        answers = connection.answer_many([request for _, request in batch])
        for (nid, _), answer in zip(batch, answers, strict=True):
            if isinstance(answer, Refusal) and not answer.is_closed and not answer.is_about_key:
                refusals[nid] = answer.words
            else:
                connection.granted(action, answer)
    return refusals


def write_css(connection: Connection, name: str, css: str) -> None:
    """Write the CSS of the note type of this name."""
    connection.ask("updateModelStyling", model={"name": name, "css": css})


def write_templates(connection: Connection, name: str, templates: Mapping[str, CardTexts]) -> None:
    """Write front and back of templates, by the learner's names. An empty text is passed over."""
    sides = {each: {"Front": t.front, "Back": t.back} for each, t in templates.items()}
    connection.ask("updateModelTemplates", model={"name": name, "templates": sides})


def suspend(connection: Connection, cards: Sequence[int]) -> None:
    """Suspend those of the cards that are there and are not suspended."""
    due = collection.suspended(connection, cards, is_suspended=False)
    for batch in batches(sorted(due), collection.CARDS):
        connection.ask("suspend", cards=batch)


def unsuspend(connection: Connection, cards: Sequence[int]) -> None:
    """Let those of the cards that are suspended be asked again.

    No others are sent: Anki would bring back cards that the learner has buried.
    """
    for batch in batches(sorted(collection.suspended(connection, cards)), collection.CARDS):
        connection.ask("unsuspend", cards=batch)


def _tagging(action: str, nids: Sequence[int], tags: Sequence[str]) -> _Request:
    return action, {"notes": list(nids), "tags": " ".join(tags)}
