"""Of a plan made anew, the part that somebody agreed to before."""

from dataclasses import replace

from ankiflask.values.plan import DeckPlan, Plan


def agreed_part(agreed: Plan, now: Plan) -> Plan:
    """Return `now` without what `agreed` does not name. The decks are the same, in one order."""
    styles = {each.name for each in agreed.styles}
    return replace(
        now,
        decks=tuple(_deck(then, deck) for then, deck in zip(agreed.decks, now.decks, strict=True)),
        styles=tuple(each for each in now.styles if each.name in styles),
    )


def _deck(agreed: DeckPlan, now: DeckPlan) -> DeckPlan:
    added = {note.id for note in agreed.additions}
    changed = {each.id for each in (*agreed.updates, *agreed.retirements)}
    stored = {file.name for file in agreed.media}
    return replace(
        now,
        additions=tuple(note for note in now.additions if note.id in added),
        updates=tuple(each for each in now.updates if each.id in changed),
        retirements=tuple(each for each in now.retirements if each.id in changed),
        media=tuple(file for file in now.media if file.name in stored),
    )
