"""The cloze numbers of a text: a card each."""

from ankiflask.cards import blocks
from ankiflask.cards.deletions import raw_numbers
from ankiflask.cards.markdown import parse
from ankiflask.cards.writing import Writer


def cloze_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a text's deletions, each once, in order.

    They are those that Anki finds in the rendered text, if it renders without faults.
    """
    if "\\" not in text:  # nothing is escaped, so every beginning is one
        return tuple(sorted(raw_numbers(text)))
    writer = Writer({}, is_cloze=True)
    blocks.write(parse(text), writer)
    return tuple(sorted(writer.deletions.numbers))
