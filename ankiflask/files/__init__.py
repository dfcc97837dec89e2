"""The edge to the disk: reading what may be anything, writing so that nothing is ever half there."""
