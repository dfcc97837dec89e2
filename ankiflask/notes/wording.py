"""YAML's syntax errors, said in the author's terms."""

import re

_VALUE = re.compile(r"^\s*(?:- )?[\w-]+:\s+(?P<value>\S.*)$")
_STARTERS = {
    "{": "a table",
    "[": "a list",
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
    "@": "a reserved sign",
    "`": "a reserved sign",
    "%": "a directive",
    "- ": "a list item",
    "? ": "a key",
    "|": "the start of a block",
    ">": "the start of a block",
    '"': "a quotation",
    "'": "a quotation",
}
_QUOTE = "Put the whole value in quotes, or write it below the key as a `|` block."


def explain_syntax(lines: list[str], number: int, problem: str) -> tuple[str, str]:
    """Return what is wrong and what to do, for the syntax error that YAML found in line `number`.

    `number` counts from 0. YAML often notices a line too late, so the line above is looked at too.
    """
    if lines[number].lstrip(" ").startswith("\t"):
        return "The line is indented with a tab; YAML takes only spaces.", "Indent with spaces."
    for at in (number, number - 1):
        said = _explain_value(lines[at]) if 0 <= at < len(lines) else None
        if said:
            where = "" if at == number else " in the line above"
            return said[0].format(where=where), said[1]
    message = f"This is not YAML here ({problem})." if problem else "This is not YAML here."
    return message, "Look at the indentation of this line and at the quotes above it."


def _explain_value(line: str) -> tuple[str, str] | None:
    match = _VALUE.match(line)
    if not match:
        return None
    value = match["value"]
    if value[0] in "\"'":
        return _explain_quoted(value)
    for sign, meaning in _STARTERS.items():
        if value.startswith(sign):
            return (
                f"The value{{where}} begins with {_braced(sign)}, which YAML reads as {meaning}.",
                _QUOTE,
            )
    if ": " in value or value.endswith(":"):
        return (
            "The value{where} holds a colon followed by a space, which YAML reads as a key.",
            _QUOTE,
        )
    return None


def _explain_quoted(value: str) -> tuple[str, str] | None:
    quote = value[0]
    if quote == '"' and "\\" in value:
        message = "In double quotes{where} YAML reads a backslash as the start of an escape."
        return message, "Use single quotes, or write the value below the key as a `|` block."
    if value.rstrip().endswith(quote) and len(value.rstrip()) > 1:
        return None
    return "The quotation{where} does not end with its value.", _QUOTE


def _braced(sign: str) -> str:
    return repr(sign.strip()).replace("{", "{{").replace("}", "}}")
