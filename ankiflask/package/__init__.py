"""The bytes of an .apkg: written, and read back from any tool."""
