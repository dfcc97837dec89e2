"""Raw text to numbered statements, without filler lines."""
