"""What makes a note hard to learn, rule by rule."""
