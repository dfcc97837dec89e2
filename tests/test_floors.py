"""Imports go one way: values, then the stages, then the pipeline, then the command line."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "ankiflask"

# A room and the rooms that it may look into, besides itself.
STAGES = {
    "statements", "drafts", "notes", "lock", "cards", "package", "files", "plan", "compare", "journal",
    "connect", "unpack", "rehearse", "verdict", "quality", "starter", "examples", "inputs",
    "preview",
}  # fmt: skip
FLOORS: dict[str, set[str]] = {
    "": set(),  # ankiflask/__init__.py holds the version
    "values": set(),
    "processes": {"values"},
    **{stage: {"", "values"} for stage in STAGES},
    **{stage: {"", "values", "processes"} for stage in ("examples", "rehearse")},
    "pipeline": {"", "values"} | STAGES,
    "cli": {"", "values", "pipeline", "files", "compare"},
    "__main__": {"cli"},
}

# The folders of a room, and those beside each that it may look into.
FOLDERS: dict[str, set[str]] = {
    "drafts/english": set(),
    "drafts/clauses": {"drafts/english"},
    "drafts/questions": {"drafts/english", "drafts/clauses"},
    "drafts/clozes": {"drafts/english"},
}

# A library and the one room, or the one module, that may know it.
LIBRARIES: dict[str, str | tuple[str, ...]] = {
    "genanki": "package/anki.py",
    "yaml": "notes/tree.py",
    "requests": "connect/client.py",
    "charset_normalizer": "files/likely_encodings.py",
    "markdown_it": ("cards/", "inputs/"),
    "pygments": "cards/highlight.py",
    "sqlite3": ("package/", "unpack/"),
    "zipfile": ("package/", "unpack/"),
    "click": "cli/",
    "platformdirs": "cli/surroundings.py",
    "rapidfuzz": "quality/",
    "time": "cli/surroundings.py",
    "anki": "rehearse/",
    "secrets": "cli/surroundings.py",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def room(module: Path) -> str:
    first = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(module)} imports by dots"
            yield node.module or ""


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_looks_only_into_the_floors_below(module: Path) -> None:
    here = room(module)
    assert here in FLOORS, f"{here} has no floor: give it one here and in ARCHITECTURE.md"
    for target in imported(module):
        if target.split(".")[0] == "ankiflask":
            there = target.split(".")[1] if "." in target else ""
            assert there == here or there in FLOORS[here], f"{name(module)} imports {target}"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_stage_knows_another_stage_only_by_what_its_room_offers(module: Path) -> None:
    for target in imported(module):
        parts = target.split(".")
        if parts[0] == "ankiflask" and len(parts) > 2 and parts[1] in STAGES - {"files"}:
            assert parts[1] == room(module), f"{name(module)} reaches into {target}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_inside_a_room_looks_only_into_those_below(folder: str) -> None:
    room_of, _, _ = folder.partition("/")
    for module in sorted((PACKAGE / folder).glob("*.py")):
        for target in imported(module):
            if target.startswith(f"ankiflask.{room_of}."):
                there = "/".join(target.split(".")[1:3])
                assert there == folder or there in FOLDERS[folder], f"{name(module)}: {target}"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_library_is_known_in_one_place(module: Path) -> None:
    for target in imported(module):
        place = LIBRARIES.get(target.split(".")[0])
        if place:
            assert name(module).startswith(place), f"{name(module)} imports {target}"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_nothing_outside_the_command_line_prints_or_exits(module: Path) -> None:
    if room(module) in {"cli", "__main__"}:
        return
    called = {
        node.func.id
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"print", "exit", "input", "breakpoint"}


def test_only_check_run_leads_to_what_runs_a_deck_s_code() -> None:
    ways = {
        (name(module), target)
        for module in MODULES
        for target in imported(module)
        if target.startswith(("ankiflask.examples", "ankiflask.pipeline.examples"))
        and room(module) != "examples"
    }
    assert ways == {
        ("pipeline/examples.py", "ankiflask.examples"),
        ("cli/running.py", "ankiflask.pipeline.examples"),
    }


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_nothing_else_executes_code_that_was_read(module: Path) -> None:
    called = {
        node.func.id
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    if name(module) != "examples/inside.py":
        assert not called & {"exec", "eval", "compile", "__import__"}
        assert not {"runpy", "code", "codeop"} & {each.split(".")[0] for each in imported(module)}


def test_every_dependency_is_a_stated_one() -> None:
    stated = {
        "genanki", "yaml", "markdown_it", "mdurl", "pygments", "click", "requests", "platformdirs",
        "rapidfuzz", "anki", "charset_normalizer",
    }  # fmt: skip
    for module in MODULES:
        tops = {target.split(".")[0] for target in imported(module)} - {"ankiflask"}
        assert tops <= stated | sys.stdlib_module_names, name(module)
