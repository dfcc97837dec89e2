"""What a JSON value is made of: keys and types, without the values."""

from typing import Any


def shape(value: Any) -> Any:
    """Return the value with each scalar replaced by its type; a list by what its items have in common."""
    match value:
        case dict():
            return {key: shape(each) for key, each in value.items()}
        case list():
            shapes: list[Any] = []
            for each in value:
                if (one := shape(each)) not in shapes:
                    shapes.append(one)
            return shapes
        case bool() | None:
            return type(value).__name__
        case int() | float():
            return "number"
    return "text"


def keys(value: Any) -> set[str]:
    """Return all keys, at any depth."""
    match value:
        case dict():
            return set(value).union(*map(keys, value.values()))
        case list():
            return set().union(*map(keys, value))
    return set()
