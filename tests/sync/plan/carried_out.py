"""What Anki holds after a plan was carried out to the letter."""

from dataclasses import replace

from ankiflask.anki.collection import LiveNoteType
from ankiflask.deck.model import Kind
from ankiflask.sync.ankiconnect.collection import Live, LiveNote
from ankiflask.sync.model import Plan, Update
from tests.sync.plan.birds import cards_of, lives, tags_of


def applied(done: Plan, live: Live) -> Live:
    """What Anki holds after all of the plan was carried out."""
    notes = {each.nid: each for each in live.notes}
    media, suspended = set(live.media), set(live.suspended)
    for each in done.decks:
        for update in (*each.updates, *each.retirements):
            notes[update.nid] = _updated(notes[update.nid], update)
            suspended |= {*cards_of(update)}
        notes |= {added.nid: added for added in map(lives, each.additions)}
        media |= {file.name for file in each.media}
    return replace(
        live,
        notes=tuple(notes.values()),
        media=frozenset(media),
        suspended=frozenset(suspended),
        note_types=_restyled(done, live),
    )


def _updated(live: LiveNote, update: Update) -> LiveNote:
    assert all(live.fields[name] == before for name, (before, _) in update.fields.items())
    assert live.tags == update.tags
    kept = [tag for tag in live.tags if tag not in tags_of(update).removed]
    return replace(
        live,
        fields={**live.fields, **{name: after for name, (_, after) in update.fields.items()}},
        tags=(*kept, *tags_of(update).added),
    )


def _restyled(done: Plan, live: Live) -> dict[Kind, LiveNoteType]:
    types = dict(live.note_types)
    for style in done.styles:
        old = types[style.kind]
        ours = {theirs: name for name, theirs in old.cards.items()}
        changed = {ours[name]: after for name, (_, after) in style.templates.items()}
        css = style.css[1] if style.css else old.css
        types[style.kind] = replace(old, css=css, templates={**old.templates, **changed})
    return types
