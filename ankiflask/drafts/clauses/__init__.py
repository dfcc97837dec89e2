"""Sentences taken apart: opening, subject, verb, and what follows."""
