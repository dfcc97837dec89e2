"""deck.lock: the identity and the change clock of a deck's notes."""

from ankiflask.lock.fingerprint import Present, fingerprint
from ankiflask.lock.layout import lock_text
from ankiflask.lock.read import WrittenLock, read_lock
from ankiflask.lock.settle import Settled, settle

__all__ = ["Present", "Settled", "WrittenLock", "fingerprint", "lock_text", "read_lock", "settle"]
