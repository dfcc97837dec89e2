"""What our packages and Anki's collections have in common: note types, ids, the Sync field."""
