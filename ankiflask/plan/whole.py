"""A whole sync: every deck, and the note types that the decks share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ankiflask.plan.deck import Given, deck_plan
from ankiflask.plan.found import find
from ankiflask.plan.style import own_styles, style_changes
from ankiflask.values.live import Live
from ankiflask.values.package import Contents
from ankiflask.values.plan import Choices, DeckPlan, Plan


def plan(
    decks: Sequence[Contents],
    live: Live,
    seen: Mapping[str, frozenset[str]],
    choices: Choices,
    hash_of: Callable[[str], str],
) -> Plan:
    """Return what a sync will do, in the order of the decks and of their notes.

    `live` is what Anki holds. `seen` are by a deck's uid the ids once seen in this profile: a note
    seen before and gone now was deleted by the learner. `hash_of` is the one that made the hashes
    in the field `Sync`. The decks have different uids. What can be told from equal texts alone is
    told without a hash.
    """
    given = Given(live, find(live.notes), choices, hash_of)
    plans = [deck_plan(deck, seen.get(deck.uid, frozenset()), given) for deck in decks]
    types = [
        live.note_types[kind]
        for kind in sorted({note.note_type.kind for deck in decks for note in deck.notes})
        if kind in live.note_types
    ]
    return Plan(
        decks=_each_file_once(plans), styles=style_changes(types), own_styles=own_styles(types)
    )


def _each_file_once(plans: Sequence[DeckPlan]) -> tuple[DeckPlan, ...]:
    names: set[str] = set()
    kept = []
    for each in plans:
        kept.append(replace(each, media=tuple(x for x in each.media if x.name not in names)))
        names.update(file.name for file in each.media)
    return tuple(kept)
