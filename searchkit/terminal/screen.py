"""What the program is talking to: asked once at the start, told to everything that renders."""

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TextIO

from searchkit.config import Config
from searchkit.terminal.emulators import OFF, advice

#: Lines of running text are not made longer than this, however wide the window is.
WIDEST = 100


@dataclass(frozen=True, slots=True)
class Screen:
    """*is_terminal*: a person reads standard output; *is_watched*: one watches standard error.

    *color* tells whether to send styles, *width* and *height* are in cells. *bidi* is how lines of
    Arabic are given to the terminal, one of those in `searchkit.terminal.emulators`.
    """

    is_terminal: bool = False
    is_watched: bool = False
    color: bool = False
    width: int = 80
    height: int = 24
    bidi: str = OFF

    @classmethod
    def of(cls, config: Config, environment: Mapping[str, str] = os.environ) -> Self:
        """Look at the streams, and settle what *config* leaves to them.

        With ``auto``, NO_COLOR forbids and FORCE_COLOR asks for color (no-color.org,
        force-color.org), else a terminal gets it.
        """
        is_terminal = sys.stdout.isatty()
        wished = config.color == "always" or (
            config.color == "auto"
            and not environment.get("NO_COLOR")
            and (bool(environment.get("FORCE_COLOR")) or is_terminal)
        )
        columns, height = shutil.get_terminal_size()
        bidi = config.bidi
        if bidi == "auto":
            bidi = advice(environment).bidi if is_terminal else OFF
        return cls(is_terminal, sys.stderr.isatty(), wished, min(columns, WIDEST), height, bidi)

    def format(self, config: Config) -> str:
        """Give the format that *config* asks for, or the one for whoever reads."""
        if config.format != "auto":
            return config.format
        return "human" if self.is_terminal else "plain"


class ReaderGone(Exception):
    """Whoever read standard output has closed it. No OSError: click would end the program."""


def put(line: str, end: str = "\n") -> None:
    """Print *line* to standard output; raise `ReaderGone` if nobody reads it any more."""
    try:
        sys.stdout.write(f"{line}{end}")
    except BrokenPipeError as error:
        raise ReaderGone from error


def speak_utf8(*streams: TextIO) -> None:
    """Make *streams* UTF-8 whatever the locale is; what cannot be written is escaped."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def open_closed_streams() -> None:
    """Put the null device where the shell closed a stream, as with ``>&-``."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
