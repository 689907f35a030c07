"""A line of Arabic in every way it can be sent, for a person to see which reads as it should."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rich.text import Text

from searchkit.config import settings_file
from searchkit.terminal.cells import arranged
from searchkit.terminal.emulators import ISOLATE, OFF, ON, WORDS, advice
from searchkit.terminal.screen import Screen

_LINE = "نموّ «الاقتصاد» (٢٠٢٤/٠٣/١٥) إلى 12.5% وسهم (Apple) أيضًا"
_WIDTH = 60

_DESCRIBED = {
    OFF: "as it is, in logical order",
    ON: "joined and in visual order",
    ISOLATE: "in logical order, each line marked as running from the right",
    WORDS: "word by word in visual order, each word as it is",
}


def sample(environment: Mapping[str, str], screen: Screen) -> Iterator[str]:
    """Say what the terminal gets by default and how to set another; show what can be set."""
    found = advice(environment)
    yield f"terminal: Arabic is sent {_DESCRIBED[found.bidi]} ({found.reason})"
    yield "Which of these reads well, from right to left and with joined letters?"
    for bidi in _DESCRIBED:
        window = replace(screen, bidi=bidi, width=min(screen.width, _WIDTH))
        yield f'  bidi = "{bidi}"'
        yield arranged(Text(_LINE), 3, window, rtl=True).plain
    yield f"To have it so whatever the terminal, put its line into {settings_file(environment)}."
