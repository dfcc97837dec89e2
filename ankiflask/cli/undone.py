"""What reverting a sync did, as lines and as JSON."""

from dataclasses import asdict

from ankiflask.cli.report import to_json
from ankiflask.cli.streams import say
from ankiflask.cli.synced import CLOSE_WINDOW, some
from ankiflask.cli.undo_text import undo_text
from ankiflask.values.errors import SyncError
from ankiflask.values.synced import Undone


def report_undone(undone: Undone, form: str) -> None:
    """Report what was reverted. Raises SyncError where that could not be proven."""
    if form == "json":
        lists = {"restored": [each.id for each in undone.plan.updates], "stays": undone.plan.stays}
        left = [asdict(each) for each in undone.plan.left]
        done = {"applied": undone.is_applied, "verified": undone.is_verified}
        say(to_json({"url": undone.url, "profile": undone.profile, **lists, "left": left, **done}))
    elif undone.is_applied and undone.is_verified:
        say(_ending(undone))
    elif undone.is_verified:
        say(undo_text(undone.plan))
        say("Nothing was changed: there is nothing to take back.")
    if (undone.troubles or undone.is_applied) and not undone.is_verified:
        _raise_unproven(undone)


def _ending(undone: Undone) -> str:
    stays = " What was edited since is as it was." if undone.plan.left else ""
    return f"Taken back, and read back.{stays}"


def _raise_unproven(undone: Undone) -> None:
    wanted = {each.id: each.fields for each in undone.plan.updates}
    left = undone.left.updates if undone.left and not undone.troubles else ()
    opened = [each.id for each in left if each.fields and each.fields == wanted.get(each.id)]
    words = " ".join(undone.troubles)
    if opened:
        words = f"Anki put back the text of {some(opened)}, which an open window shows."
        raise SyncError(words, f"{CLOSE_WINDOW}, and run --undo again.")
    if undone.left is None:
        words = (
            f"{words} Anki could not be read again, so it is not known whether all was reverted."
        )
    raise SyncError(
        words.strip() or "Anki does not hold what it held before the sync.", "Run --undo again."
    )
