"""The command line: a thin file a command. Here, and only here, is printed, exited and asked."""
