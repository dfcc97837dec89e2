"""deck.lock: the identity and the change clock of a deck's notes."""

from ankiflask.lock.earlier import combine, forget_names
from ankiflask.lock.fingerprint import Present, fingerprint
from ankiflask.lock.layout import lock_text
from ankiflask.lock.read import WrittenLock, read_lock
from ankiflask.lock.settle import Settled, settle

__all__ = [
    "Present", "Settled", "WrittenLock", "combine", "fingerprint", "forget_names", "lock_text",
    "read_lock", "settle",
]  # fmt: skip
