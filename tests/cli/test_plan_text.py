"""A plan shows texts as a person reads them."""

import click

from ankiflask.cli.plan_text import plan_text
from ankiflask.identity import NoteId
from ankiflask.sync.model import DeckPlan, Difference, Plan

ROBIN = NoteId("robin")
OLD, NEW = (f'<img src="ankiflask-{digit * 24}.png">' for digit in "ab")


def test_a_conflict_shortens_the_hashed_names_of_media() -> None:
    change = Difference(ROBIN, "Answer", f"Red {OLD}", f"Red {NEW}")
    deck = DeckPlan(uid="birds", conflicts=(ROBIN,), changes=(change,))
    lines = click.unstyle(plan_text(Plan(decks=(deck,)))).splitlines()
    assert lines[3:5] == [
        "        in Anki:     Red [picture [-aaaaaa-].png]",
        "        in the deck: Red [picture {+bbbbbb+}.png]",
    ]
