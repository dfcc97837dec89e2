"""Which function carries out which action, and what it says of arguments that it does not take."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from tests.addon import reading as r
from tests.addon import writing as w
from tests.addon.desktop import Desktop, RefusedError
from tests.addon.names import NAMES

Action = Callable[..., Any]


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def api_reflect(
    desktop: Desktop, scopes: list[str] | None = None, actions: list[str] | None = None
) -> Any:
    """Tell which actions there are, all or of those asked for."""
    if not isinstance(scopes, list):
        raise RefusedError("scopes has invalid value")
    if not (actions is None or isinstance(actions, list)):
        raise RefusedError("actions has invalid value")
    if "actions" not in scopes:
        return {"scopes": []}
    more = {"apiVersion": 26} if desktop.line == "rewritten" else {}
    known = NAMES[desktop.line]
    found = known if actions is None else tuple(name for name in actions if name in known)
    return {"scopes": ["actions"], "actions": [*found], **more}


def request_permission(desktop: Desktop) -> Any:
    """Grant what a program that is no website asks for."""
    return {"permission": "granted", "requireApikey": bool(desktop.key), "version": 6}


_CARRIED_OUT: dict[str, Action] = {
    _camel(function.__name__): function
    for function in (
        api_reflect, request_permission, r.version, r.get_active_profile, r.get_profiles,
        r.deck_names, r.deck_names_and_ids, r.model_names, r.model_names_and_ids,
        r.gui_selected_notes, r.get_deck_config,
        r.find_models_by_name, r.find_models_by_id, r.model_field_names, r.model_templates,
        r.model_styling, r.find_notes, r.find_cards, r.notes_info, r.cards_info, r.get_decks,
        r.are_suspended, w.add_note, w.update_note_fields, w.add_tags, w.remove_tags, w.suspend,
        w.unsuspend, w.create_deck, w.update_model_styling, w.update_model_templates,
        w.export_package, w.import_package, w.get_media_dir_path, w.get_media_files_names,
        w.store_media_file, w.retrieve_media_file, w.delete_media_file,
    )
}  # fmt: skip


def action(desktop: Desktop, name: str) -> Action:
    """Return what carries out an action in this line of the add-on."""
    if name not in NAMES[desktop.line]:
        raise RefusedError("unsupported action")
    if name not in _CARRIED_OUT:
        raise RefusedError(f"the add-on of these tests lacks {name}: see tests/addon/actions.py")
    if desktop.line == "old" and name == "notesInfo":
        return r.notes_info_of_the_old_line
    return _CARRIED_OUT[name]


def call(name: str, function: Action, first: object, given: Mapping[str, Any]) -> Any:
    """Call with arguments named as on the wire; complain of them in Python's words."""
    _, *parameters = inspect.signature(function).parameters.values()
    taken = {_camel(each.name): each for each in parameters}
    for key in given:
        if key not in taken:
            raise TypeError(f"AnkiConnect.{name}() got an unexpected keyword argument '{key}'")
    _demand_all(name, [key for key in taken if _is_demanded(taken[key]) and key not in given])
    return function(first, **{taken[key].name: value for key, value in given.items()})


def _is_demanded(parameter: inspect.Parameter) -> bool:
    return parameter.default is inspect.Parameter.empty


def _demand_all(name: str, lacking: list[str]) -> None:
    if not lacking:
        return
    *others, last = (f"'{key}'" for key in lacking)
    listed = ", ".join(others) + ("," if len(others) > 1 else "") + f" and {last}"
    words = f"{len(lacking)} required positional argument{'s' if others else ''}"
    raise TypeError(f"AnkiConnect.{name}() missing {words}: {listed if others else last}")
