"""Sentences taken apart into subject, verb and the rest."""
