"""One HTTP request: a new connection, no proxy, no redirect, a limit on time and on size.

The only module with requests in it.
"""

import contextlib
import http.client
import io
import queue
import threading
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat

import requests
from requests.adapters import HTTPAdapter

_HEADERS = {
    # AnkiConnect closes the connection after each reply without saying so.
    "Connection": "close",
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "ankiflask",
}
_PIECE = 1 << 16
_GLANCE = 0.5  # seconds
_OK = 200


class Failure(StrEnum):
    """Why there is no reply."""

    UNREACHED = "unreached"
    UNTRUSTED = "untrusted"
    LATE = "late"
    CLOSED = "closed"
    BROKEN = "broken"
    NOT_HTTP = "not http"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. The content of a reply that is not 200, or is packed, is not read."""

    status: int
    is_packed: bool = False
    content: bytes = b""


class _Body(io.BytesIO):
    """The body of a request, which is either sent or withdrawn, and never both."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._ticket = threading.Lock()
        self._is_sent = False

    def read(self, size: int | None = -1, /) -> bytes:
        if not self._is_sent and not self._ticket.acquire(blocking=False):
            raise OSError("withdrawn")
        self._is_sent = True
        return super().read(size)

    def is_withdrawn(self) -> bool:
        """Keep the body from being sent; False if that has begun."""
        return self._ticket.acquire(blocking=False)


def exchange(url: str, content: bytes, *, seconds: float, most: int) -> Reply | Failure:
    """Send one request and return what comes back within so many seconds, up to `most` bytes.

    UNREACHED and UNTRUSTED promise that nothing was sent, and that nothing will be.
    """
    body = _Body(content)
    answers: queue.Queue[Reply | Failure] = queue.Queue(1)

    def run() -> None:
        answers.put(_send(url, body, seconds, most))

    # In a thread: a server that drips byte after byte keeps every time limit of a socket.
    threading.Thread(target=run, name="ankiflask request", daemon=True).start()
    answer = _wait_for(answers, seconds)
    if isinstance(answer, Reply):
        return answer
    if body.is_withdrawn():
        return answer if answer is Failure.UNTRUSTED else Failure.UNREACHED
    return Failure.CLOSED if answer is Failure.UNTRUSTED else answer


def _wait_for(answers: "queue.Queue[Reply | Failure]", seconds: float) -> Reply | Failure:
    # In short waits: a Ctrl-C that comes just before one is noticed at its end only.
    glances, rest = divmod(seconds, _GLANCE)
    for wait in (*repeat(_GLANCE, int(glances)), rest):
        with contextlib.suppress(queue.Empty):
            return answers.get(timeout=wait)
    return Failure.LATE


def _send(url: str, body: io.BytesIO, seconds: float, most: int) -> Reply | Failure:
    # Without a session: none of the environment, of redirects and of cookies.
    adapter = HTTPAdapter(max_retries=0)
    try:
        request = requests.Request("POST", url, headers=_HEADERS, data=body).prepare()
        response = adapter.send(request, stream=True, timeout=seconds, proxies={})
        is_packed = response.headers.get("Content-Encoding", "identity") != "identity"
        if response.status_code != _OK or is_packed:
            response.close()
            return Reply(response.status_code, is_packed)
        content = bytearray()
        for piece in response.iter_content(_PIECE):
            content += piece
            if len(content) > most:
                response.close()
                return Failure.TOO_LARGE
        return Reply(response.status_code, content=bytes(content))
    except requests.exceptions.SSLError:
        return Failure.UNTRUSTED
    except requests.exceptions.ChunkedEncodingError:
        return Failure.BROKEN
    except (requests.RequestException, http.client.HTTPException, OSError, ValueError) as error:
        return _failure(error)
    finally:
        adapter.close()


def _failure(error: BaseException | None) -> Failure:
    while error is not None:
        match error:
            case requests.Timeout() | TimeoutError():
                return Failure.LATE
            case http.client.RemoteDisconnected():
                return Failure.CLOSED
            case http.client.HTTPException():
                return Failure.NOT_HTTP
        error = error.__context__
    return Failure.CLOSED
