"""The add-on at a learner's desk, as a test sees it."""

import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from tests.anki.learner import Learner

When = Literal["before", "after"]

_PAUSE = 0.002  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Request:
    """What the add-on was asked: the key blanked, `data` of a file cut, `size` of the body in bytes.

    `inner` are the requests within a `multi`; their size is 0. `has_key`: some key was sent.
    """

    action: str
    params: Mapping[str, Any]
    version: int | None
    has_key: bool
    size: int = 0
    inner: tuple["Request", ...] = field(default=())

    @classmethod
    def read(cls, foreign: Mapping[str, Any]) -> Self:
        """Return a request of the driver's record."""
        params = foreign.get("params", {})
        is_multi = foreign["action"] == "multi"
        return cls(
            action=foreign["action"],
            params=params,
            version=foreign.get("version"),
            has_key=bool(foreign.get("key")),
            size=foreign.get("size", 0),
            inner=tuple(cls.read(each) for each in params["actions"]) if is_multi else (),
        )


class Held:
    """A request that the add-on stops at. The client that sends it can be killed there."""

    def __init__(self, do: Callable[..., Any]) -> None:
        self._do = do

    def is_there(self) -> bool:
        """Tell whether the request has come, and where it was to be, was carried out."""
        return bool(self._do("is_held"))

    def kill(self, client: subprocess.Popen[Any]) -> bool:
        """Kill the client at the request, SIGKILL. False: it ended by itself without sending it."""
        was_there = self.is_reached_by(client)
        client.kill()
        client.wait()
        self.release()
        return was_there

    def is_reached_by(self, client: subprocess.Popen[Any]) -> bool:
        """Wait for the request. False: the client ended by itself without sending it."""
        while client.poll() is None and not self.is_there():
            time.sleep(_PAUSE)
        return client.poll() is None

    def release(self) -> None:
        """Let the add-on go on."""
        self._do("release")


class Addon:
    """An add-on that answers at `url`. `other` is the learner that a switched profile shows."""

    def __init__(self, url: str, do: Callable[..., Any], other: "Learner") -> None:
        self.url = url
        self.other = other
        self._do = do

    def fail(self, *faults: tuple[str, int, str]) -> None:
        """Let things go wrong: (action or "*", which time from now or 0 for each, faults.KINDS)."""
        self._do("fail", faults=faults)

    def repair(self) -> None:
        """Put an end to everything that went wrong; the address stays."""
        self._do("repair")

    def requests(self) -> tuple[Request, ...]:
        """Return what was asked until now, in order."""
        return tuple(Request.read(each) for each in self._do("requests"))

    def hold(self, at: int, when: When = "before") -> Held:
        """Stop at the nth request from now.

        "before": as if the client was killed before it sent the request, which is thrown away on
        release. "after": it was carried out, and only the reply is missing.
        """
        self._do("hold", at=at, after=when == "after")
        return Held(self._do)
