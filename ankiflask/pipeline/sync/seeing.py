"""A look at Anki, and the plan that follows from it."""

from collections.abc import Callable
from dataclasses import dataclass

from ankiflask.cards import field_hash
from ankiflask.connect import Connection
from ankiflask.pipeline.sync.adding import refuse_strange_note_types
from ankiflask.pipeline.sync.look import Looked, look
from ankiflask.pipeline.sync.sources import Wanted
from ankiflask.pipeline.sync.state import ProfileState, State
from ankiflask.plan import plan
from ankiflask.values.plan import Choices, Plan

Tell = Callable[[str], None]  # shows in a few words what is being done


@dataclass(frozen=True, slots=True)
class Orders:
    """What to bring where, and what the user decided beforehand."""

    connection: Connection
    wanted: Wanted
    choices: Choices
    state: State
    is_dry: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What Anki holds, what is remembered of its profile, and what is to do."""

    looked: Looked
    profile: ProfileState
    plan: Plan


def look_and_plan(orders: Orders, tell: Tell) -> Seen:
    """Return what Anki holds now and what is to do. Raises AnkiError where it cannot be done."""
    tell("Looking at Anki")
    contents, choices = orders.wanted.contents, orders.choices
    looked = look(orders.connection, contents, with_suspended=choices.suspend_retired)
    profile = orders.state.of(looked.greeting, orders.connection.url)
    made = plan(contents, looked.live, profile.seen(), choices, field_hash)
    refuse_strange_note_types(looked.live, made)
    return Seen(looked, profile, made)


def live_ids(made: Plan) -> dict[str, frozenset[str]]:
    """Return the ids of the notes that live, by uid."""
    return {deck.uid: frozenset(deck.live) for deck in made.decks}
