"""Live sync: what a running Anki needs to be as a deck says, written, proven, and taken back."""

from ankiflask.connect import Connection, connect
from ankiflask.pipeline.sync.doctor import examine
from ankiflask.pipeline.sync.run import sync
from ankiflask.pipeline.sync.seeing import Orders
from ankiflask.pipeline.sync.sources import Wanted, wanted
from ankiflask.pipeline.sync.state import State
from ankiflask.pipeline.sync.undo import take_back
from ankiflask.plan import named

__all__ = [
    "Connection", "Orders", "State", "Wanted", "connect", "examine", "named", "sync", "take_back",
    "wanted",
]  # fmt: skip
