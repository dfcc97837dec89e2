"""The edge to the disk: reading untrusted files, writing in one step."""
