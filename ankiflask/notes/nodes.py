"""What a YAML text is made of: texts, lists and tables with their places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `line` is where its text begins, from 1; `start` and `end` count characters."""

    value: str
    line: int
    style: str = ""  # "" plain, else one of ' " | >
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class List:
    """A sequence."""

    items: "tuple[Node, ...]"
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file, duplicates and all."""

    entries: "tuple[tuple[Text, Node], ...]"
    line: int


Node = Text | List | Table


def kind(node: Node) -> str:
    """Return what YAML calls a node, in plain words."""
    return "text" if isinstance(node, Text) else "list" if isinstance(node, List) else "table"
