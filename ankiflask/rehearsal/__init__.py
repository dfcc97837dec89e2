"""Packages imported into throw-away collections of the real Anki, and the verdict."""
