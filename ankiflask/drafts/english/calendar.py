"""What dates are written with, as parts of patterns."""

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
ERA = "(?: (?:BC|AD|BCE|CE))?"
