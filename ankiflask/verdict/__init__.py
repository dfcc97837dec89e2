"""Facts of a rehearsal to what is wrong with a package: rules, words, the notes. Pure."""

from ankiflask.verdict.comparing import Release, reverted
from ankiflask.verdict.fresh import fresh_verdict
from ankiflask.verdict.habits import habits
from ankiflask.verdict.naming import Naming
from ankiflask.verdict.stopped import stopped
from ankiflask.verdict.upgrade import upgrade_verdict

__all__ = ["Naming", "Release", "fresh_verdict", "habits", "reverted", "stopped", "upgrade_verdict"]
