"""A plan made anew does no more than what was agreed to."""

from dataclasses import replace

from ankiflask.deck.model import Kind
from ankiflask.sync.model import Plan
from ankiflask.sync.operations import StylingChanged
from ankiflask.sync.plan import agreed_part
from tests.sync.plan.birds import SECOND, collection, deck, lives, note, planned
from tests.sync.plan.carried_out import applied

OLD = [note(each, Answer="old") for each in ("wren", "owl", "dodo", "auk")]
PICTURE = '<img src="p.png">'
NEW = deck(
    note("wren", at=SECOND, Answer="new"),
    note("owl", at=SECOND, Answer=PICTURE),
    note("tit"),
    note("jay"),
    retired=("dodo", "auk"),
    media=("p.png",),
)
LIVE = collection(*map(lives, OLD))


def test_what_was_agreed_to_and_is_left_to_do_stays() -> None:
    whole = planned(NEW, LIVE)
    assert agreed_part(whole, whole) == whole
    assert agreed_part(whole, planned(NEW, applied(whole, LIVE))).is_done


def test_what_came_up_since_is_not_done() -> None:
    whole = planned(NEW, LIVE)
    (all_of,) = whole.decks
    some = replace(
        all_of,
        additions=all_of.additions[:1],
        updates=all_of.updates[:1],
        retirements=all_of.retirements[:1],
        media=(),
    )
    (part,) = agreed_part(replace(whole, decks=(some,)), whole).decks
    assert (part.additions, part.updates, part.media) == (some.additions, some.updates, ())
    assert part.retirements == some.retirements
    assert part.changes == all_of.changes


def test_a_note_type_is_restyled_only_where_that_was_agreed_to() -> None:
    style = StylingChanged(kind=Kind.QA, name="ankiflask Question", css=("old", "new"))
    assert agreed_part(Plan(), Plan(styles=(style,))).styles == ()
    assert agreed_part(Plan(styles=(style,)), Plan(styles=(style,))).styles == (style,)
