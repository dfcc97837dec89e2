"""A comparison as a person reads it on a terminal."""

from collections.abc import Iterable, Iterator

import click

from ankiflask.cli.diff_words import (
    has_nothing,
    how_to_import,
    moves,
    reason_words,
    searches,
    summary,
)
from ankiflask.cli.marks import shown
from ankiflask.cli.streams import printable
from ankiflask.problems import Severity
from ankiflask.releases.model import (
    Level,
    ListChange,
    NoteChange,
    NoteTypeChange,
    ReleaseChange,
    ReleasedNote,
    TextChange,
)
from ankiflask.releases.plain import seen_marks, seen_text
from ankiflask.releases.word_diff import word_marks
from ankiflask.text import count, excerpt

_COLOURS = {Level.MAJOR: "red", Level.MINOR: "yellow", Level.PATCH: "green", Level.NONE: "green"}


def change_text(change: ReleaseChange) -> str:
    """Return the whole report, with word marks."""
    names = printable(f"{change.deck}, {change.old} to {change.new}")
    level = click.style(change.level, fg=_COLOURS[change.level], bold=True)
    blocks = [f"{click.style(names, bold=True)}: {level}", summary(change)]
    sections = (
        ("For learners", _asks(change)),
        ("Wrong with the release", _wrong(change)),
        ("Added", _added(change)),
        ("Changed", (line for each in change.changed for line in _note(each))),
        ("Retired", _gone(change, change.retired)),
        ("Lost", _gone(change, change.lost)),
        ("Gone", _gone(change, change.gone)),
        ("Note types and decks", _around(change)),
    )
    for title, found in sections:
        lines = list(found)
        if lines:
            blocks.append("\n".join(["", click.style(title, bold=True), *lines]))
    return "\n".join(blocks)


def _asks(change: ReleaseChange) -> Iterator[str]:
    for reason in change.reasons:
        words = printable(reason_words(reason))
        yield f"  {click.style(f'{reason.level:6}', fg=_COLOURS[reason.level])} {words}"
    if has_nothing(change):
        yield "  Nothing changed for them."
        return
    yield f"  {how_to_import(change.options)}"
    for words, search in searches(change):
        yield f"  {words}:"
        yield f"      {printable(search)}"


def _wrong(change: ReleaseChange) -> Iterator[str]:
    for problem in change.problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        kind = click.style(f"{problem.severity}:", fg=colour, bold=True)
        yield f"  {kind} {printable(problem.words)} [{problem.rule}]"
    if change.unseen:
        yield f"  {count(len(change.unseen), 'note')} differ in markup alone, and will with their next change."


def _added(change: ReleaseChange) -> Iterator[str]:
    for note in change.added:
        yield _titled(note, "green")


def _titled(note: ReleasedNote, colour: str) -> str:
    title = f"  {excerpt(_line(seen_text(note.headline)), 72)}" if note.id else ""
    return f"  {click.style(printable(note.name), fg=colour)}{printable(title)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _gone(change: ReleaseChange, notes: Iterable[ReleasedNote]) -> Iterator[str]:
    likes = {each.old.guid: each for each in change.renames}
    for note in notes:
        like = likes.get(note.guid)
        says = f"  (much like the new {like.new.name}: {like.likeness:.0%})" if like else ""
        yield f"{_titled(note, 'magenta')}{printable(says)}"


def _note(change: NoteChange) -> Iterator[str]:
    never = (
        "" if change.arrives or not change.has_content else click.style("  never arrives", fg="red")
    )
    other = "  (another GUID)" if change.old.guid != change.new.guid else ""
    yield f"  {click.style(printable(change.new.name), fg='cyan')}{other}{never}"
    if change.is_turned:
        yield "      another note type"
    for text in change.fields:
        yield f"      {printable(text.what)}: {shown(seen_marks(text.old, text.new))}"
    if change.media:
        yield f"      media changed: {printable(', '.join(change.media))}"
    for what, lists in moves(change):
        if lists:
            yield f"      {what}: {_lists(lists)}"


def _lists(lists: ListChange) -> str:
    went = [click.style(f"-{printable(each)}", fg="red") for each in lists.removed]
    came = [click.style(f"+{printable(each)}", fg="green") for each in lists.added]
    return " ".join((*went, *came))


def _around(change: ReleaseChange) -> Iterator[str]:
    for note_type in change.note_types:
        yield from _note_type(note_type)
    for deck in change.renamed_decks:
        yield f"  deck {printable(deck.old)} is now {printable(deck.new)}"
    for text in change.descriptions:
        yield f"  {printable(text.what)}, description: {shown(seen_marks(text.old, text.new))}"
    if change.media:
        yield f"  media changed: {printable(', '.join(change.media))}"


def _note_type(change: NoteTypeChange) -> Iterator[str]:
    yield f"  {click.style(printable(change.new.name), fg='cyan')}"
    for what, lists in (("fields", change.fields), ("templates", change.templates)):
        if lists:
            yield f"      {what} were: {printable(', '.join(lists.removed))}"
            yield f"      {what} are:  {printable(', '.join(lists.added))}"
    for each in change.names:
        yield f"      {each.what} {printable(each.old)} is now {printable(each.new)}"
    for each in change.looks:
        yield f"      {printable(each.what)}: {_raw(each)}"


def _raw(change: TextChange) -> str:
    return shown(word_marks(change.old, change.new))
