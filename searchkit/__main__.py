"""``python -m searchkit``."""

from searchkit.terminal.app import run

if __name__ == "__main__":
    run()
