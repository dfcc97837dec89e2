"""Every place in ankiflask that writes, replaces or removes a file, and why it may.

A person's file, and a place where somebody may have put a file of theirs, is only written through
`replace_files` and `replace_output`. A new writer fails here until somebody has decided what it is.
"""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "ankiflask"

_NAMES = {
    "write_bytes", "write_text", "rename", "unlink", "rmdir", "touch", "truncate", "symlink_to",
    "hardlink_to", "remove", "removedirs", "renames", "rmtree", "copytree", "copy", "copy2",
    "copyfile", "move", "mkstemp", "mkdtemp", "NamedTemporaryFile",
    "write_file", "appended", "new_folder", "replace_files", "replace_output", "exchange",
    "rename_to_free",
}  # fmt: skip

# Persons' files, compared with what was read of them.
COMPARED = {
    "pipeline/draft.py": {"replace_files"},
    "pipeline/check.py": {"replace_files"},
    "pipeline/build.py": {"replace_files", "replace_output"},
    "pipeline/packages.py": {"replace_files"},
    "cli/preview.py": {"replace_output"},
}
# The edge itself.
EDGE = {
    "files/replace.py": {"exchange", "rename_to_free", "os.link", "replace", "os.open"},
    "files/write.py": {"replace", "os.open"},
    "files/part.py": {"os.open", "unlink", "rmtree", "rmdir"},
    "files/locks.py": {"os.open"},
    "files/read.py": {"os.open"},
    "cli/streams.py": {"os.open"},
}
# A new folder of ours, our own state folder, a temporary folder: nobody else's file is there.
OURS_ALONE = {
    "pipeline/new.py": {"new_folder", "write_file"},
    "pipeline/diff.py": {"write_bytes"},
    "sync/state.py": {"write_file", "unlink", "open"},
    "sync/adding.py": {"write_file", "unlink"},
    "sync/run.py": {"appended", "unlink"},
    "sync/undo.py": {"appended", "rename"},
    "sync/backup.py": {"unlink"},
    "sync/doctor.py": {"unlink", "rmdir"},
    "examples/run.py": {"os.open", "mkdtemp", "remove"},
    "examples/inside.py": {"write_text", "os.open"},
    "examples/net.py": {"open"},
    "rehearsal/__main__.py": {"os.open"},
    "processes/keeper.py": {"open", "unlink", "rmdir", "rename", "mkdtemp", "remove"},
    "processes/keeping.py": {"remove"},
    "rehearsal/anki.py": {"write_bytes"},
    "rehearsal/commands.py": {"copytree", "rmtree", "copy"},
}
# Something else of the same name.
NO_FILES = {
    ("sync/ankiconnect/connection.py", "exchange"),
    ("files/replace.py", "rename"),
    ("sources/questions.py", "rename"),
    ("pipeline/verify.py", "copy"),
}


def writers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = written_by(node) if isinstance(node, ast.Call) else ""
            if name and (module, name) not in NO_FILES:
                found.setdefault(module, set()).add(name)
    return found


def written_by(call: ast.Call) -> str:
    """Return the name of a call that can write, replace or remove a file, "" for another."""
    match call.func:
        case ast.Attribute(ast.Name("os"), ("open" | "replace" | "link") as name):
            return f"os.{name}"
        case ast.Attribute(_, "replace" as name) if len(call.args) == 1 and not call.keywords:
            return name  # of a text it has two arguments
        case ast.Attribute(_, "open" as name) if writes(call.args[:1]):
            return name
        case ast.Name("open" as name) if writes(call.args[1:2]):
            return name
        case ast.Attribute(_, name) | ast.Name(name) if name in _NAMES:
            return name
    return ""


def writes(mode: list[ast.expr]) -> bool:
    return any(isinstance(each, ast.Constant) and {*"wax+"} & {*str(each.value)} for each in mode)


def test_every_writer_is_known() -> None:
    assert writers() == COMPARED | EDGE | OURS_ALONE
