"""Exit statuses of the command line: those of grep, and 128 and the signal's number."""

DONE, NOTHING_FOUND, MISTAKE, INTERRUPTED = 0, 1, 2, 130
