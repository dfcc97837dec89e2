"""The bottom floor: frozen values, identities and errors. Imports nothing of ankiflask above it."""
