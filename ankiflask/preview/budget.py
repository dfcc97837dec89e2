"""How much of a card is read and shown, so that a small package cannot fill the memory."""

from dataclasses import dataclass

MAX_CARD = 8 * 1024 * 1024


class TooLongError(Exception):
    """The card would be over MAX_CARD."""


@dataclass(slots=True)
class Budget:
    """The characters that may still be read or shown for one card."""

    left: int = MAX_CARD

    @property
    def taken(self) -> int:
        """How many were read or shown."""
        return MAX_CARD - self.left

    def take(self, characters: int) -> None:
        """Count characters; raises TooLongError where there are too many."""
        self.left -= characters
        if self.left < 0:
            raise TooLongError
