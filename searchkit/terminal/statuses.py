"""What the program ends with, as scripts read it."""

DONE, NO_HITS, FAILED = 0, 1, 2
INTERRUPTED, TERMINATED = 130, 143


class Terminated(BaseException):
    """A signal asks to end. No Exception: nobody but the program itself is to take care of it."""
