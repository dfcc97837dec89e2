"""The texts of a new deck's folder."""
