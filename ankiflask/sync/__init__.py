"""A running Anki brought up to date: look, plan, apply, look again; and undo."""
