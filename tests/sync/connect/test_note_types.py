"""Our note types, whatever the learner calls them."""

import copy
from typing import Any

import pytest

from ankiflask.anki.collection import LiveNoteType
from ankiflask.anki.note_types import CLOZE, QA, NoteType
from ankiflask.deck.model import Kind
from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.actions import ACTIONS, NEWER
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.ankiconnect.greeting import Greeting
from ankiflask.sync.ankiconnect.note_types import note_types
from ankiflask.sync.styling import is_published_css, is_published_template
from tests.sync.connect.peer import Peer, Refused, addon, recorded_results

NAMES = {"Basic": 7, QA.name: QA.id}
UPDATE = "Bring Anki and its add-on AnkiConnect up to date, and try again."


def greeting(*, is_new: bool, names: dict[str, int] = NAMES) -> Greeting:
    actions = frozenset(ACTIONS) if is_new else frozenset(ACTIONS) - NEWER
    return Greeting(None, "", actions, frozenset(), names)


def found(peer: Peer, *, is_new: bool, names: dict[str, int] = NAMES) -> dict[Kind, LiveNoteType]:
    return dict(note_types(connect(peer.url), greeting(is_new=is_new, names=names)))


def whole(note_type: NoteType) -> dict[str, Any]:
    fields = [{"name": each.name, "id": each.id} for each in note_type.fields]
    templates = [
        {"name": each.name, "id": each.id, "qfmt": each.front, "afmt": each.back}
        for each in note_type.templates
    ]
    css = note_type.css
    return {"id": note_type.id, "name": "x", "css": css, "flds": fields, "tmpls": templates}


def named(entries: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(each for each in entries if each["name"] == name)


def as_today(recorded: dict[str, Any]) -> dict[str, Any]:
    """Return what was recorded of the note type of 0.1, with today's id, fields, templates and CSS."""
    results = copy.deepcopy(recorded)
    if isinstance(models := results.get("findModelsById"), list):
        field, template = models[0]["flds"][0], models[0]["tmpls"][0]
        models[0] |= {"id": QA.id, "name": QA.name, "css": QA.css}
        models[0]["flds"] = [
            field | {"name": e.name, "id": e.id, "ord": n} for n, e in enumerate(QA.fields)
        ]
        models[0]["tmpls"] = [
            template | {"name": e.name, "id": e.id, "qfmt": e.front, "afmt": e.back, "ord": n}
            for n, e in enumerate(QA.templates)
        ]
    results["modelFieldNames"] = [each.name for each in QA.fields]
    results["modelTemplates"] = {e.name: {"Front": e.front, "Back": e.back} for e in QA.templates}
    results["modelStyling"] |= {"css": QA.css}
    return results


@pytest.mark.parametrize(("line", "is_new"), [("new", True), ("old", False)])
def test_the_real_add_on_shows_our_note_type_as_we_made_it(
    peer: Peer, line: str, *, is_new: bool
) -> None:
    results = as_today(recorded_results(line))
    peer.script = addon(results)
    (live,) = found(peer, is_new=is_new).values()
    assert (live.kind, live.name) == (Kind.QA, QA.name)
    assert is_published_css(live.css)
    assert live.fields == {each.name: each.name for each in QA.fields}
    assert live.field_order == tuple(each.name for each in QA.fields)
    assert live.cards == {each.name: each.name for each in QA.templates}
    assert all(is_published_template(each) for each in live.templates.values())
    assert live.whole == (results["findModelsById"][0] if is_new else None)
    assert len(peer.asked) == 1


def test_both_note_types_are_found_in_one_request(peer: Peer) -> None:
    peer.script = addon({"findModelsById": [whole(QA), whole(CLOZE)]})
    names = {"My cloze": CLOZE.id, "My questions": QA.id}
    live = found(peer, is_new=True, names=names)
    assert {kind: each.name for kind, each in live.items()} == {
        Kind.QA: "My questions",
        Kind.CLOZE: "My cloze",
    }
    assert peer.asked[0].json["params"] == {"modelIds": [QA.id, CLOZE.id]}


def test_both_note_types_are_found_in_one_request_of_the_old_add_on(peer: Peer) -> None:
    ours = {"My questions": QA, "My cloze": CLOZE}
    peer.script = addon(
        {
            "modelFieldNames": lambda p: [each.name for each in ours[p["modelName"]].fields],
            "modelTemplates": lambda p: {
                each.name: {"Front": each.front, "Back": each.back}
                for each in ours[p["modelName"]].templates
            },
            "modelStyling": lambda p: {"css": p["modelName"]},
        }
    )
    names = {name: each.id for name, each in ours.items()}
    live = found(peer, is_new=False, names=names)
    assert {kind: each.css for kind, each in live.items()} == {
        Kind.QA: "My questions",
        Kind.CLOZE: "My cloze",
    }
    assert len(peer.asked) == 1


def test_without_our_note_types_nothing_is_asked(peer: Peer) -> None:
    assert found(peer, is_new=True, names={"Basic": 7, QA.name: 8}) == {}
    assert peer.asked == []


def test_renamed_fields_and_templates_are_known_by_their_ids(peer: Peer) -> None:
    changed = whole(QA)
    named(changed["flds"], "Question")["name"] = "Frage"
    named(changed["flds"], "Answer")["name"] = "Question"
    named(changed["tmpls"], "Forward")["name"] = "Vorwärts"
    changed["flds"].append({"name": "My own", "id": 5})
    peer.script = addon({"findModelsById": [changed]})
    live = found(peer, is_new=True)[Kind.QA]
    assert (live.fields["Question"], live.fields["Answer"]) == ("Frage", "Question")
    assert "My own" not in live.fields
    assert live.cards["Forward"] == "Vorwärts"
    assert live.templates["Forward"].front == QA.templates[0].front


def test_a_field_that_has_lost_its_id_is_known_by_its_name(peer: Peer) -> None:
    changed = whole(QA)
    named(changed["flds"], "Hint")["id"] = None
    del named(changed["flds"], "Note")["id"]
    named(changed["flds"], "See")["id"] = 99
    peer.script = addon({"findModelsById": [changed]})
    live = found(peer, is_new=True)[Kind.QA]
    assert [live.fields[each] for each in ("Hint", "Note", "See")] == ["Hint", "Note", "See"]


def test_an_own_field_that_took_over_a_name_of_ours_is_not_taken_for_it(peer: Peer) -> None:
    changed = whole(QA)
    named(changed["flds"], "Hint")["name"] = "Tipp"
    changed["flds"].append({"name": "Hint", "id": 5})
    peer.script = addon({"findModelsById": [changed]})
    assert found(peer, is_new=True)[Kind.QA].fields["Hint"] == "Tipp"


def test_no_field_stands_for_two_of_ours(peer: Peer) -> None:
    changed = whole(QA)
    changed["flds"] = [each for each in changed["flds"] if each["name"] != "Hint"]
    named(changed["flds"], "Note")["name"] = "Hint"
    peer.script = addon({"findModelsById": [changed]})
    with pytest.raises(AnkiError, match="has lost 'Hint'"):
        found(peer, is_new=True)


def test_a_template_that_is_gone_is_left_out(peer: Peer) -> None:
    changed = whole(QA)
    changed["tmpls"] = [each for each in changed["tmpls"] if each["name"] != "Spare"]
    peer.script = addon({"findModelsById": [changed]})
    live = found(peer, is_new=True)[Kind.QA]
    assert set(live.cards) == set(live.templates) == {"Forward", "Reverse"}


@pytest.mark.parametrize("is_new", [True, False])
def test_a_field_that_is_gone_is_told_with_what_to_do(peer: Peer, *, is_new: bool) -> None:
    results = as_today(recorded_results("new"))
    kept = [each for each in results["modelFieldNames"] if each not in {"Hint", "Sync"}]
    entries = results["findModelsById"][0]
    entries["flds"] = [each for each in entries["flds"] if each["name"] in kept]
    peer.script = addon(results | {"modelFieldNames": kept})
    with pytest.raises(AnkiError) as caught:
        found(peer, is_new=is_new)
    assert str(caught.value) == (
        "The note type 'ankiflask Question' in Anki has lost 'Hint', 'Sync'. "
        "Add what is lost in Anki (Tools > Manage Note Types > Fields), named just so."
    )


def test_a_note_type_that_was_deleted_meanwhile_is_told_in_ankis_words(peer: Peer) -> None:
    peer.script = addon({"findModelsById": Refused("model was not found: 5")})
    with pytest.raises(AnkiError, match=r"^Anki refuses 'findModelsById': model was not found: 5$"):
        found(peer, is_new=True)


def without(entry: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != key}


ALL = "a note type with fields, templates and CSS"
SIDES = "front and back of each template"
ODD: dict[str, tuple[bool, dict[str, Any], str, str]] = {
    "no list": (True, {"findModelsById": None}, "findModelsById", "a list of note types"),
    "one too few": (True, {"findModelsById": []}, "findModelsById", "a list of note types"),
    "null": (True, {"findModelsById": [None]}, "findModelsById", ALL),
    "empty": (True, {"findModelsById": [{}]}, "findModelsById", ALL),
    "another": (True, {"findModelsById": [whole(CLOZE)]}, "findModelsById", ALL),
    "no CSS": (True, {"findModelsById": [without(whole(QA), "css")]}, "findModelsById", ALL),
    "a nameless field": (
        True,
        {"findModelsById": [whole(QA) | {"flds": [{"id": 1}]}]},
        "findModelsById",
        "a name of each field and template",
    ),
    "a template without texts": (
        True,
        {"findModelsById": [whole(QA) | {"tmpls": [{"name": "Forward"}]}]},
        "findModelsById",
        SIDES,
    ),
    "fields": (False, {"modelFieldNames": [None]}, "modelFieldNames", "a list of texts"),
    "templates": (False, {"modelTemplates": []}, "modelTemplates", "templates and CSS"),
    "a side": (False, {"modelTemplates": {"Forward": {"Front": "x"}}}, "modelTemplates", SIDES),
    "styling": (False, {"modelStyling": {"css": None}}, "modelTemplates", "templates and CSS"),
}


@pytest.mark.parametrize("case", ODD)
def test_another_shape_is_not_understood(peer: Peer, case: str) -> None:
    is_new, changes, action, expected = ODD[case]
    peer.script = addon(recorded_results("new") | changes)
    with pytest.raises(AnkiError) as caught:
        found(peer, is_new=is_new)
    assert str(caught.value) == (
        f"Anki's reply to '{action}' is not understood: {expected} was expected. {UPDATE}"
    )
