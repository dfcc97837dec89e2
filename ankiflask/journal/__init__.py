"""What a sync wrote: as text that survives a crash, and how it is taken back."""

from ankiflask.journal.lines import entry_line
from ankiflask.journal.read import read_journal
from ankiflask.journal.seen import read_seen, seen_text
from ankiflask.journal.taken_back import taken_back

__all__ = ["entry_line", "read_journal", "read_seen", "seen_text", "taken_back"]
