"""Two releases compared: what changed, and what the newer one asks of learners."""
