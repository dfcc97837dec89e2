"""What belongs to a folder, with all links followed: a deck may be anybody's, and reads nothing else."""

import os
from pathlib import Path

from ankiflask.errors import InputError
from ankiflask.problems import Problem


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path leads to the folder or into it, or would if it were there."""
    # realpath, since Path.resolve raises for links that go in a circle.
    whole, top = os.path.realpath(path), os.path.realpath(folder)
    return whole == top or whole.startswith(os.path.join(top, ""))  # noqa: PTH118 - with the separator at its end


def refuse_link_out(path: Path) -> None:
    """Raise InputError where the file is a link that leads out of its folder; nothing is read."""
    if is_inside(path, path.parent):
        return
    problem = Problem(
        file=str(path),
        line=0,
        rule="link-outside",
        message=f"{path.name!r} is a link that leads out of its folder, so it is not read.",
        remedy="Put the file itself there, or name the folder that it is in.",
    )
    raise InputError((problem,))
