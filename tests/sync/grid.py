"""Where in a sync what goes wrong, and how long a client waits for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pytest

from tests.addon.client import Request
from tests.addon.faults import KINDS

_WAITING = 0.4  # seconds for an answer that is not to come
_AT_ONCE: tuple[frozenset[str], ...] = (
    frozenset(
        {"apiReflect", "deckNames", "getActiveProfile", "getMediaDirPath", "modelNamesAndIds"}
    ),
    frozenset({"addTags", "removeTags"}),
)

Place = tuple[str, int]
Case = tuple[str, str]


def limits(action: str, kind: str) -> Mapping[str, float]:
    """Return short limits for what will not be answered, and for all that may go along with it."""
    if not kind.startswith("hang"):
        return {"deckNames": _WAITING}
    along = next((each for each in _AT_ONCE if action in each), frozenset({action}))
    return {"deckNames": _WAITING} | dict.fromkeys(along, _WAITING)


def places(requests: Sequence[Request]) -> tuple[Place, ...]:
    """Return each action that was asked for, with which time it was, in order."""
    counted: Counter[str] = Counter()
    found: list[Place] = []
    for request in requests:
        for each in request.inner or (request,):
            counted[each.action] += 1
            found.append((each.action, counted[each.action]))
    return tuple(found)


def share(metafunc: pytest.Metafunc, names: Sequence[str], most: int) -> None:
    """Give a test cases of place and kind of fault: a share, always the same, or all in a soak."""
    cases = share_of([(name, kind) for name in names for kind in KINDS], metafunc, most)
    metafunc.parametrize(("phase", "kind"), cases, ids=["-".join(case) for case in cases])


def share_of(cases: Sequence[Any], metafunc: pytest.Metafunc, most: int) -> list[Any]:
    """Return some of the cases, spread by chance and always the same, or all in a soak."""
    if metafunc.config.getoption("--soak"):
        return [*cases]
    by_chance = sorted(cases, key=lambda case: sha256(repr(case).encode()).digest())
    return sorted(by_chance[:most])
