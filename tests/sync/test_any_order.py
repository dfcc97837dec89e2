"""Authors and learners at work in any order: nothing is doubled, nothing of the learner's is lost."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    rule,
    run_state_machine_as_test,
)

from tests.addon.desktop import Line
from tests.anki.learner import Anki
from tests.anki.make_environments import environments
from tests.sync.any_order_desk import Desk
from tests.sync.any_order_habits import HABITS, act
from tests.sync.any_order_model import id_of

pytestmark = pytest.mark.anki

_STEPS = 20
_SOAK = 10  # times as many runs

# Few notes, so that author and learner meet.
WHICH = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4])
HOW = st.integers(0, 11)
SECONDS = st.sampled_from([None, None, 1, 1, 1, 3000])
WORKS = st.sampled_from(
    [
        "edit",
        "edit",
        "edit",
        "explain",
        "regrade",
        "change_topics",
        "change_topics",
        "add",
        "retire",
    ]
)
RELEASES = st.sampled_from([1, 1, 1, 2, 3])  # from the newest back
WAYS = st.sampled_from(["import", "import", "import", "import always", "sync"])
ORDERS = st.sampled_from(
    ["", "", "", "--suspend-retired", "--keep", "--overwrite", "--restore", "--undo", "--undo"]
)


@dataclass(frozen=True)
class Day:
    """What author and learner do, each for themselves. `seconds`: the author also publishes."""

    works: list[tuple[str, int]]
    habits: list[tuple[str, int, int]]
    seconds: int | None

    def pass_at(self, desk: Desk) -> None:
        """Let them do it."""
        for work, which in self.works:
            desk.author.work(work, which)
        if self.seconds is None:
            desk.author.write(1)
        else:
            desk.author.publish(self.seconds)
        for habit, which, how in self.habits:
            act(desk, habit, which, how)


# In each step, as hypothesis leaves whole rules out of a run now and then.
DAYS = st.builds(
    Day,
    works=st.lists(st.tuples(WORKS, WHICH), max_size=2),
    habits=st.lists(st.tuples(st.sampled_from(HABITS), WHICH, HOW), max_size=2),
    seconds=SECONDS,
)


class AnyOrder(RuleBasedStateMachine):
    """Steps of an author, of a learner, and of what brings them together."""

    def __init__(self, anki: Anki, line: Line) -> None:
        super().__init__()
        self.desk = Desk(anki, line)

    def teardown(self) -> None:
        self.desk.close()

    @rule(day=DAYS, way=WAYS, back=RELEASES)
    def a_package_is_brought(self, day: Day, way: str, back: int) -> None:
        day.pass_at(self.desk)
        releases = self.desk.author.releases
        package = releases[-min(back, len(releases))]
        # Anki itself leaves a second note type where a package meets one with a field more.
        if way == "sync" or self.desk.has_own_field:
            self.desk.sync(package)
        else:
            self.desk.import_package(package, always=way == "import always")

    @rule(day=DAYS, order=ORDERS, which=WHICH)
    def the_deck_is_synced(self, day: Day, order: str, which: int) -> None:
        day.pass_at(self.desk)
        folder, missing = self.desk.author.folder, self.desk.missing()
        if order == "--undo":
            self.desk.undo()
        elif order in ("--keep", "--overwrite"):
            note_id = self._edited(which)
            taken = [note_id] if order == "--overwrite" else []
            self.desk.sync(folder, order, note_id, taken=taken)
        elif order == "--restore":
            words = [word for note_id in missing for word in (order, note_id)]
            self.desk.sync(folder, *words, restored=missing)
        else:
            self.desk.sync(folder, *order.split())

    def _edited(self, which: int) -> str:
        """Return the id of a note that the learner has edited, if there is one."""
        rows = {row for row, _ in self.desk.memory.typed}
        edited = {id_of(note) for note in self.desk.ours() if note.id in rows}
        ids = sorted(edited & self.desk.author.notes.keys()) or sorted(self.desk.author.notes)
        return ids[which % len(ids)]


@pytest.mark.parametrize(("place", "line", "runs"), [(0, "new", 26), (1, "old", 4)])
def test_nothing_is_doubled_or_lost_in_any_order(
    place: int, line: Line, runs: int, is_soak: bool
) -> None:
    chosen = settings(
        max_examples=runs * (_SOAK if is_soak else 1),
        stateful_step_count=_STEPS,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    with Anki(environments()[place]) as anki:

        class Here(AnyOrder):
            def __init__(self) -> None:
                super().__init__(anki, line)

        run_state_machine_as_test(Here, settings=chosen)
