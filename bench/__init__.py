"""How fast it is, measured beside what others need for the same. `make bench` runs it."""
