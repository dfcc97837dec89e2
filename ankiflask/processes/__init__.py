"""Processes that end with ankiflask, whatever ends it, with all that they started."""

from ankiflask.processes.keeping import Keeper
from ankiflask.processes.threads import Watchdog, leave_signals_to_the_main_thread

__all__ = ["Keeper", "Watchdog", "leave_signals_to_the_main_thread"]
