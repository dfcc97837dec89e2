"""The texts that stand beside this file, with the deck's name, uid and tool put in."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files as resources

from ankiflask.project import REPOSITORY, installation, requirement

# Here they have names of their own: a `.gitignore` in this folder would act on this folder.
_TEXTS = {
    "deck.yaml": "decks/@SLUG@/deck.yaml",
    "readme.md": "README.md",
    "release.yml": ".github/workflows/release.yml",
    "release-check.sh": "release-check.sh",
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
}
_SLOT = re.compile(r"@([A-Z]+)@")
# What YAML reads as it stands, and as nothing but text.
_PLAIN = re.compile(
    r"(?!(?:yes|no|on|off|true|false|null|y|n)$)[^\W\d_][\w-]*( [\w-]+)*", re.IGNORECASE
)


def files(
    name: str, *, slug: str, uid: str, version: str, repository: str = REPOSITORY
) -> Mapping[str, str]:
    """Return each file of a new deck's folder: its path, with `/` between folders, and its text.

    `slug` names the deck's own folder, `version` the ankiflask that its workflow installs from
    `repository`. While that is empty, the workflow asks a variable of the deck's own repository.
    """
    needed = requirement(version, repository=repository)
    install = _text("install-published.yml" if needed else "install-from-variable.yml")
    values = {
        "NAME": name,
        "DECK": name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False),
        "SLUG": slug,
        "UID": uid,
        "INSTALL": install.replace("@REQUIREMENT@", needed),
        "INSTALLATION": installation(version, repository=repository),
        "BEFORE": "" if needed else _text("before-a-release.md"),
    }

    def filled(text: str) -> str:
        return _SLOT.sub(lambda slot: values[slot[1]], text)

    return {filled(path): filled(_text(text)) for text, path in _TEXTS.items()}


def _text(name: str) -> str:
    return (resources("ankiflask.starter") / "texts" / name).read_text(encoding="utf-8")
