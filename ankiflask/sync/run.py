"""A whole sync on one page: look, plan, ask, look again, apply."""

from collections.abc import Callable

from ankiflask.errors import AnkiError
from ankiflask.pipeline.packages import write_locks
from ankiflask.sync.apply import applied
from ankiflask.sync.model import Plan, Synced
from ankiflask.sync.session import other_profile
from ankiflask.sync.snapshot import Orders, Seen, Tell, live_ids, look_and_plan
from ankiflask.sync.state import alone

# Shows a plan that has something to write, and tells whether to go on. It is also told whether
# notes that a learner has deleted can be told from new ones.
Ask = Callable[[Plan, bool], bool]
_LOOKS = 5  # at a collection that changes while a person reads the plan


def sync(orders: Orders, ask: Ask, tell: Tell) -> Synced:
    """Bring Anki up to date with what is wanted, as far as `ask` allows, and prove it.

    Raises AnkiError where nothing was changed. Where the end could not be proven the result says
    so, and the next run goes on from there.
    """
    with alone(orders.state):
        seen, is_agreed = _agreed(orders, ask, tell)
        if not orders.is_dry:
            seen.profile.remove_leftovers()
        if is_agreed:
            write_locks(orders.wanted.locks)
            return applied(orders, seen, tell)
        if seen.plan.is_done and not orders.is_dry:
            write_locks(orders.wanted.locks)
            seen.profile.note_seen(live_ids(seen.plan))
        return Synced(
            url=orders.connection.url,
            profile=seen.looked.live.profile,
            plan=seen.plan,
            left=seen.plan if seen.plan.is_done else None,
            is_dry=orders.is_dry,
            remembers=seen.profile.remembers,
        )


def _agreed(orders: Orders, ask: Ask, tell: Tell) -> tuple[Seen, bool]:
    """Return the plan that was agreed to, as it still is after that."""
    seen = look_and_plan(orders, tell)
    for _ in range(_LOOKS):
        if orders.is_dry or seen.plan.is_done or not ask(seen.plan, seen.profile.remembers):
            return seen, False
        again = look_and_plan(orders, tell)
        if again.profile != seen.profile:
            message = other_profile(seen.looked.greeting, again.looked.greeting)
            raise AnkiError(
                f"{message}, so nothing was done.",
                "Open the one that you mean, and run this again.",
            )
        if again.plan == seen.plan:
            return again, True
        seen = again
    message = "Anki's collection goes on changing while the plan is read, so nothing was done."
    raise AnkiError(message, "Run this again when Anki is at rest.")
