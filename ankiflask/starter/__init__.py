"""What a new deck's folder holds, as texts; the lock is not among them, since a build makes it."""

from ankiflask.starter.files import files

__all__ = ["files"]
