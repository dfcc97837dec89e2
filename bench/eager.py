"""The command line as it would be without care: everything imported at once, YAML read in Python.

`python -m bench.eager WORD…` does what `ankiflask WORD…` does.
"""

import importlib
import pkgutil

import yaml

import ankiflask

_LIBRARIES = (
    "genanki", "requests", "markdown_it", "pygments", "pygments.lexers", "pygments.lexers.python",
    "pygments.formatters",
)  # fmt: skip


def _main() -> None:
    del yaml.CSafeLoader  # then ankiflask takes PyYAML's own
    for name in _LIBRARIES:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(ankiflask.__path__, "ankiflask."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    importlib.import_module("ankiflask.cli.app").main()


if __name__ == "__main__":
    _main()
