"""Where the command begins, before anything of `searchkit` is loaded, numpy with it.

Ctrl-C in that time ends the process as it ends a C program: by the signal, without a traceback. A
module beside the package, for whatever lies inside is loaded after all that the package imports.
"""

import gc
import os
import signal


def run() -> None:
    """Load the program, then run it."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else a shell has it ignored, and so it stays
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # To start threads for algebra that is never done, and to look for garbage among what is being
    # loaded, would take a seventh of the time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()
    from searchkit.terminal import app  # noqa: PLC0415  this is what takes the time

    gc.freeze()
    gc.enable()
    signal.signal(signal.SIGINT, before)
    app.run()


if __name__ == "__main__":
    run()
