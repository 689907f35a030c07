"""Which terminals put Arabic in order themselves, as far as their environment names them.

Seen in xterm 379, urxvt 9.30, Alacritty 0.11, VTE 0.70, Konsole 22.12, mlterm 3.9, kitty 0.26 and
tmux 3.3a; docs/terminal.md says what each does. What is not known gets logical text.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

#: What a line is given as: logical, in visual order, or logical between direction isolates.
OFF, ON, ISOLATE = "off", "on", "isolate"


class _Known(NamedTuple):
    """A terminal that sets *variable* to something like *value*, and what it should be given."""

    variable: str
    value: str
    bidi: str


_VTE = _Known("VTE_VERSION", r"5[89]\d\d|570[3-9]|57[1-9]\d|[6-9]\d{3}|\d{5,}", ISOLATE)

#: The first that fits decides. Terminals started from others inherit variables, so what names one
#: for certain stands first.
_TERMINALS = (
    _VTE,
    _Known("KONSOLE_VERSION", ".+", OFF),
    _Known("MLTERM", ".+", OFF),
    _Known("KITTY_WINDOW_ID", ".+", OFF),
    _Known("TERM_PROGRAM", "Apple_Terminal", OFF),
    _Known("XTERM_VERSION", ".+", ON),
    _Known("TERM", "(rxvt|st-|foot|alacritty).*|linux", ON),
    _Known("ALACRITTY_WINDOW_ID", ".+", ON),
    _Known("WT_SESSION", ".+", ON),
)


class Advice(NamedTuple):
    """What to give a terminal, and the reason in a few words."""

    bidi: str
    reason: str


def advice(environment: Mapping[str, str]) -> Advice:
    """Say how Arabic should be given to the terminal that *environment* describes.

    >>> advice({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"})
    Advice(bidi='on', reason='XTERM_VERSION=XTerm(379)')
    """
    inside = "TMUX" in environment or environment.get("TERM", "").startswith(("screen", "tmux"))
    for known in (_VTE,) if inside else _TERMINALS:
        value = environment.get(known.variable, "")
        if value and re.fullmatch(known.value, value):
            return Advice(known.bidi, f"{known.variable}={value}")
    return Advice(OFF, "inside tmux or screen" if inside else "a terminal that is not known")
