"""Plain study text in, Anki decks that people trust out."""

__version__ = "0.1.0"
