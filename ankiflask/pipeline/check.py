"""The quality of decks, and deck files that are mended where that needs no thought."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from ankiflask.clock import Clock
from ankiflask.deck.ids import with_ids
from ankiflask.deck.model import Deck, Note
from ankiflask.deck.reader import read_deck
from ankiflask.errors import InputError, UsageError
from ankiflask.files.locks import in_turn
from ankiflask.files.media import Media, names_in
from ankiflask.files.places import Place
from ankiflask.files.read import BOM, read_bytes, refuse_link_out, text_of
from ankiflask.files.replace import Change, replace_files
from ankiflask.html import to_text
from ankiflask.pipeline.gather import lock_bytes, written_lock
from ankiflask.pipeline.inspect import Inspected, read
from ankiflask.pipeline.locks import Traces, lost_lock
from ankiflask.problems import (
    MAX_PROBLEMS,
    OtherRule,
    Problem,
    Rule,
    Source,
    has_errors,
    limited,
    remark,
)
from ankiflask.quality.fixing import Mended, mend, mendable
from ankiflask.quality.judging import RULES, Judged, other_rules, quality
from ankiflask.quality.rule import Checked
from ankiflask.render.note import text_fields

_ROUNDS = 5  # of mending: what one mends may let another appear


def qualities(inspected: Iterable[Inspected]) -> tuple[Problem, ...]:
    """Return what could be better in the decks. A bare text, which nobody has reviewed, is passed over."""
    return tuple(
        problem
        for each in inspected
        if each.deck and not each.place.is_text
        for problem in limited(
            quality(checked_deck(each.place, each.deck, each.media), MAX_PROBLEMS)
        )
    )


def mended(places: Iterable[Place], clock: Clock, traces: Traces) -> tuple[Problem, ...]:
    """Mend the deck files, and return what was mended, as remarks.

    Who builds one of these decks is waited for. A file with errors is left alone, but for notes
    without ids, which get theirs unless `traces` show that the lock is lost. Raises OutputError where one could not be written, or where somebody
    saved one meanwhile: then none is.
    """
    decks = tuple(place for place in places if not place.is_text)
    with in_turn(place.file.parent for place in decks):
        fixed = [_fixed(place, clock, traces) for place in decks]
        replace_files(change for change, _ in fixed if change)
    return tuple(told for _, found in fixed for told in found)


def _fixed(place: Place, clock: Clock, traces: Traces) -> tuple[Change | None, tuple[Problem, ...]]:
    """Return the deck file with all that can be fixed, and what that is; None where nothing is."""
    try:
        refuse_link_out(place.file)
        before = read_bytes(place.file)
        source = text_of(before, str(place.file))
    except InputError:
        return None, ()
    text, added = _with_ids(place, source, traces)
    text, told = _mended(place, Source(source.file, text), clock)
    if text == source.text:
        return None, ()
    mark = BOM if before.startswith(BOM) else b""
    return Change(place.file, before, mark + text.encode()), (*added, *told)


def checked_deck(place: Place, deck: Deck, media: Mapping[str, Media]) -> Checked:
    """Return a deck as the rules look at it; `media` are the files that its notes name."""
    return Checked(
        deck=deck,
        media={name: len(each.content) for name, each in media.items()},
        folder=names_in(place.media),
        folder_name=str(place.media),
    )


def _with_ids(place: Place, source: Source, traces: Traces) -> tuple[str, tuple[Problem, ...]]:
    """Return the text with ids in the notes that had none, and those as remarks.

    Where the lock has an id that is gone from the deck, or where the lock itself is lost, a note may
    have lost its id: a new one would cost its learners their reviews, so none is written.
    """
    try:
        written, _ = written_lock(place, lock_bytes(place))
    except InputError:
        return source.text, ()
    deck, _ = read_deck(source)
    if deck is None:
        return source.text, ()
    text, wanted, added = with_ids(deck, source.text)
    there = {note.id for note in wanted.notes} | set(wanted.retired)
    if (
        not added
        or written.notes.keys() - there
        or read_deck(Source(source.file, text))[0] != wanted
        or lost_lock(place, deck, traces)
    ):
        return source.text, ()
    message = "The note has the id {!r} now."
    return text, tuple(
        remark(source.file, line, "missing-key", message.format(id_)) for line, id_ in added
    )


def _mended(place: Place, source: Source, clock: Clock) -> tuple[str, tuple[Problem, ...]]:
    inspected = read(place, clock, source)
    if inspected.deck is None or has_errors(inspected.problems):
        return source.text, ()
    checked, text = checked_deck(place, inspected.deck, inspected.media), source.text
    told: dict[Problem, None] = {}
    for _ in range(_ROUNDS):
        made = _sound(checked, text, mendable(checked))
        if made.text == text:
            break
        text = made.text
        told |= dict.fromkeys(remark(source.file, *each) for each in made.told)
        checked = replace(checked, deck=_read(source.file, text) or made.deck)
    return text, tuple(told)


def _sound(checked: Checked, text: str, wanted: Sequence[Judged]) -> Mended:
    """Return the file with as much mended as reads back as it should, and changes no card."""
    made = mend(checked, text, wanted)
    if _read(checked.deck.file, made.text) != made.deck:
        return mend(checked, text, ())
    pairs = enumerate(zip(checked.deck.notes, made.deck.notes, strict=True))
    bad = {place for place, (one, other) in pairs if one != other and not _alike(one, other)}
    sound = [one for one in wanted if not bad & {*one.finding.notes[:1]}]
    return _sound(checked, text, sound) if bad else made


def _read(file: str, text: str) -> Deck | None:
    deck, problems = read_deck(Source(file, text))
    return None if has_errors(problems) else deck


def _alike(one: Note, other: Note) -> bool:
    """Whether two notes show the same letters, and have the same faults."""
    shown, found = [], []
    for note in (one, other):
        fields, faults = text_fields(note, {})
        shown.append({name: to_text(html) for name, html in fields.items()})
        found.append(sorted(fault.rule for each in faults.values() for fault in each))
    return shown[0] == shown[1] and found[0] == found[1]


_OF_DRAFTING = re.compile(r"[cd][0-9]{3}")


def rule_called(word: str) -> Rule | OtherRule:
    """Return the rule of this id or name. Raises UsageError where there is none."""
    ids = {name.lower(): rule for rule in RULES for name in (rule.id, rule.name)}
    known = ids | {name: OtherRule(name, meaning) for name, meaning in other_rules().items()}
    low = word.strip().strip("[]`").lower()
    if low in known:
        return known[low]
    if _OF_DRAFTING.fullmatch(low):
        from ankiflask.drafting.fronts import rule_in_words  # noqa: PLC0415 - slow, and hardly ever asked for

        if meaning := rule_in_words(low.upper()):
            return OtherRule(low.upper(), meaning)
    near = [name for name in known if len(low) > 1 and low in name] or get_close_matches(low, known)
    rules = (known[each] for each in near[:3])
    there = dict.fromkeys(
        f"{rule.id} ({rule.name})" if isinstance(rule, Rule) else rule.name for rule in rules
    )
    remedy = (
        f"There are {RULES[0].id} to {RULES[-1].id}, and the names in brackets behind messages."
    )
    if there:
        remedy = f"Did you mean {' or '.join(there)}?"
    raise UsageError(f"There is no rule {word[:40]!r}.", remedy)
