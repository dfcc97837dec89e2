"""The edge to the real Anki: throw-away collections, in a process of their own."""

from ankiflask.rehearse.anki import Anki, RehearsalError

__all__ = ["Anki", "RehearsalError"]
