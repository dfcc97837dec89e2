"""A deck's own files: deck.yaml and deck.lock, read, checked and compared."""
