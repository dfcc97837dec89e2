"""What is frozen of the note types, and the second that goes with what is free."""

import json
from hashlib import sha256

from ankiflask.anki.note_types import CLOZE, NOTE_TYPES, QA, STYLE_SECOND, NoteType
from ankiflask.deck.model import Kind


def frozen_hash(note_type: NoteType) -> str:
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
            note_type.sort_field,
            [dict(field.options) for field in note_type.fields],
        ]
        for note_type in NOTE_TYPES.values()
    ]
    return sha256(json.dumps(free).encode()).hexdigest()[:16]


def test_ids_fields_and_templates_are_frozen() -> None:
    """If this fails, the change is wrong: it would split every learner's notes."""
    assert frozen_hash(QA) == "52ce3fea3a5a7401"
    assert frozen_hash(CLOZE) == "e6f3deb7703ea989"


def test_fronts_are_frozen() -> None:
    """If this fails, the change is wrong: a new front makes Anki duplicate learners' cards.

    tests/anki/test_restyled_note_types.py shows it.
    """
    assert fronts_hash(QA) == "45e91081dd2dc2ec"
    assert fronts_hash(CLOZE) == "5bf377c9c6f8caef"


def test_who_changes_the_style_moves_its_second() -> None:
    """If this fails, move STYLE_SECOND to now and write the new pair here."""
    assert (STYLE_SECOND, free_hash()) == (1_795_374_805, "fb9e083e7ab63105")


def test_the_fields_are_those_of_the_design() -> None:
    qa = "ID,Question,Answer,Example,Note,See,Difficulty,Topics,Hint,Picture,Audio,Reverse,Typed"
    names = [*qa.split(","), "Spare 1", "Spare 2", "Sync"]
    assert [field.name for field in QA.fields] == names
    cloze = [name for name in names if name not in ("Answer", "Reverse")]
    cloze[1] = "Text"
    assert [field.name for field in CLOZE.fields] == cloze
    assert [template.name for template in QA.templates] == ["Forward", "Reverse", "Spare"]
    assert [template.name for template in CLOZE.templates] == ["Cloze"]
    assert set(NOTE_TYPES) == set(Kind)


def test_ids_are_unique_and_exact_in_javascript() -> None:
    ids = [note_type.id for note_type in (QA, CLOZE)]
    ids += [field.id for note_type in (QA, CLOZE) for field in note_type.fields]
    ids += [template.id for note_type in (QA, CLOZE) for template in note_type.templates]
    assert len(set(ids)) == len(ids)
    assert max(ids) < 2**53


def test_id_and_sync_are_guarded_against_a_slip() -> None:
    for note_type in (QA, CLOZE):
        first, last = note_type.fields[0], note_type.fields[-1]
        assert first.options == {"preventDeletion": True, "collapsed": True}
        assert last.options == {**first.options, "excludeFromSearch": True}


def test_the_style_loads_nothing() -> None:
    for note_type in (QA, CLOZE):
        texts = [note_type.css]
        texts += [side for each in note_type.templates for side in (each.front, each.back)]
        for loading in ("url(", "@import", "http", "<script", "<link"):
            assert not any(loading in text for text in texts)
