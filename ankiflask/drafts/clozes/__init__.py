"""The choice of the term that a cloze hides."""
