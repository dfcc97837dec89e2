"""Which comments of Python code say what it shows.

A claim stands behind a statement, on its last line, or right below it in its column. The statement is
an expression, such as a call of `print`, or below it also a block: `for`, `with`, `try` and so on.
Every other comment is a remark.
"""

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Iterator, Mapping

from ankiflask.examples.model import Claim

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
