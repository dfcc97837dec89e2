"""Requests to AnkiConnect, and its replies matched by shape."""
