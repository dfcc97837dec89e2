"""Programs that ankiflask runs, and that end with it."""
