"""`ankiflask` as a process at a desk of scenes.py, which can be killed."""

import os
import subprocess
import sys

from tests.sync.scenes import KEY, OLD_CSS, Desk

# The looks of the scene are published ones here too.
_PROGRAM = f"""
import resource, sys
limit = int(sys.argv.pop(1))
if limit >= 0:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from ankiflask.sync import styling
styling._CSS |= {{styling.css_hash({OLD_CSS!r})}}
from ankiflask.cli.app import main
main()
"""


def start(desk: Desk, file_size: int = -1) -> "subprocess.Popen[str]":
    """Start a sync of the scene's package; `file_size` is what a file that it writes may have."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {
        "XDG_STATE_HOME": str(desk.state),
        "ANKICONNECT_URL": desk.addon.url,
        "ANKICONNECT_API_KEY": KEY,
        "PYTHONDONTWRITEBYTECODE": "1",  # a limit on files would cut it, for all who come later
    }
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(file_size),
         "sync", str(desk.scene.package), "--suspend-retired", "--yes-many"],
        env=kept | own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
