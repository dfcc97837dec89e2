"""What the quality check says of the notes that a draft adds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ankiflask.drafts import Drafts
from ankiflask.files.media import names_in
from ankiflask.files.places import Place
from ankiflask.notes import not_too_many
from ankiflask.pipeline.gather import named_media
from ankiflask.quality import Checked, Judged, judge, problem_of
from ankiflask.values.notes import Deck
from ankiflask.values.problems import Problem, Severity
from ankiflask.values.reasons import Reason

_UNREVIEWED = "Q022"
_MOST_LINES = 12


def quality_of_new(deck: Deck, made: Drafts, into: Path | None) -> tuple[Problem, ...]:
    """Return what `check` says of the new notes, in its words; those to review are one remark.

    `deck` is the whole deck file as it will stand, read from its text, so that new notes are
    compared with old ones. Without a file to write into, each is told at its line in the input.
    """
    if not made.notes:
        return ()
    checked, new = _checked(deck, into), {note.id for note in made.notes}
    found = [one for one in judge(checked) if _is_of_new(one, deck, new)]
    reasons = {} if into else {reason.id: reason for reason in made.reasons}
    told = sorted({_problem(checked, one, reasons, into) for one in found})
    return (
        *not_too_many(each for each in told if each.rule != _UNREVIEWED),
        *_to_review([each for each in told if each.rule == _UNREVIEWED]),
    )


def _checked(deck: Deck, into: Path | None) -> Checked:
    if into is None:
        return Checked(deck=deck)
    place = Place(into)
    media = named_media(place, deck, [])  # what is wrong with them is no quality: `check` tells
    return Checked(
        deck=deck,
        media={name: len(each.content) for name, each in media.items()},
        folder=names_in(place.media),
        folder_name=str(place.media),
    )


def _is_of_new(judged: Judged, deck: Deck, new: set[str]) -> bool:
    """Whether a new note takes part in it, or all notes are new and so is what the deck lacks."""
    places = judged.finding.notes
    return any(deck.notes[place].id in new for place in places) or (
        not places and len(new) == len(deck.notes)
    )


def _problem(
    checked: Checked, judged: Judged, reasons: Mapping[str, Reason], into: Path | None
) -> Problem:
    problem = problem_of(checked, judged)
    if into is not None:
        return problem
    places = judged.finding.notes
    reason = reasons.get(checked.deck.notes[places[0]].id) if places else None
    return replace(problem, line=reason.line if reason else 0)


def _to_review(found: list[Problem]) -> Iterator[Problem]:
    for first in found[:1]:
        lines = _listed(str(each.line) for each in found)
        yield Problem(
            file=first.file,
            line=first.line,
            rule=_UNREVIEWED,
            severity=Severity.INFO,
            message=f"1 note is marked `review: yes`, since the draft was not sure: line {lines}."
            if len(found) == 1
            else f"{len(found):,} notes are marked `review: yes`, since the draft was not sure: lines {lines}.",
            remedy="Read it, mend it, and remove `review`."
            if len(found) == 1
            else "Read each, mend it, and remove `review`.",
        )


def _listed(lines: Iterable[str]) -> str:
    """Return the lines once each, and no more of them than anybody reads."""
    each = list(dict.fromkeys(lines))
    return ", ".join(each[:_MOST_LINES]) + (" …" if len(each) > _MOST_LINES else "")
