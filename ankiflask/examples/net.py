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
            number = int.from_bytes(started[:8], "little") + 1
            started[:8] = number.to_bytes(8, "little")
            if number > MOST_PROCESSES:
                message = f"an example may start {MOST_PROCESSES} processes"
                raise BlockingIOError(errno.EAGAIN, message)
        elif not has_network and event in _ASKS:
            _refuse_far(arguments[0])
        elif not has_network and event in _SENDS:
            _refuse_far(arguments[1])

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

    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_IN_A_FILE),
        # Of the processor, so that what gets away from its group ends too.
        (resource.RLIMIT_CPU, (int(seconds) + 1) * (os.cpu_count() or 1)),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # a lower one holds already, or none can
            resource.setrlimit(kind, (most, most))


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
    child = os.fork()  # half of it could not be undone, so another one tries first
    if child == 0:
        try:
            _unshare()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - it must end here, whatever happens
            os._exit(1)
    if os.waitpid(child, 0)[1] == 0:
        _unshare()


def _unshare() -> None:
    import fcntl  # noqa: PLC0415 - Windows has none

    user = 0 if os.geteuid() == 0 else _NEW_USER
    uid, gid = os.getuid(), os.getgid()
    if ctypes.CDLL(None, use_errno=True).unshare(user | _NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "no network of its own")
    ids = {"setgroups": "deny", "uid_map": f"{uid} {uid} 1", "gid_map": f"{gid} {gid} 1"}
    for file, text in ids.items() if user else ():
        with open(f"/proc/self/{file}", "w", encoding="ascii") as written:  # noqa: PTH123 - one write, no more
            written.write(text)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        loopback = struct.pack("16sH14x", b"lo", _UP_AND_RUNNING)
        fcntl.ioctl(any_socket, _SET_FLAGS, loopback)
