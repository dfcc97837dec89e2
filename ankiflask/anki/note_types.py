"""The two note types.

Frozen: ids, names, fields with their count and order, templates, their fronts, kinds, the sort field.

A learner's collection knows a note type by these numbers. With one field or template more, fewer or
moved, Anki calls every note conflicting and leaves a second note type beside the first. With another
front it makes the cards of all notes again, and since 25.09 some of them twice. With another sort
field it stamps all notes with the learner's clock, and later updates never arrive.

What may change: the CSS, the backs of the templates, the options of the fields. Whoever changes one of
these moves STYLE_SECOND, or no learner gets it; a test holds the two together.

For later decks there are spare fields: `Spare 1` is an element of the fronts of Forward and Cloze,
`Spare 2` is the question of the card Spare, which exists where that field is filled, `Spare 3` is the
attribute `data-spare` of every side, and `Spare 4` is free for backs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.anki.styling import CSS
from ankiflask.deck.model import Kind

STYLE_SECOND = 1_796_105_680  # 2026-12-01, when the CSS or a template last changed

OWN_FIELDS = frozenset({"ID", "Sync"})  # what a note is, and what we last wrote into it
DERIVED_FIELDS = OWN_FIELDS | {"Difficulty", "Topics"}  # the last two follow from the tags
_GUARDED: Mapping[str, bool] = {"preventDeletion": True, "collapsed": True}
_SPARE: Mapping[str, bool] = {"collapsed": True}
_HIDDEN: Mapping[str, bool] = {**_GUARDED, "excludeFromSearch": True}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a note type; `options` are Anki's own names for its switches."""

    name: str
    id: int
    options: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Template:
    """A card of a note type, front and back."""

    name: str
    id: int
    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteType:
    """A note type as Anki knows it. `sort_field` counts from 0."""

    name: str
    id: int
    kind: Kind
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    css: str = CSS
    sort_field: int = 0

    @property
    def text_names(self) -> tuple[str, ...]:
        """The names of the fields but for those by which ankiflask knows a note again."""
        return tuple(field.name for field in self.fields if field.name not in OWN_FIELDS)


# What a later stylesheet may want to show or to tell apart is in classes and attributes of the fronts.
# No template has a word of any language, or `{{Deck}}`: Anki puts a deck's name in as HTML.
def _sheet(side: str, card: str, *parts: str) -> str:
    opening = (
        f'<div class="sheet {side} {card}" data-difficulty="{{{{Difficulty}}}}"'
        ' data-topics="{{Topics}}" data-id="{{ID}}" data-spare="{{Spare 3}}">'
    )
    return "\n".join((opening, *parts, "</div>"))


def _if(field: str, html: str) -> str:
    return f"{{{{#{field}}}}}{html}{{{{/{field}}}}}"


def _unless(field: str, html: str) -> str:
    return f"{{{{^{field}}}}}{html}{{{{/{field}}}}}"


def _text(css: str, field: str) -> str:
    return f'<div class="{css}" dir="auto">{{{{{field}}}}}</div>'


def _typed(field: str) -> str:
    return _if(field, f'<div class="typed">{{{{type:{field}}}}}</div>')


_CONTEXT = _if("Context", _text("context", "Context"))
_PICTURE = _if("Picture", '<div class="picture">{{Picture}}</div>')
_HINT = '<details class="hint"><summary>?</summary><div dir="auto">{{Hint}}</div></details>'
_LINE = '<hr id="answer">'
_FRONT_EXTRAS = (
    _PICTURE,
    _if("Audio", '<div class="audio">{{Audio}}</div>'),
    _if("Hint", _HINT),
    _if("Spare 1", _text("spare", "Spare 1")),
    _typed("Typed"),
)
_FOOT = (
    '<div class="foot"><span class="difficulty" data-difficulty="{{Difficulty}}"></span>'
    '<span class="topics">{{Topics}}</span> <span class="id">{{ID}}</span></div>'
)
_DETAILS = (
    _if("Example", '<div class="example">{{Example}}</div>'),
    _if("Note", _text("note", "Note")),
    _if("See", _text("see", "See")),
    _FOOT,
)

_FORWARD = _text("question", "Question")
_REVERSE = _text("question", "Reverse")
_REVERSE_ANSWER = (
    _if("Reverse answer", _text("answer", "Reverse answer")),
    _unless("Reverse answer", _text("answer", "Question")),
    _if("Reverse answer", _text("other", "Question")),
    _text("other", "Answer"),
)
_SPARE_QUESTION = _text("question", "Spare 2")
_CLOZE = _text("question", "cloze:Text")

QA = NoteType(
    name="ankiflask Question",
    id=1_176_924_394_478,
    kind=Kind.QA,
    fields=(
        Field("Question", 2_928_028_365_210_774),
        Field("Answer", 7_249_716_685_059_735),
        Field("Example", 8_036_443_617_754_895),
        Field("Note", 2_522_877_257_015_986),
        Field("See", 4_668_420_383_098_465),
        Field("Hint", 2_733_090_606_351_417),
        Field("Picture", 7_145_467_590_077_377),
        Field("Audio", 1_138_044_959_331_223),
        Field("Typed", 5_375_171_093_058_507),
        Field("Context", 4_900_529_676_787_867),
        Field("Reverse", 8_648_118_722_035_513),
        Field("Reverse answer", 275_959_315_742_881),
        Field("Reverse typed", 1_687_707_148_121_639),
        Field("Difficulty", 1_466_898_795_988_569),
        Field("Topics", 7_565_609_787_919_247),
        Field("Spare 1", 6_709_111_296_931_614, _SPARE),
        Field("Spare 2", 116_592_385_358_023, _SPARE),
        Field("Spare 3", 5_708_996_727_632_929, _SPARE),
        Field("Spare 4", 5_404_179_587_996_139, _SPARE),
        Field("ID", 1_177_464_323_419_377, _GUARDED),
        Field("Sync", 1_793_093_068_111_542, _HIDDEN),
    ),
    templates=(
        Template(
            "Forward",
            3_437_587_842_685_701,
            _if("Question", _sheet("front", "forward", _CONTEXT, _FORWARD, *_FRONT_EXTRAS)),
            _sheet(
                *("back", "forward", _CONTEXT, _FORWARD, _PICTURE, _LINE, _typed("Typed")),
                *(_text("answer", "Answer"), *_DETAILS),
            ),
        ),
        Template(
            "Reverse",
            8_853_815_397_461_469,
            _if("Reverse", _sheet("front", "reverse", _REVERSE, _typed("Reverse typed"))),
            _sheet(
                *("back", "reverse", _REVERSE, _LINE, _typed("Reverse typed")),
                *(*_REVERSE_ANSWER, _CONTEXT, _PICTURE, *_DETAILS),
            ),
        ),
        Template(
            "Spare",
            2_343_204_474_007_395,
            _if("Spare 2", _sheet("front", "spare-card", _SPARE_QUESTION)),
            _sheet(
                *("back", "spare-card", _SPARE_QUESTION, _LINE),
                *(_if("Spare 4", _text("answer", "Spare 4")), *_DETAILS),
            ),
        ),
    ),
)

CLOZE = NoteType(
    name="ankiflask Cloze deletion",
    id=1_018_157_118_148,
    kind=Kind.CLOZE,
    fields=(
        Field("Text", 2_805_365_429_201_641),
        Field("Example", 8_262_358_867_301_184),
        Field("Note", 8_171_219_888_242_312),
        Field("See", 4_961_613_486_445_414),
        Field("Hint", 1_021_892_628_680_187),
        Field("Picture", 2_030_027_421_450_154),
        Field("Audio", 6_726_195_277_523_924),
        Field("Typed", 8_879_186_031_566_853),
        Field("Context", 4_567_482_020_631_895),
        Field("Difficulty", 7_033_668_941_392_270),
        Field("Topics", 2_694_647_237_143_813),
        Field("Spare 1", 2_394_736_704_429_516, _SPARE),
        Field("Spare 2", 5_395_154_117_393_678, _SPARE),
        Field("Spare 3", 4_030_393_152_201_772, _SPARE),
        Field("Spare 4", 3_488_792_203_618_660, _SPARE),
        Field("ID", 3_657_484_649_385_884, _GUARDED),
        Field("Sync", 7_628_126_481_522_313, _HIDDEN),
    ),
    templates=(
        Template(
            "Cloze",
            6_092_050_759_883_162,
            _sheet("front", "cloze-card", _CONTEXT, _CLOZE, *_FRONT_EXTRAS),
            _sheet(
                *("back", "cloze-card", _CONTEXT, _CLOZE, _PICTURE, _LINE, _typed("Typed")),
                *_DETAILS,
            ),
        ),
    ),
)

NOTE_TYPES: Mapping[Kind, NoteType] = {Kind.QA: QA, Kind.CLOZE: CLOZE}


def _earlier(note_type: NoteType, name: str, number: int, fields: str) -> NoteType:
    """Return a note type of ankiflask 0.1. Its fields and templates have the ids that they have now."""
    names = [each.strip() for each in fields.split(",")]
    by_name = {field.name: field for field in note_type.fields}
    return NoteType(
        name=name,
        id=number,
        kind=note_type.kind,
        fields=tuple(by_name[each] for each in names),
        templates=note_type.templates,
        sort_field=1,
    )


# Of packages and collections of ankiflask 0.1: read, never written.
EARLIER_NOTE_TYPES: Mapping[Kind, NoteType] = {
    Kind.QA: _earlier(
        QA,
        "ankiflask Q&A",
        1_073_039_202_725,
        "ID, Question, Answer, Example, Note, See, Difficulty, Topics, Hint, Picture, Audio, Reverse, Typed,"
        " Spare 1, Spare 2, Sync",
    ),
    Kind.CLOZE: _earlier(
        CLOZE,
        "ankiflask Cloze",
        1_196_757_495_160,
        "ID, Text, Example, Note, See, Difficulty, Topics, Hint, Picture, Audio, Typed, Spare 1, Spare 2, Sync",
    ),
}
_EVERY = (*NOTE_TYPES.values(), *EARLIER_NOTE_TYPES.values())
ALL_NOTE_TYPES: Mapping[int, NoteType] = {note_type.id: note_type for note_type in _EVERY}
