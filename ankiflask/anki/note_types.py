"""The two note types.

Ids, names of fields, their count and order, templates, their fronts and kinds are frozen.

A learner's collection knows a note type by these numbers: one field or template more, fewer or
moved, and Anki calls every note conflicting and leaves a second note type beside the first. With
another front Anki makes the cards of all notes anew, and since 25.09 makes some of them twice, once
its database has statistics (Check Database gathers them): it expects a note's cards in a row.

What may change: the CSS, the backs of the templates, the sort field, the options of the fields. Who
changes one of these moves STYLE_SECOND, or no learner gets it; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ankiflask.anki.styling import CSS
from ankiflask.deck.model import Kind

STYLE_SECOND = 1_795_374_805  # 2026-11-22, when the CSS or a template last changed

_GUARDED: Mapping[str, bool] = {"preventDeletion": True, "collapsed": True}
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
    sort_field: int = 1


# Fronts are frozen. So they hold, in classes and attributes, all that a later stylesheet may want to
# show or to tell apart, and `spare` for a field that a later deck shows there. What is shown by CSS
# (`attr(data-difficulty)`) is no text: Anki's lists of cards begin with the question.
_OPEN = """<div class="sheet {side} {kind}" data-difficulty="{{{{Difficulty}}}}" data-topics="{{{{Topics}}}}" data-id="{{{{ID}}}}">
<div class="top" data-difficulty="{{{{Difficulty}}}}" data-topics="{{{{Topics}}}}" data-id="{{{{ID}}}}"></div>
<div class="question" dir="auto">{{{{{question}}}}}</div>"""

_PICTURE = """
{{#Picture}}<div class="picture">{{Picture}}</div>{{/Picture}}"""

_SPARE = """
{{#Spare 1}}<div class="spare" dir="auto">{{Spare 1}}</div>{{/Spare 1}}"""

_TYPED = """
{{#Typed}}<div class="typed">{{type:Typed}}</div>{{/Typed}}"""

_EXTRAS = (
    _PICTURE
    + """
{{#Audio}}<div class="audio">{{Audio}}</div>{{/Audio}}
{{#Hint}}<details class="hint"><summary>Hint</summary><div dir="auto">{{Hint}}</div></details>{{/Hint}}"""
    + _SPARE
    + _TYPED
)

_CLOSE = """
</div>"""

_LINE = """
<hr id="answer">"""

# No `{{Deck}}`: Anki puts a deck's name in as HTML, and a name may hold any sign.
_DETAILS = """
{{#Example}}<div class="example">{{Example}}</div>{{/Example}}
{{#Note}}<div class="note" dir="auto">{{Note}}</div>{{/Note}}
{{#See}}<div class="see">{{See}}</div>{{/See}}
<div class="foot"><span class="topics">{{Topics}}</span>
<span class="id">{{ID}}</span></div>
</div>"""


def _opened(side: str, kind: str, question: str) -> str:
    return _OPEN.format(side=side, kind=kind, question=question)


def _where(field: str, html: str) -> str:
    return f"{{{{#{field}}}}}{html}{{{{/{field}}}}}"


_FORWARD_FRONT = _where("Question", _opened("front", "forward", "Question") + _EXTRAS + _CLOSE)

_FORWARD_BACK = (
    _opened("back", "forward", "Question")
    + _PICTURE
    + _LINE
    + _TYPED
    + """
<div class="answer" dir="auto">{{Answer}}</div>"""
    + _DETAILS
)

_REVERSE_FRONT = _where("Reverse", _opened("front", "reverse", "Reverse") + _SPARE + _CLOSE)

_REVERSE_BACK = (
    _opened("back", "reverse", "Reverse")
    + _LINE
    + _PICTURE
    + """
<div class="answer asked" dir="auto">{{Question}}</div>
<div class="answer" dir="auto">{{Answer}}</div>"""
    + _DETAILS
)

_SPARE_FRONT = _where(
    "Spare 1", _where("Spare 2", _opened("front", "spare-card", "Spare 1") + _CLOSE)
)

_SPARE_BACK = (
    _opened("back", "spare-card", "Spare 1")
    + _LINE
    + """
<div class="answer" dir="auto">{{Spare 2}}</div>"""
    + _DETAILS
)

_CLOZE_FRONT = _opened("front", "cloze-card", "cloze:Text") + _EXTRAS + _CLOSE

_CLOZE_BACK = _opened("back", "cloze-card", "cloze:Text") + _PICTURE + _LINE + _TYPED + _DETAILS

QA = NoteType(
    name="ankiflask Q&A",
    id=1_073_039_202_725,
    kind=Kind.QA,
    fields=(
        Field("ID", 1_177_464_323_419_377, _GUARDED),
        Field("Question", 2_928_028_365_210_774),
        Field("Answer", 7_249_716_685_059_735),
        Field("Example", 8_036_443_617_754_895),
        Field("Note", 2_522_877_257_015_986),
        Field("See", 4_668_420_383_098_465),
        Field("Difficulty", 1_466_898_795_988_569),
        Field("Topics", 7_565_609_787_919_247),
        Field("Hint", 2_733_090_606_351_417),
        Field("Picture", 7_145_467_590_077_377),
        Field("Audio", 1_138_044_959_331_223),
        Field("Reverse", 8_648_118_722_035_513),
        Field("Typed", 5_375_171_093_058_507),
        Field("Spare 1", 6_709_111_296_931_614),
        Field("Spare 2", 116_592_385_358_023),
        Field("Sync", 1_793_093_068_111_542, _HIDDEN),
    ),
    templates=(
        Template("Forward", 3_437_587_842_685_701, _FORWARD_FRONT, _FORWARD_BACK),
        Template("Reverse", 8_853_815_397_461_469, _REVERSE_FRONT, _REVERSE_BACK),
        Template("Spare", 2_343_204_474_007_395, _SPARE_FRONT, _SPARE_BACK),
    ),
)

CLOZE = NoteType(
    name="ankiflask Cloze",
    id=1_196_757_495_160,
    kind=Kind.CLOZE,
    fields=(
        Field("ID", 3_657_484_649_385_884, _GUARDED),
        Field("Text", 2_805_365_429_201_641),
        Field("Example", 8_262_358_867_301_184),
        Field("Note", 8_171_219_888_242_312),
        Field("See", 4_961_613_486_445_414),
        Field("Difficulty", 7_033_668_941_392_270),
        Field("Topics", 2_694_647_237_143_813),
        Field("Hint", 1_021_892_628_680_187),
        Field("Picture", 2_030_027_421_450_154),
        Field("Audio", 6_726_195_277_523_924),
        Field("Typed", 8_879_186_031_566_853),
        Field("Spare 1", 2_394_736_704_429_516),
        Field("Spare 2", 5_395_154_117_393_678),
        Field("Sync", 7_628_126_481_522_313, _HIDDEN),
    ),
    templates=(Template("Cloze", 6_092_050_759_883_162, _CLOZE_FRONT, _CLOZE_BACK),),
)

NOTE_TYPES: Mapping[Kind, NoteType] = {Kind.QA: QA, Kind.CLOZE: CLOZE}
