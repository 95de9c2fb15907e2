"""Exit statuses of the command line: 0 to 2 as grep's, and 128 + 2 for an interrupt (SIGINT)."""

DONE, NOTHING_FOUND, MISTAKE, INTERRUPTED = 0, 1, 2, 130
