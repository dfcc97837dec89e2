"""Runs one example. Python is started with this file alone, so it needs nothing but Python 3.9.

The first line of standard input is a job in JSON: `codes` (each a key, a text and the places of what is
claimed), `has_network`, `seconds`, `parent`, the process that it ends with, and `report`, the file to write. Standard output is a file: the report tells
where in it each claimed statement began and ended, so that nothing stands between it and the code.

What holds an example back here is a net against mishaps and no wall: code that means harm gets out.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import json
import os
import sys
import traceback
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_MOST_EVENTS = 1000
_LONGEST_VALUE = 100_000  # characters
_CLAIM, _VALUE, _STEP = "__ankiflask_claim__", "__ankiflask_value__", "__ankiflask_step__"


class Watch:
    """Keeps what each claimed statement showed."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.running: dict[tuple[str, int, int], dict[str, Any]] = {}
        self.told: list[BaseException] = []

    @contextlib.contextmanager
    def claim(self, *place: Any) -> Iterator[None]:
        """Keep what is printed, and what is raised, while the statement at this place runs."""
        event: dict[str, Any] = {"place": place, "start": _printed(), "value": "", "raised": []}
        self.running[place] = event
        try:
            yield
        except (Exception, SystemExit) as error:
            event["raised"] = _last_words(error)
            self.told.append(error)
            raise
        finally:
            event["end"] = _printed()
            if len(self.events) < _MOST_EVENTS:
                self.events.append(event)

    def value(self, key: str, row: int, column: int, value: object) -> None:
        """Keep what Python's prompt would show of the statement's value."""
        if value is not None:
            self.running[key, row, column]["value"] = repr(value)[:_LONGEST_VALUE]

    @contextlib.contextmanager
    def step(self) -> Iterator[None]:
        """Go on after an exception that a claim has told of, as Python's prompt does."""
        try:
            yield
        except (Exception, SystemExit) as error:
            if not any(error is each for each in self.told):
                raise


class Claimed(ast.NodeTransformer):
    """Puts the claimed statements of a code under watch."""

    def __init__(self, key: str, places: list[list[Any]]) -> None:
        self.key = key
        self.places = {tuple(place) for place in places}

    def visit(self, node: ast.AST) -> ast.AST:
        """Return the node, or a `with` around it where it is claimed."""
        self.generic_visit(node)
        place = self.key, getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
        if not isinstance(node, ast.stmt) or place not in self.places:
            return node
        where = [ast.Constant(each) for each in place]
        if isinstance(node, ast.Expr):
            node.value = ast.copy_location(_call(_VALUE, *where, node.value), node)
        return _inside(_call(_CLAIM, *where), node)


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _inside(call: ast.Call, node: ast.stmt) -> ast.stmt:
    return ast.copy_location(ast.With([ast.withitem(call)], [node]), node)


def _watched(code: Mapping[str, Any]) -> ast.Module:
    tree: ast.Module = ast.parse(code["text"])
    Claimed(code["key"], code["places"]).visit(tree)
    for at, node in enumerate(tree.body):
        # What must come first stays first.
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_future and not is_text:
            tree.body[at] = _inside(_call(_STEP), node)
    ast.fix_missing_locations(tree)
    return tree


def _last_words(error: BaseException) -> list[str]:
    """Return the last line of the traceback, with the exception's name short, and as it stands."""
    words = "".join(traceback.format_exception_only(type(error), error)).strip()
    name = type(error).__qualname__
    whole = f"{type(error).__module__}.{name}"
    return [name + words[len(whole) :] if words.startswith(whole) else words, words]


def _printed() -> int:
    for stream in (sys.stdout, sys.__stdout__):
        with contextlib.suppress(Exception):  # the code may have put anything there, or closed it
            stream.flush()  # type: ignore[union-attr]
    return os.fstat(1).st_size


def _stop(error: BaseException, files: Mapping[str, str]) -> dict[str, Any] | None:
    if isinstance(error, SystemExit) and not error.code:
        return None
    frames = traceback.extract_tb(error.__traceback__)
    rows = [(files[frame.filename], frame.lineno) for frame in frames if frame.filename in files]
    key, row = rows[-1] if rows else (next(iter(files.values())), 0)
    return {"key": key, "row": row, "words": _last_words(error)[0]}


def _run(codes: list[dict[str, Any]], watch: Watch) -> dict[str, Any] | None:
    """Run the codes as one program, in files that Python shows in tracebacks; say what stopped it."""
    main = types.ModuleType("__main__")
    vars(main)["__builtins__"] = __builtins__
    sys.modules["__main__"] = main
    vars(__import__("builtins")).update(
        {_CLAIM: watch.claim, _VALUE: watch.value, _STEP: watch.step}
    )
    files = {str(Path.cwd() / f"{code['key']}.py"): code["key"] for code in codes}
    for file, code in zip(files, codes):  # noqa: B905 - `strict` came with Python 3.10
        Path(file).write_text(code["text"], encoding="utf-8")
        sys.argv, main.__file__ = [file], file
        try:
            exec(compile(_watched(code), file, "exec", dont_inherit=True), vars(main))  # noqa: S102 - what this file is for
        except BaseException as error:  # noqa: BLE001 - the code may raise anything
            return _stop(error, files)
    return None


def _net() -> Any:
    # Its folder is not on the path of an isolated Python.
    spec = importlib.util.spec_from_file_location("net", Path(__file__).with_name("net.py"))
    if spec is None or spec.loader is None:
        raise ImportError("net.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _main() -> None:
    job = json.loads(sys.stdin.readline())
    net = _net()
    net.spread(seconds=job["seconds"], has_network=job["has_network"])
    net.end_with(job["parent"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.path.insert(0, str(Path.cwd()))
    watch, process = Watch(), os.getpid()
    stop = _run(job["codes"], watch)
    if os.getpid() != process:
        return  # the code forked, and this is its child
    report = {"events": watch.events, "stop": stop, "printed": _printed()}
    Path(job["report"]).write_text(json.dumps(report), encoding="utf-8")


if __name__ == "__main__":
    _ours = sys.modules["__main__"]  # or its names would go when the example takes its place
    _main()
