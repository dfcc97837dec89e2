"""English words and tokens, as far as drafting needs them."""
