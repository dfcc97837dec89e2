"""Any cards on one page that needs no other file, drawn as Anki draws them."""
