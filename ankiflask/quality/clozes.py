"""Clozes that ask for nothing, and clozes that ask for everything."""

from collections.abc import Iterator
from itertools import islice

from ankiflask.cloze import HIDDEN, Deletion, seen
from ankiflask.quality.passages import Passage
from ankiflask.quality.rule import Finding, NoteView, QualityRule, of_notes
from ankiflask.quality.words import EMPTY, ENGLISH, STOP, WORD
from ankiflask.text import excerpt

_MOST = 4  # cards of one text
_LOOKED_AT = 20  # numbers
_CONTEXT_WORDS, _CONTEXT_SIGNS = 2, 8
_MOST_TOLD = 20  # findings of one text
_LONGEST_EMPTY = 200  # characters, blanks and the signs of other deletions among them


@QualityRule(
    id="Q009",
    name="trivial-cloze",
    reason="Where nothing is left around the gap, nothing tells what belongs there.",
    bad='cloze: "{{c1::Ulaanbaatar}}."',
    good='cloze: "The capital of Mongolia is {{c1::Ulaanbaatar}}."',
)
@of_notes
def _trivial(view: NoteView) -> Iterator[Finding]:
    for number in list(dict.fromkeys(each.number for each in view.deletions))[:_LOOKED_AT]:
        visible = seen(view.note.cloze, view.deletions, number)
        if not _has_context(visible) and not (view.note.picture or view.note.audio):
            yield Finding(
                key="cloze",
                message=f"With c{number} hidden the card shows only {excerpt(' '.join(visible.split()), 40)!r}.",
                remedy="Write a sentence around it, from which the hidden part follows.",
            )


def _has_context(visible: str) -> bool:
    signs = len("".join(visible.split()).replace(HIDDEN, ""))
    if signs >= _CONTEXT_SIGNS:
        return True
    found = [word for word in WORD.findall(visible) if word.lower() not in STOP]
    shows = Passage(visible).others or "`" in visible
    return len(found) >= _CONTEXT_WORDS or (bool(shows) and signs > 1)


@QualityRule(
    id="Q010",
    name="stop-word-cloze",
    reason="Grammar fills such a gap, so the card asks for no fact.",
    bad='cloze: "The Danube {{c1::is}} the longest river of the European Union."',
    good='cloze: "The {{c1::Danube}} is the longest river of the European Union."',
)
@of_notes
def _stop_word(view: NoteView) -> Iterator[Finding]:
    empty = [each for each in view.deletions if _hides_empty(view, each)]
    if not empty or ENGLISH.isdisjoint(view.read.words):
        return
    prose = view.passages["cloze"].prose
    shown = (each for each in empty if not prose[each.text_start : each.text_start + 1].isspace())
    for each in islice(shown, _MOST_TOLD):
        yield Finding(
            key="cloze",
            line=view.note.cloze.count("\n", 0, each.start),
            message=f"c{each.number} hides {view.said(each)!r}, a word that says nothing by itself.",
            remedy="Hide the word that carries the fact.",
        )


def _hides_empty(view: NoteView, deletion: Deletion) -> bool:
    """Whether a deletion hides a word of grammar. Capitals mean more: A minor, vitamin A, IT."""
    if deletion.text_end - deletion.text_start > _LONGEST_EMPTY:
        return False
    text = view.said(deletion).strip("*")
    return text.lower() in EMPTY and not text.isupper()


@QualityRule(
    id="Q011",
    name="too-many-clozes",
    reason="Each card of the text shows the answers of all the others.",
    bad='cloze: "{{c1::Mercury}}, {{c2::Venus}}, {{c3::Earth}}, {{c4::Mars}}, {{c5::Jupiter}}, …"',
    good='cloze: "The planet between Venus and Mars is {{c1::Earth}}."',
)
@of_notes
def _too_many(view: NoteView) -> Iterator[Finding]:
    numbers = {each.number for each in view.deletions}
    if len(numbers) > _MOST:
        yield Finding(
            key="cloze",
            message=f"The text makes {len(numbers)} cards, which are read so often that they answer each other.",
            remedy="Hide what counts, and make several notes of a long text.",
        )


RULES = (_trivial, _stop_word, _too_many)
