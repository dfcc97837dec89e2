"""Imports go one way: each folder knows the lower layers, and none beside it or above."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "ankiflask"

# The layers from the bottom up. A folder, or a module at the top, imports lower layers only.
LAYERS: tuple[set[str], ...] = (
    {
        "",
        "text",
        "clock",
        "identity",
        "project",
    },  # "" is ankiflask/__init__.py, which holds the version
    {"problems", "rewording", "html"},
    {"cloze", "errors"},
    {"files", "processes"},  # the edges to the disk and to other programs
    {"sources"},  # texts to statements and ready-made notes
    {"deck"},  # deck.yaml and deck.lock
    {"anki"},  # note types, ids, what a collection holds
    {"package"},  # the bytes of an .apkg, both ways
    {"render"},  # notes of a deck to fields in HTML
    {"drafting", "quality", "preview", "examples", "releases", "rehearsal", "starter"},
    {"pipeline"},  # composes the stages
    {"sync"},  # the whole of live sync; it reads decks as a build does
    {"cli"},
    {"__main__"},
)
FLOOR = {folder: floor for floor, folders in enumerate(LAYERS) for folder in folders}

# Folders inside a folder, and those beside each that it may import.
FOLDERS: dict[str, set[str]] = {
    "drafting/english": set(),
    "drafting/questions": {"drafting/english"},
    "drafting/clozes": {"drafting/english"},
    "sources/statements": set(),
    "sync/ankiconnect": set(),
}

# A library and the one folder, or the one module, that may import it.
LIBRARIES: dict[str, str | tuple[str, ...]] = {
    "genanki": "package/genanki_rows.py",
    "latex2mathml": "preview/formulas.py",
    "yaml": "deck/yaml.py",
    "requests": "sync/ankiconnect/client.py",
    "charset_normalizer": "files/formats.py",
    "markdown_it": ("render/", "sources/"),
    "pygments": "render/highlight.py",
    "sqlite3": "package/",
    "zipfile": "package/",
    "click": "cli/",
    "platformdirs": "cli/environment.py",
    "rapidfuzz": ("quality/", "releases/word_diff.py"),
    "time": "cli/environment.py",
    "anki": "rehearsal/",
    "secrets": "cli/environment.py",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def folder(module: Path) -> str:
    first = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(module)} imports by dots"
            is_folder = node.module and (PACKAGE.parent / node.module.replace(".", "/")).is_dir()
            yield from (
                (f"{node.module}.{alias.name}" for alias in node.names)
                if is_folder
                else (node.module or "",)
            )


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_imports_only_lower_layers(module: Path) -> None:
    here = folder(module)
    assert here in FLOOR, f"{here} has no layer: give it one here and in ARCHITECTURE.md"
    for target in imported(module):
        if target.split(".")[0] == "ankiflask":
            there = target.split(".")[1]
            there = there if there in FLOOR else ""
            assert there == here or FLOOR[there] < FLOOR[here], f"{name(module)} imports {target}"


@pytest.mark.parametrize(
    "module", [each for each in MODULES if each.name == "__init__.py"], ids=name
)
def test_a_folder_has_no_second_place_to_import_from(module: Path) -> None:
    if module.parent != PACKAGE:
        body = ast.parse(module.read_text(encoding="utf-8")).body
        assert [type(each) for each in body] == [ast.Expr], (
            f"{name(module)} is more than a docstring"
        )


@pytest.mark.parametrize("inner", FOLDERS)
def test_a_folder_inside_a_folder_imports_only_those_below(inner: str) -> None:
    outer, _, _ = inner.partition("/")
    for module in sorted((PACKAGE / inner).glob("*.py")):
        for target in imported(module):
            there = "/".join(target.split(".")[1:3])
            if target.startswith(f"ankiflask.{outer}.") and (PACKAGE / there).is_dir():
                assert there == inner or there in FOLDERS[inner], f"{name(module)}: {target}"


def test_no_module_imports_itself_by_way_of_others() -> None:
    imports = {
        ".".join(["ankiflask", *module.relative_to(PACKAGE).with_suffix("").parts]): set(
            imported(module)
        )
        for module in MODULES
    }
    done: set[str] = set()

    def follow(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way, module))
        if module not in done:
            for target in sorted(imports[module] & imports.keys()):
                follow(target, (*way, module))
            done.add(module)

    for module in sorted(imports):
        follow(module, ())


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_library_is_known_in_one_place(module: Path) -> None:
    for target in imported(module):
        place = LIBRARIES.get(target.split(".")[0])
        if place:
            assert name(module).startswith(place), f"{name(module)} imports {target}"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_nothing_outside_the_command_line_prints_or_exits(module: Path) -> None:
    if folder(module) in {"cli", "__main__"}:
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
        and folder(module) != "examples"
    }
    assert ways == {
        ("cli/check.py", "ankiflask.examples.model"),
        ("cli/check.py", "ankiflask.pipeline.examples"),
        ("pipeline/examples.py", "ankiflask.examples.judge"),
        ("pipeline/examples.py", "ankiflask.examples.model"),
        ("pipeline/examples.py", "ankiflask.examples.read"),
        ("pipeline/examples.py", "ankiflask.examples.run"),
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
        "rapidfuzz", "anki", "charset_normalizer", "latex2mathml",
    }  # fmt: skip
    for module in MODULES:
        tops = {target.split(".")[0] for target in imported(module)} - {"ankiflask"}
        assert tops <= stated | sys.stdlib_module_names, name(module)
