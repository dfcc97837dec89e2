"""From statements to notes: which question or cloze, and how confident the rule is."""
