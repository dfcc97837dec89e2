"""The notes that a user names beforehand."""

from collections.abc import Sequence

from ankiflask.package.model import Contents
from ankiflask.package.note_names import names_of
from ankiflask.sync.model import Choices


def unknown_choices(decks: Sequence[Contents], choices: Choices) -> tuple[str, ...]:
    """Return, sorted, the names among the choices that no note of the decks has."""
    chosen = choices.overwrite | choices.keep | choices.restore
    return tuple(sorted(chosen - {name for names in names_of(decks).values() for name in names}))
