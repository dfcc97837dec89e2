"""The whole result of normalising a text, for people to read."""

from collections.abc import Iterator

from ankiflask.sources.model import Statements


def report(result: Statements) -> str:
    """Return every statement, cue and problem, with its lines; what cannot be seen is escaped."""
    return "".join(f"{_visible(line)}\n" for line in _lines(result))


def _lines(result: Statements) -> Iterator[str]:
    for each in result.statements:
        yield f"{each.number}. {_span(each.line, each.last_line)}: {each.text}"
    for cue in result.cues:
        yield f"cue, line {cue.line}: {cue.text}"
        yield f"    {cue.reason}"
    for problem in result.problems:
        yield f"{problem.severity}, line {problem.line}: {problem.words} [{problem.rule}]"


def _span(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _visible(text: str) -> str:
    return "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in text
    )
