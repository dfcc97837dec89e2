"""A server on a raw socket that does what a test tells it: the other side, not a stand-in of ours."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RESET = object()
SILENT = object()

Answer = bytes | Iterable[bytes] | object
Script = Callable[["Asked"], Answer]


@dataclass(frozen=True)
class Asked:
    """A request as it came: one connection each."""

    head: str
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        lines = self.head.split("\r\n")[1:]
        return {line.split(": ")[0].lower(): line.split(": ", 1)[1] for line in lines}

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Peer:
    """Answers each connection as `script` says: bytes, pieces of bytes, RESET or SILENT."""

    server: socket.socket
    script: Script = lambda _: b""
    asked: list[Asked] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)
    connections: list[socket.socket] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.getsockname()[1]}"

    @property
    def actions(self) -> list[str]:
        return [each.json["action"] for each in self.asked]

    def serve(self) -> None:
        with suppress(OSError):
            while not self.is_over.is_set():
                connection, _ = self.server.accept()
                self.connections.append(connection)
                threading.Thread(target=self.answer, args=[connection], daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with suppress(OSError):
            asked = received(connection)
            self.asked.append(asked)
            answer = self.script(asked)
            if answer is RESET:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            elif answer is SILENT:
                self.is_over.wait()
            elif isinstance(answer, bytes):
                connection.sendall(answer)
            elif isinstance(answer, Iterable):
                for piece in answer:
                    connection.sendall(piece)
        connection.close()

    def drip(self, *pieces: bytes) -> Iterator[bytes]:
        """Yield the pieces, and then a space every now and then for ever."""
        yield from pieces
        while not self.is_over.wait(0.02):
            yield b" "


@contextmanager
def listening() -> Iterator[Peer]:
    """A peer on a free port of this computer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        peer = Peer(server)
        thread = threading.Thread(target=peer.serve, daemon=True)
        thread.start()
        yield peer
        peer.is_over.set()
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        for connection in peer.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        thread.join()


def received(connection: socket.socket) -> Asked:
    """Read a request as far as it goes."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += some(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    asked = Asked(head.decode(), b"")
    while len(body) < int(asked.headers["content-length"]):
        body += some(connection)
    return Asked(head.decode(), body)


def some(connection: socket.socket) -> bytes:
    """Read what is there."""
    piece = connection.recv(1 << 16)
    if not piece:
        raise ConnectionError
    return piece


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """Return a reply as AnkiConnect frames it."""
    head = [f"HTTP/1.1 {status}", "Content-Type: application/json", *headers]
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body


def reply(value: Any) -> bytes:
    """Return any JSON over HTTP."""
    return http(json.dumps(value).encode())


class Refused(str):
    """Anki's words for a refusal."""

    __slots__ = ()


def result(value: Any) -> dict[str, Any]:
    """Return a result in the shape of AnkiConnect, or a refusal."""
    if isinstance(value, Refused):
        return {"result": None, "error": str(value)}
    return {"result": value, "error": None}


def addon(results: Mapping[str, Any], key: str | None = None) -> Script:
    """Answer in AnkiConnect's shapes with the given results; a function is given the parameters."""

    def one(request: Any) -> dict[str, Any]:
        action, params = request["action"], request["params"]
        if request.get("key") != key and action != "requestPermission":
            return result(Refused("valid api key must be provided"))
        if action == "multi":
            return result([one(each) for each in params["actions"]])
        value = results.get(action, Refused("unsupported action"))
        return result(value(params) if callable(value) else value)

    return lambda asked: reply(one(asked.json))


def recorded(line: str) -> dict[str, Any]:
    """Return replies of the real add-on: `new` is of November 2025, `old` of 2023."""
    path = Path(__file__).with_name(f"recorded_{line}.json")
    replies: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return replies


def recorded_results(line: str) -> dict[str, Any]:
    """Return the recorded results by action, for `addon`."""
    replies = recorded(line)
    replies["apiReflect"] = replies["apiReflect-all"]
    return {
        name: Refused(each["error"]) if each.get("error") else each.get("result")
        for name, each in replies.items()
        if isinstance(each, dict)
    }
