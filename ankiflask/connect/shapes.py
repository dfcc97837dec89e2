"""Results by their shape: foreign JSON becomes a value, or an AnkiError that names the action."""

from typing import Any, TypeGuard

from ankiflask.connect.replies import misunderstood

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in '\\"*_:'})


def is_id(value: Any) -> TypeGuard[int]:
    """Whether it is an id of Anki's: a whole number; JSON's true is none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_texts(value: Any) -> TypeGuard[list[str]]:
    """Whether it is a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def is_ids(value: Any) -> TypeGuard[list[int]]:
    """Whether it is a list of ids."""
    return isinstance(value, list) and all(is_id(each) for each in value)


def text(action: str, value: Any) -> str:
    """Return the text that an action answered."""
    if isinstance(value, str):
        return value
    raise misunderstood(action, "a text")


def texts(action: str, value: Any) -> tuple[str, ...]:
    """Return the texts that an action answered."""
    if is_texts(value):
        return tuple(value)
    raise misunderstood(action, "a list of texts")


def ids(action: str, value: Any) -> tuple[int, ...]:
    """Return the ids that an action answered."""
    if is_ids(value):
        return tuple(value)
    raise misunderstood(action, "a list of ids")


def id_by_name(action: str, value: Any) -> dict[str, int]:
    """Return an id for each name."""
    if isinstance(value, dict) and all(is_id(each) for each in value.values()):
        return value
    raise misunderstood(action, "an id for each name")


def ids_by_name(action: str, value: Any) -> dict[str, list[int]]:
    """Return ids for each name."""
    if isinstance(value, dict) and all(is_ids(each) for each in value.values()):
        return value
    raise misunderstood(action, "ids for each name")


def escape(text: str) -> str:
    """Return the text as it is written between the quotes of a search."""
    return text.translate(_SPECIAL)


def nothing(action: str, value: Any) -> None:
    """Pass over the null, or true, that an action answers when it is done."""
    if value is not None and value is not True:
        raise misunderstood(action, "null")
