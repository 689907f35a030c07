"""What the program ends with, as scripts read it."""

DONE, NO_HITS, FAILED = 0, 1, 2
INTERRUPTED = 130
