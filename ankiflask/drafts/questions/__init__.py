"""The rules that make a question of a sentence."""
