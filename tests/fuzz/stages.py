"""Every part of ankiflask that takes a text, found in the code itself, so that later ones are covered too."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import ankiflask
from ankiflask.anki.collection import CollectionField, CollectionNoteType, CollectionTemplate
from ankiflask.clock import ModTime
from ankiflask.deck.lock import fingerprint
from ankiflask.deck.model import Deck, Difficulty, Kind, Note
from ankiflask.deck.reader import read_deck
from ankiflask.drafting.deck_text import append, deck_file
from ankiflask.drafting.english.clause import main_clause
from ankiflask.drafting.english.tokens import Token, tokens
from ankiflask.drafting.english.vocabulary import Vocabulary, learn
from ankiflask.drafting.questions.asking import RULES as DRAFTING_RULES
from ankiflask.drafting.questions.rule import Reading
from ankiflask.drafting.ready_notes import notes_of
from ankiflask.identity import NoteId
from ankiflask.pipeline.draft import quality_of_new
from ankiflask.preview.filters import FILTERS
from ankiflask.preview.model import Preview, Sheet
from ankiflask.preview.page import page
from ankiflask.preview.showing import shown
from ankiflask.problems import Source
from ankiflask.quality.fixing import mend, mendable
from ankiflask.quality.judging import TABLE
from ankiflask.quality.rule import Checked
from ankiflask.releases.word_diff import seen_marks, word_marks
from ankiflask.render.note import anki_note, new_line
from ankiflask.sources.formats import FORMS
from ankiflask.sources.read import material_of

Stage = Callable[[str], object]

# They ask the disk, a process or the network, or import what no environment of ours has.
_OUTSIDE = (
    "cli.streams",
    "files",
    "rehearsal.anki",
    "rehearsal.commands",
    "rehearsal.learner",
    "rehearsal.process",
    "pipeline",
    "cli.app",
    "examples.inside",
    "examples.net",
    "examples.run",
)


def stages() -> Mapping[str, Stage]:
    """Return each stage by a name that says where it is."""
    return {**dict(_functions()), **_READERS, **_DRAFTING, **_QUALITY, **_PREVIEW, **_OTHERS}


def _functions() -> Iterator[tuple[str, Stage]]:
    """Yield every public function that needs nothing but texts, or what can be made of a text."""
    for found in pkgutil.walk_packages(ankiflask.__path__, "ankiflask."):
        name = found.name.removeprefix("ankiflask.")
        if name.endswith("__main__") or name.startswith(_OUTSIDE):
            continue
        module = importlib.import_module(found.name)
        for called, function in vars(module).items():
            is_own = getattr(function, "__module__", "") == found.name
            if is_own and not called.startswith("_") and _takes_text(function):
                yield f"{name}.{called}", _called(function)


def _arguments(text: str) -> Mapping[Any, Any]:
    """Return a value for each type of parameter that can be made of a text."""
    return {
        str: lambda: text,
        str | bytes: lambda: text,
        bytes: text.encode,
        Source: lambda: Source("a.txt", text),
        Vocabulary: lambda: learn([text]),
        Sequence[str]: lambda: text.split("\n"),
        Sequence[Token]: lambda: tokens(text),
        frozenset[str]: frozenset,
        tuple[str, ...]: lambda: ("question", "answer"),
        int: lambda: 1,
        bool: lambda: False,
    }


def _needed(function: Any) -> list[inspect.Parameter]:
    every = inspect.signature(function).parameters.values()
    return [each for each in every if each.default is each.empty]


def _takes_text(function: Any) -> bool:
    if not inspect.isfunction(inspect.unwrap(function)):
        return False
    kinds = [each.annotation for each in _needed(function)]
    known = _arguments("").keys()
    return bool({str, bytes, Source, str | bytes} & {*kinds}) and all(
        each in known for each in kinds
    )


def _called(function: Any) -> Stage:
    needed = _needed(function)
    bare = inspect.unwrap(function)  # what is kept would be asked only once

    def call(text: str) -> object:
        made = _arguments(text)
        given = {each.name: made[each.annotation]() for each in needed}
        return bare(**given)

    return call


def _drafted(form: str) -> Stage:
    """Return the whole way of a text to a deck file, and to one that has notes already."""

    def stage(text: str) -> object:
        material = material_of(Source("a.txt", text), form)
        made = notes_of(material, material.statements.statements, {})
        deck = Deck(file="deck.yaml", name="A", uid="aa", notes=made.notes)
        if not deck.notes:
            return None
        written = deck_file(deck)
        append(Source("deck.yaml", written), deck.notes)
        return quality_of_new(deck, made, None)

    return stage


def _asked(ask: Callable[[Reading], object]) -> Stage:
    def stage(text: str) -> object:
        vocabulary = learn([text])
        return ask(Reading(text, text, main_clause(text, vocabulary), vocabulary))

    return stage


def _judged(check: Callable[[Checked], Any], deck: Callable[[str], Deck]) -> Stage:
    return lambda text: list(check(Checked(deck=deck(text))))


def _one_text(text: str) -> Deck:
    """Return a deck of two notes that hold nothing but the text."""
    easy, lines = Difficulty.EASY, dict.fromkeys(("id", "question", "answer", "cloze", "note"), 1)
    cloze = Note(
        id=NoteId("cloze"), kind=Kind.CLOZE, difficulty=easy, cloze=text, note=text, lines=lines
    )
    question = Note(
        id=NoteId("qa"),
        kind=Kind.QA,
        difficulty=easy,
        question=text,
        answer=text,
        reverse=text,
        hint=text,
        lines=lines,
    )
    return _deck((question, cloze))


def _many_notes(text: str) -> Deck:
    """Return a deck with a note for each line or, where there is none, for some characters."""
    pieces = (
        text.split("\n") if "\n" in text else [text[at : at + 40] for at in range(0, len(text), 40)]
    )
    return _deck(
        tuple(
            Note(id=NoteId(f"n-{place}"), kind=Kind.QA, difficulty=Difficulty.EASY, question=piece, answer=piece, topics=(f"t-{piece[:9]}",))
            for place, piece in enumerate(pieces)
        )
    )  # fmt: skip


def _deck(notes: tuple[Note, ...]) -> Deck:
    return Deck(file="deck.yaml", name="A", uid="aa", notes=notes)


def _mended(text: str) -> object:
    deck = _one_text(text)
    checked = Checked(deck=deck)
    return mend(checked, f"question: |\n  {text}", mendable(checked))


def _card(front: str, field: str) -> object:
    templates = (CollectionTemplate("Card 1", None, front, "{{FrontSide}}{{A}}"),)
    note_type = CollectionNoteType(
        id=1, name="A", is_cloze="cloze" in front, sort_field=0, second=0,
        fields=(CollectionField("A", None),), templates=templates, css=front,
    )  # fmt: skip
    sheet = Sheet(
        link="1", uid="aa", deck="D", note_type=note_type, fields=(field,), tags=(field,), ordinal=0
    )
    card = shown(sheet)
    return page(Preview(title=card.link, cards=(card,), media={}, problems=()))


def _made(text: str) -> object:
    deck = _one_text(text)
    return [
        (
            anki_note(deck, note, new_line(note, ModTime(0)), position=1, media={}),
            fingerprint("aa", note, {}),
        )
        for note in deck.notes
    ]


def _yaml(value: str) -> Stage:
    head = "deck: A\nuid: aa\nnotes:\n  - id: one\n    question: "
    return lambda text: read_deck(Source("deck.yaml", f"{head}{value.format(text)}"))


_READERS: Mapping[str, Stage] = {
    f"input: {form}": lambda text, form=form: material_of(Source("a.txt", text), form)
    for form in ("", *FORMS)
} | {f"deck.yaml: {value!r}": _yaml(value) for value in ("{}", '"{}"', "'{}'", "|\n      {}", "[{}]")}  # fmt: skip
_DRAFTING: Mapping[str, Stage] = {f"draft: {form}": _drafted(form) for form in FORMS} | {
    f"draft: {rule.id}": _asked(rule.ask) for rule in DRAFTING_RULES
}
_QUALITY: Mapping[str, Stage] = {
    f"check: {rule.id} of {kind.__name__}": _judged(check, kind)
    for rule, check in TABLE
    for kind in (_one_text, _many_notes)
} | {"check --fix": _mended}
_PREVIEW: Mapping[str, Stage] = {
    f"filter: {name}": lambda text, name=name: _card(f"{{{{{name}:A}}}}", text) for name in FILTERS
} | {
    "template": lambda text: _card(text, "{{c1::a}}"),
    "template with a field": lambda text: _card("{{A}}" + text + "{{A}}", text),
}
_OTHERS: Mapping[str, Stage] = {
    "cards of a note": _made,
    "words that differ": lambda text: word_marks(text, text[::2]),
    "fields that differ": lambda text: seen_marks(text, text.swapcase()),
}
