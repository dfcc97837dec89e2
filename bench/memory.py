"""The greatest resident size of this process since a moment, as Linux tells it."""

import re
from pathlib import Path

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_FORGET_PEAK = "5"
_KIB = 1024


def start() -> int:
    """Forget the peak so far; return the present size in bytes, 0 where the system tells none."""
    if not _STATUS.exists():
        return 0
    _CLEAR.write_text(_FORGET_PEAK, encoding="ascii")
    return _size("VmRSS")


def growth(since: int) -> int:
    """Return the bytes by which the peak lies above the size that `start` returned."""
    return _size("VmHWM") - since if since else 0


def _size(name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", _STATUS.read_text(encoding="ascii"), re.MULTILINE)
    return int(found[1]) * _KIB if found else 0
