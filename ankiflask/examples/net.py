"""The net under an example: limits on what it takes, and no network. Runs inside its process.

Not a wall: a program that it starts is held by the system's limits and by the network's absence where
the system grants that, but not by the audit hook.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import ipaddress
import mmap
import os
import signal
import socket
import struct
import sys
from typing import Any

MOST_MEMORY = 2 * 1024**3  # bytes of address space
MOST_IN_A_FILE = 64 * 1024**2  # bytes
MOST_PROCESSES = 64  # started by all of an example's processes together
_STARTS = {"os.fork", "os.forkpty", "os.posix_spawn", "os.system", "subprocess.Popen"}
_ASKS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_SENDS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # Linux: flags of unshare()
_SET_DEATH_SIGNAL = 1  # Linux: an option of prctl()
_SET_FLAGS, _UP_AND_RUNNING = 0x8914, 0x41  # Linux: an interface's


def spread(*, seconds: float, has_network: bool) -> None:
    """Limit this process and all that it starts."""
    _limit(seconds)
    if not has_network:
        _leave_network()
    started = mmap.mmap(-1, 8)  # shared with every process that is forked

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _STARTS:
            _count(started)
        elif not has_network and (event in _ASKS or event in _SENDS):
            _refuse_far(arguments[0 if event in _ASKS else 1])

    sys.addaudithook(look)


def end_with(parent: int) -> None:
    """Have this process killed when its parent ends. Whatever changes its rights undoes that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it has ended already
            os.kill(os.getpid(), signal.SIGKILL)


def _limit(seconds: float) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    # Of the processor, so that what gets away from its group ends too.
    processor = (int(seconds) + 1) * (os.cpu_count() or 1)
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_IN_A_FILE),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # a lower one holds already, or none can
            resource.setrlimit(kind, (most, most))


def _count(started: mmap.mmap) -> None:
    number = int.from_bytes(started[:8], "little") + 1
    started[:8] = number.to_bytes(8, "little")
    if number > MOST_PROCESSES:
        raise BlockingIOError(errno.EAGAIN, f"an example may start {MOST_PROCESSES} processes")


def _refuse_far(target: Any) -> None:
    host = target[0] if isinstance(target, tuple) and target else target
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    # A path is that of a socket on this machine.
    if not isinstance(host, str) or host in {"", "localhost"} or (host is target and "/" in host):
        return
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(host.partition("%")[0])
        if address.is_loopback or address.is_unspecified:
            return
    raise PermissionError(f"examples have no network, and this one asks for {host!r}")


def _leave_network() -> None:
    """Give this process a network of its own that leads nowhere, where the system grants that."""
    if sys.platform != "linux":
        return
    user = 0 if os.geteuid() == 0 else _NEW_USER
    child = os.fork()  # half of it could not be undone, so another one tries first
    if child == 0:
        try:
            _unshare(user)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - it must end here, whatever happens
            os._exit(1)
    if os.waitpid(child, 0)[1] == 0:
        _unshare(user)


def _unshare(user: int) -> None:
    import fcntl  # noqa: PLC0415 - Windows has none

    ids = {"uid_map": os.getuid(), "gid_map": os.getgid()}
    if ctypes.CDLL(None, use_errno=True).unshare(user | _NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "no network of its own")
    if user:
        _write("setgroups", "deny")
        for file, number in ids.items():
            _write(file, f"{number} {number} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        loopback = struct.pack("16sH14x", b"lo", _UP_AND_RUNNING)
        fcntl.ioctl(any_socket, _SET_FLAGS, loopback)


def _write(file: str, text: str) -> None:
    with open(f"/proc/self/{file}", "w", encoding="ascii") as told:  # noqa: PTH123 - one write, no more
        told.write(text)
