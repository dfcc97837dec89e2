"""The English that drafting knows: words, their forms, and how a text uses them."""
