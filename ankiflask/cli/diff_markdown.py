"""A comparison as release notes: what learners need first, long lists folded."""

from collections.abc import Iterable, Iterator, Mapping

from ankiflask.cli.diff_words import (
    has_nothing,
    how_to_import,
    moves,
    reason_words,
    searches,
    summary,
)
from ankiflask.cli.markdown import code, escaped, marked
from ankiflask.compare import seen_marks, seen_text, word_marks
from ankiflask.values.release import ReleasedNote
from ankiflask.values.release_change import (
    ListChange,
    NoteChange,
    NoteTypeChange,
    ReleaseChange,
    Rename,
)
from ankiflask.values.text import beginning

_FOLDED = 10  # entries; a list of more is folded
_MOST = 120_000  # characters; GitHub takes 125,000
_ENTRIES = (
    1_000_000,
    300,
    100,
    30,
    10,
    0,
)  # of a list; the first number whose notes are short enough


def change_markdown(change: ReleaseChange) -> str:
    """Return the release notes. Lists are cut where the whole would be longer than GitHub takes."""
    told = ""
    for most in _ENTRIES:
        told = _notes(change, most)
        if len(told) <= _MOST:
            break
    return told


def _notes(change: ReleaseChange, most: int) -> str:
    blocks = [f"**{escaped(change.deck)}, {change.level}**: {summary(change)}."]
    sections = (
        ("For learners", _asks(change)),
        ("Added", [_titled(each) for each in change.added]),
        ("Changed", [_note(each) for each in change.changed]),
        ("Retired", _gone(change, change.retired)),
        ("Lost", _gone(change, change.lost)),
        ("Gone", _gone(change, change.gone)),
        ("Note types and decks", list(_around(change))),
    )
    for title, entries in sections:
        if entries:
            blocks += [f"## {title}", _list(entries, most)]
    return "\n\n".join(blocks)


def _list(entries: list[str], most: int) -> str:
    kept = entries[:most]
    if len(kept) < len(entries):
        kept.append(f"- and {len(entries) - len(kept):,} more")
    lines = "\n".join(kept)
    if len(entries) <= _FOLDED:
        return lines
    return f"<details><summary>{len(entries):,} entries</summary>\n\n{lines}\n\n</details>"


def _asks(change: ReleaseChange) -> list[str]:
    if has_nothing(change):
        return ["- Nothing changed for you."]
    told = [f"- {escaped(how_to_import(change.options))}"]
    told += [f"- {escaped(words)}: {code(search)}" for words, search in searches(change)]
    return told + [f"- *{each.level}*: {escaped(reason_words(each))}" for each in change.reasons]


def _titled(note: ReleasedNote) -> str:
    if not note.id:
        return f"- **{escaped(note.name)}**"
    title = beginning(" ".join(seen_text(note.headline).split()), 100)
    return f"- **{escaped(note.name)}** {escaped(title)}".rstrip()


def _gone(change: ReleaseChange, notes: Iterable[ReleasedNote]) -> list[str]:
    likes = {each.old.guid: each for each in change.renames}
    return [_titled(note) + _like(likes, note) for note in notes]


def _like(likes: Mapping[str, Rename], note: ReleasedNote) -> str:
    like = likes.get(note.guid)
    if like is None:
        return ""
    return f", much like the new **{escaped(like.new.name)}** ({like.likeness:.0%})"


def _note(change: NoteChange) -> str:
    return "\n".join([f"- **{escaped(change.new.name)}**", *_parts(change)])


def _parts(change: NoteChange) -> Iterator[str]:
    for text in change.fields:
        yield f"  - {escaped(text.what)}: {marked(seen_marks(text.old, text.new))}"
    if change.media:
        yield f"  - media changed: {escaped(', '.join(change.media))}"
    for what, lists in moves(change):
        if lists:
            yield f"  - {what}: {_lists(lists)}"
    if change.is_turned:
        yield "  - another note type"
    if change.old.guid != change.new.guid:
        yield "  - another GUID: a new note to Anki"


def _lists(lists: ListChange) -> str:
    went = [f"~~{escaped(each)}~~" for each in lists.removed]
    return " ".join((*went, *(f"**{escaped(each)}**" for each in lists.added)))


def _around(change: ReleaseChange) -> Iterator[str]:
    for note_type in change.note_types:
        yield "\n".join([f"- **{escaped(note_type.new.name)}**", *_look(note_type)])
    for deck in change.renamed_decks:
        yield f"- The deck ~~{escaped(deck.old)}~~ is now **{escaped(deck.new)}**"
    for text in change.descriptions:
        yield f"- {escaped(text.what)}, description: {marked(seen_marks(text.old, text.new))}"


def _look(change: NoteTypeChange) -> Iterator[str]:
    for what, lists in (("fields", change.fields), ("templates", change.templates)):
        if lists:
            yield f"  - {what} were: {escaped(', '.join(lists.removed))}"
            yield f"  - {what} are: {escaped(', '.join(lists.added))}"
    for each in change.names:
        yield f"  - {each.what} ~~{escaped(each.old)}~~ is now **{escaped(each.new)}**"
    for each in change.looks:
        yield f"  - {escaped(each.what)}: {marked(word_marks(each.old, each.new))}"
