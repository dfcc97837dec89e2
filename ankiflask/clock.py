"""The seconds that a build stamps its changes with."""

from dataclasses import dataclass

YEAR_2000 = 946_684_800
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds since 1970. `now` is the real clock; `stamp` is what a change is stamped with."""

    now: int
    stamp: int

    @classmethod
    def of(cls, now: int, source_date_epoch: int | None = None) -> "Clock":
        """Return a clock whose stamp is SOURCE_DATE_EPOCH, where given, between 2000 and now."""
        if source_date_epoch is None:
            return cls(now, now)
        return cls(now, max(YEAR_2000, min(source_date_epoch, now)))
