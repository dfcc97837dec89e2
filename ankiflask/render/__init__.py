"""Notes of a deck to fields in HTML."""
