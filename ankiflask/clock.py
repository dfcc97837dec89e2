"""The seconds that a build stamps its changes with."""

from dataclasses import dataclass
from typing import NewType

DAY = 86_400

ModTime = NewType("ModTime", int)  # seconds since 1970; Anki's `mod`
YEAR_2000 = ModTime(946_684_800)


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds since 1970. `now` is the real clock; `stamp` is what a change is stamped with."""

    now: int
    stamp: ModTime

    @classmethod
    def of(cls, now: int, source_date_epoch: int | None = None) -> "Clock":
        """Return a clock whose stamp is SOURCE_DATE_EPOCH, where given, between 2000 and now."""
        if source_date_epoch is None:
            return cls(now, ModTime(now))
        return cls(now, ModTime(max(YEAR_2000, min(source_date_epoch, now))))
