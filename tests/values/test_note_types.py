"""What is frozen of the note types, and the second that goes with what is free."""

import json
import re
from hashlib import sha256

from ankiflask.anki.note_types import (
    CLOZE,
    EARLIER_NOTE_TYPES,
    NOTE_TYPES,
    QA,
    STYLE_SECOND,
    NoteType,
)
from ankiflask.deck.model import Kind


def frozen_hash(note_type: NoteType) -> str:
    frozen = [
        note_type.id,
        note_type.name,
        note_type.kind,
        [(field.name, field.id) for field in note_type.fields],
        [(template.name, template.id) for template in note_type.templates],
        note_type.sort_field,
    ]
    return sha256(json.dumps(frozen).encode()).hexdigest()[:16]


def earlier_hash(note_type: NoteType) -> str:
    frozen = [
        note_type.id,
        note_type.name,
        note_type.kind,
        [(field.name, field.id) for field in note_type.fields],
        [(template.name, template.id) for template in note_type.templates],
    ]
    return sha256(json.dumps(frozen).encode()).hexdigest()[:16]


def fronts_hash(note_type: NoteType) -> str:
    fronts = [(template.name, template.front) for template in note_type.templates]
    return sha256(json.dumps(fronts).encode()).hexdigest()[:16]


def free_hash() -> str:
    free = [
        [
            note_type.css,
            [(template.front, template.back) for template in note_type.templates],
            [dict(field.options) for field in note_type.fields],
        ]
        for note_type in NOTE_TYPES.values()
    ]
    return sha256(json.dumps(free).encode()).hexdigest()[:16]


def test_ids_fields_and_templates_are_frozen() -> None:
    """If this fails, the change is wrong: it would split every learner's notes."""
    assert frozen_hash(QA) == "9ba5238d063da4da"
    assert frozen_hash(CLOZE) == "d48504da060b9bf6"


def test_fronts_are_frozen() -> None:
    """If this fails, the change is wrong: a new front makes Anki duplicate learners' cards.

    tests/anki/test_restyled_note_types.py shows it.
    """
    assert fronts_hash(QA) == "685456954769baac"
    assert fronts_hash(CLOZE) == "0d61900a4745e4c1"


def test_who_changes_the_style_moves_its_second() -> None:
    """If this fails, move STYLE_SECOND to now and write the new pair here."""
    assert (STYLE_SECOND, free_hash()) == (1_796_105_680, "6f5445256f06c545")


def test_the_fields_are_those_of_the_design() -> None:
    common = "Example,Note,See,Hint,Picture,Audio,Typed,Context"
    last = "Difficulty,Topics,Spare 1,Spare 2,Spare 3,Spare 4,ID,Sync"
    qa = f"Question,Answer,{common},Reverse,Reverse answer,Reverse typed,{last}"
    assert ",".join(field.name for field in QA.fields) == qa
    assert ",".join(field.name for field in CLOZE.fields) == f"Text,{common},{last}"
    assert QA.sort_field == CLOZE.sort_field == 0
    assert [template.name for template in QA.templates] == ["Forward", "Reverse", "Spare"]
    assert [template.name for template in CLOZE.templates] == ["Cloze"]
    assert set(NOTE_TYPES) == set(Kind)


EARLIER_QA = "ID,Question,Answer,Example,Note,See,Difficulty,Topics,Hint,Picture,Audio,Reverse,Typed,Spare 1,Spare 2,Sync"


def test_what_0_1_had_is_known_again() -> None:
    """Fields and templates keep their ids: with new ones an import empties the fields of edited notes."""
    qa, cloze = EARLIER_NOTE_TYPES[Kind.QA], EARLIER_NOTE_TYPES[Kind.CLOZE]
    assert (qa.name, qa.id) == ("ankiflask Q&A", 1_073_039_202_725)
    assert (cloze.name, cloze.id) == ("ankiflask Cloze", 1_196_757_495_160)
    assert [field.name for field in qa.fields] == EARLIER_QA.split(",")
    for old, new, frozen in ((qa, QA, "52ce3fea3a5a7401"), (cloze, CLOZE, "e6f3deb7703ea989")):
        assert earlier_hash(old) == frozen
        assert {field.id for field in old.fields} < {field.id for field in new.fields}
        assert {each.id for each in old.templates} == {each.id for each in new.templates}
        assert old.name != new.name
        assert old.id != new.id


def test_no_template_has_a_word_of_any_language() -> None:
    for note_type in (QA, CLOZE):
        for template in note_type.templates:
            for side in (template.front, template.back):
                assert re.sub(r"<[^>]*>|\{\{[^}]*\}\}|\s", "", side) in ("", "?")


def test_ids_are_unique_and_exact_in_javascript() -> None:
    ids = [note_type.id for note_type in (QA, CLOZE)]
    ids += [field.id for note_type in (QA, CLOZE) for field in note_type.fields]
    ids += [template.id for note_type in (QA, CLOZE) for template in note_type.templates]
    assert len(set(ids)) == len(ids)
    assert max(ids) < 2**53


def test_id_and_sync_are_guarded_against_a_slip() -> None:
    for note_type in (QA, CLOZE):
        first, last = note_type.fields[-2:]
        assert first.options == {"preventDeletion": True, "collapsed": True}
        assert last.options == {**first.options, "excludeFromSearch": True}


def test_the_style_loads_nothing() -> None:
    for note_type in (QA, CLOZE):
        texts = [note_type.css]
        texts += [side for each in note_type.templates for side in (each.front, each.back)]
        for loading in ("url(", "@import", "http", "<script", "<link"):
            assert not any(loading in text for text in texts)
