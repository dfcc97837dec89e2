"""Examples on cards: what they claim, and a process that runs them."""
