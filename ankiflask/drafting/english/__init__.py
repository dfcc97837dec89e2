"""English words, and sentences taken apart into subject, verb and the rest."""
