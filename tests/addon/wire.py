"""HTTP as the add-on speaks it: one request at a time, and the connection closed after each reply."""

import selectors
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

_PATIENCE = 5.0  # seconds that the rest of a request may take to come
_HANGING = 60.0  # seconds after which a client that still waits is let go
_KILOBYTES = 65536
_RESET = struct.pack("ii", 1, 0)  # linger for no time: a close is a reset


@dataclass(frozen=True, slots=True)
class Reply:
    """The bytes to send, all of them, and whether the connection is reset afterwards."""

    data: bytes = b""
    reset: bool = False


class StoppedError(Exception):
    """The server is to end."""


# What answers: it gets the body of a request and a function that waits until its client has gone.
Answer = Callable[[str, bytes, Callable[[], None]], Reply]


class Server:
    """A thread that answers on a free port of 127.0.0.1 until `stop`."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._end, self._ending = socket.socketpair()
        self._watched = selectors.DefaultSelector()
        self._watched.register(self._end, selectors.EVENT_READ)
        self._clients: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self._turn = threading.Lock()
        self.port = 0
        self.listen()
        self._thread = threading.Thread(target=self._run, name="addon", daemon=True)
        self._thread.start()

    def listen(self) -> None:
        """Listen on the port, where that was given up; else do nothing."""
        with self._turn:
            if self._listener is None:
                self._listener = socket.create_server(("127.0.0.1", self.port), backlog=5)
                self.port = self._listener.getsockname()[1]
                self._watched.register(self._listener, selectors.EVENT_READ)

    def refuse(self) -> None:
        """Take no more connections. The ones that are open are answered."""
        with self._turn:
            if self._listener is not None:
                self._watched.unregister(self._listener)
                self._listener.close()
                self._listener = None

    def stop(self) -> None:
        """End the thread; close everything."""
        self._ending.send(b".")
        self._thread.join()
        self.refuse()
        for client in self._clients:
            client.close()
        self._watched.close()
        self._end.close()
        self._ending.close()

    def _run(self) -> None:
        with suppress(StoppedError):
            while True:
                self._advance()

    def _advance(self) -> None:
        ready = [key.fileobj for key, _ in self._watched.select(timeout=0.1)]
        if self._end in ready:
            raise StoppedError
        for each in ready:
            if each is self._listener:
                self._accept()
            elif isinstance(each, socket.socket) and each in self._clients:
                self._serve(each)

    def _accept(self) -> None:
        with self._turn, suppress(OSError):
            if self._listener is not None:
                client, _ = self._listener.accept()
                self._clients.add(client)
                self._watched.register(client, selectors.EVENT_READ)

    def _serve(self, client: socket.socket) -> None:
        self._watched.unregister(client)
        try:
            with suppress(OSError, TimeoutError):
                if received := self._receive(client):
                    self._send(client, self._answer(*received, lambda: self._wait(client)))
        finally:
            self._clients.discard(client)
            client.close()

    def _receive(self, client: socket.socket) -> tuple[str, bytes] | None:
        """Return method and body. None: the client went, or was too slow."""
        data = b""
        while b"\r\n\r\n" not in data:
            if not (more := self._read(client)):
                return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        parts = [body]
        left = _length(head) - len(body)
        while left > 0:
            if not (more := self._read(client)):
                return None
            parts.append(more)
            left -= len(more)
        method = head.split(b" ", 1)[0].decode("latin-1").upper()
        return method, b"".join(parts)[: _length(head)]

    def _read(self, client: socket.socket) -> bytes:
        self._await(client, _PATIENCE)
        return client.recv(_KILOBYTES)

    def _wait(self, client: socket.socket) -> None:
        """Wait until the client has closed its end or was killed."""
        self._await(client, _HANGING)

    def _await(self, client: socket.socket, seconds: float) -> None:
        """Wait until something comes from the client; a close counts."""
        with selectors.DefaultSelector() as watched:
            watched.register(client, selectors.EVENT_READ)
            watched.register(self._end, selectors.EVENT_READ)
            ready = [key.fileobj for key, _ in watched.select(seconds)]
        if self._end in ready:
            raise StoppedError
        if not ready:
            raise TimeoutError

    def _send(self, client: socket.socket, reply: Reply) -> None:
        client.settimeout(_PATIENCE)
        with suppress(OSError):
            client.sendall(reply.data)
        if reply.reset:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


def _length(head: bytes) -> int:
    """Return what Content-Length says; a body that does not say its length is not read."""
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b": ")
        if name.lower() == b"content-length" and value.isdigit():
            return int(value)
    return 0


def http(body: bytes, kind: str = "application/json") -> bytes:
    """Return a whole reply with the add-on's headers."""
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
        "Access-Control-Allow-Origin: http://localhost\r\nAccess-Control-Allow-Headers: *\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
