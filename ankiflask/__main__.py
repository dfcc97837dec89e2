"""`python -m ankiflask` is `ankiflask`."""

from ankiflask.cli.app import main

main()
