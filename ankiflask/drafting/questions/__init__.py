"""The rules that ask a question of a sentence."""
