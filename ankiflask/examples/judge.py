"""What an example claims beside what its run showed."""

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Iterator, Mapping

from ankiflask.examples.model import Claim, Example, Seen, Stop
from ankiflask.examples.report import MOST_PRINTED
from ankiflask.problems import Problem, Severity
from ankiflask.text import excerpt

_ANYTHING = "…"
_LONGEST = 200
_MODULE = re.compile(r"ModuleNotFoundError: No module named '([^']*)'")


def judge(example: Example, seen: Seen, seconds: float) -> tuple[Problem, ...]:
    """Return what the run proved wrong, and as a remark what it printed that nothing claims."""
    return tuple(_problems(example, seen, seconds))


def _problems(example: Example, seen: Seen, seconds: float) -> Iterator[Problem]:
    if seen.code is None:
        message = f"The example did not end within {seconds:g} seconds."
        yield _failed(example, example.line, message, "Shorten it, or give it `--time-limit`.")
    elif seen.is_too_long:
        message = f"The example prints more than {MOST_PRINTED // 1024**2} MiB."
        yield _failed(example, example.line, message, "Shorten it.")
    elif not seen.is_whole:
        code = seen.code
        ending = f"killed by signal {-code}" if code < 0 else f"with exit code {code}"
        message = f"The example's Python ended before its end, {ending}."
        yield _failed(example, example.line, message, "Mend it, or `run: skip REASON`.")
    else:
        for claim in example.claims:
            yield from _compared(example, claim, seen)
        if seen.stop:
            yield _stopped(example, seen.stop)
        elif seen.unclaimed.strip():
            yield Problem(
                file=example.file,
                line=example.line,
                rule="example-unclaimed",
                severity=Severity.INFO,
                message=f"The example prints {_quoted(seen.unclaimed)}, and no comment claims it.",
                remedy="Say it in a comment behind the line that prints it.",
            )


def _compared(example: Example, claim: Claim, seen: Seen) -> Iterator[Problem]:
    shown = seen.shown.get(claim.place)
    claimed = f"The comment claims {_quoted(claim.text)}"
    if shown is None:
        if seen.stop is None:
            message = f"{claimed}, and its statement never ran."
            yield _failed(example, claim.line, message, "Mend the code or the comment.")
    elif not any(_is_shown(claim.text, each) for each in shown):
        came = _quoted(shown[0]) if shown[0].strip() else "nothing"
        remedy = "Mend the code or the comment; a mere remark goes above its line."
        yield _failed(example, claim.line, f"{claimed}, and its statement shows {came}.", remedy)


def _is_shown(claimed: str, shown: str) -> bool:
    text = _trimmed(shown)
    first, *parts = _trimmed(claimed).split(_ANYTHING)
    if not parts or not text.startswith(first):
        return text == first
    text, *_, last = text[len(first) :], *parts
    for part in parts[:-1]:
        _, found, text = text.partition(part) if part else ("", "…", text)
        if not found:
            return False
    return text.endswith(last)


def _trimmed(text: str) -> str:
    """Return the lines without the spaces at their ends, and without empty ones at the end."""
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n"))


def _stopped(example: Example, stop: Stop) -> Problem:
    line = example.line
    for code in example.codes:
        if code.key == stop.key and 0 < stop.row <= code.text.count("\n") + 1:
            line = code.line + stop.row - 1
    remedy = "Mend it; where the error is meant, a comment behind the line says it."
    if module := _MODULE.match(stop.words):
        remedy = f"Install {module[1]}, or name the Python that has it with `--python PATH`."
    elif "examples have no network" in stop.words:
        remedy = "Where it needs one, say `run: network`."
    message = f"The code stops here with {_quoted(stop.words)}."
    return _failed(example, line, message, remedy)


def _failed(example: Example, line: int, message: str, remedy: str) -> Problem:
    return Problem(
        file=example.file, line=line, rule="example-failed", message=message, remedy=remedy
    )


def _quoted(text: str) -> str:
    return repr(excerpt(_trimmed(text), _LONGEST))


_BLOCKS = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.TryStar,
           ast.Match)  # fmt: skip
_FOR_TOOLS = re.compile(r"#\s*(?:noqa|type:|pragma:|fmt:|pylint:|ruff:|mypy:|pyright:)")
_SILENT = (ast.Constant, ast.Yield, ast.YieldFrom)
_Comments = Mapping[int, tuple[int, str, bool]]


def claims(key: str, code: str, line: int) -> tuple[Claim, ...]:
    """Return the claims of the code under this key, whose first line has this number in its file.

    Raises SyntaxError, and ValueError or RecursionError for what Python cannot read at all.
    """
    tree = ast.parse(code)
    comments = _comments(code)
    found = (_claim(statement, comments, key, line) for statement in _showing(tree))
    return tuple(sorted((claim for claim in found if claim), key=lambda claim: claim.line))


def _comments(code: str) -> _Comments:
    """Return, by row, each comment's column and text, and whether it has its line for itself."""
    found = {}
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and not _FOR_TOOLS.match(token.string):
            row, column = token.start
            is_alone = not token.line[:column].strip()
            column = len(token.line[:column].encode())  # as ast counts
            found[row] = column, token.string[1:].removeprefix(" ").rstrip(), is_alone
    return found


def _showing(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield the statements that can show something; of `a(); b()` the last one only."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    expressions = [node for node in nodes if isinstance(node, ast.Expr)]
    expressions.sort(key=lambda node: node.col_offset)
    by_row = {node.end_lineno: node for node in expressions}
    yield from (node for node in by_row.values() if not isinstance(node.value, _SILENT))
    yield from (node for node in nodes if isinstance(node, _BLOCKS))


def _claim(statement: ast.stmt, comments: _Comments, key: str, first: int) -> Claim | None:
    row, column = statement.end_lineno or 0, statement.col_offset
    rows = [row] if isinstance(statement, ast.Expr) and row in comments else []
    for below in itertools.count(row + 1):
        begins, _, is_alone = comments.get(below, (-1, "", False))
        if not is_alone or begins < column:
            break
        if begins == column:  # a deeper one is a claim of what stands in the block
            rows.append(below)
    if not rows:
        return None
    text = "\n".join(comments[row][1] for row in rows)
    return Claim(first + rows[0] - 1, (key, statement.lineno, column), text)
