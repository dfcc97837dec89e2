"""What an unchanged deck is skipped by: the code of everything that decides a package's bytes."""

import ast
from pathlib import Path

from ankiflask.package.archive import DECIDING

PACKAGE = Path(__file__).parents[2] / "ankiflask"
# From the deck file's values to the package's bytes.
ROOTS = ("render/note.py", "package/encode.py", "package/archive.py")


def imported(module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ankiflask"):
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module or ""]
            paths = [f"{'/'.join(name.split('.')[1:])}.py" for name in names]
            found |= {path for path in paths if (PACKAGE / path).is_file()}
    return found


def reached() -> set[str]:
    seen: set[str] = set()
    waiting = {*ROOTS}
    while waiting:
        module = waiting.pop()
        seen.add(module)
        waiting |= imported(module) - seen
    return seen


def test_the_hash_of_the_code_covers_all_that_decides_a_package() -> None:
    needed = {module.partition("/")[0] for module in reached()}
    assert needed == set(DECIDING)
