"""Which term of a sentence a cloze hides."""
