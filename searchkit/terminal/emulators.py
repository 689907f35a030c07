"""Which terminals put Arabic in order themselves, as far as their environment names them.

Seen in xterm 379, urxvt 9.30, Alacritty 0.11, VTE 0.70, Konsole 22.12, mlterm 3.9, kitty 0.26 and
tmux 3.3a; docs/terminal.md says what each does. What is not known gets logical text.
"""

import re
import shutil
from collections.abc import Mapping
from typing import NamedTuple

#: What a line is given as: logical, in visual order, logical between direction isolates, or with
#: its words in visual order and each of them logical.
OFF, ON, ISOLATE, WORDS = "off", "on", "isolate", "words"

#: Stands for a variable that holds what the terminal answers when it is asked for its version.
_ANSWER = "XTVERSION"


#: What many terminals call themselves.
_COMMON = frozenset(["xterm", "xterm-256color"])


class _Known(NamedTuple):
    """A terminal that sets *variable* to something like *value*, and what it should be given."""

    variable: str
    value: str
    bidi: str


_VTE_VERSION = r"(5[89]\d\d|570[3-9]|57[1-9]\d|[6-9]\d{3}|\d{5,})"
_VTE = _Known("VTE_VERSION", _VTE_VERSION, ISOLATE)

#: The first that fits decides. Terminals started from others inherit variables, so what names one
#: for certain stands first.
_TERMINALS = (
    _VTE,
    _Known("KONSOLE_VERSION", r"2212\d\d|2[3-9]\d{4}|[3-9]\d{5}", ISOLATE),
    _Known("KONSOLE_VERSION", ".+", OFF),
    _Known("MLTERM", ".+", OFF),
    _Known("KITTY_WINDOW_ID", ".+", WORDS),
    _Known("TERM_PROGRAM", "Apple_Terminal", OFF),
    _Known("XTERM_VERSION", ".+", ON),
    _Known(_ANSWER, rf"VTE\({_VTE_VERSION}\)", ISOLATE),
    _Known(_ANSWER, r"Konsole (22\.12|2[3-9]|[3-9]\d)\..*", ISOLATE),
    _Known(_ANSWER, r"XTerm\(.*", ON),
    _Known("TERM", "(rxvt|st-|foot|alacritty).*|linux", ON),
    _Known("TERM", "xterm-kitty", WORDS),
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
    described = _around(environment) if inside else environment
    for known in _TERMINALS:
        value = described.get(known.variable, "")
        if value and re.fullmatch(known.value, value):
            place = "tmux or screen inside " if inside else ""
            return Advice(known.bidi, f"{place}{known.variable}={value}")
    return Advice(OFF, "inside tmux or screen" if inside else "a terminal that is not known")


def _around(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Describe the terminal around tmux or screen.

    What they inherited tells of the one they were started in, which may be another by now; but
    tmux knows to which one it is attached. Only VTE is not harmed by a mistake.
    """
    named = _client(environment) if "TMUX" in environment else {}
    if named.get(_ANSWER) or named.get("TERM", "xterm") not in _COMMON:
        return named
    return named | {_VTE.variable: environment.get(_VTE.variable, "")}


def _client(environment: Mapping[str, str]) -> dict[str, str]:
    """Ask tmux for the terminal that it is attached to."""
    import subprocess  # noqa: PLC0415  only inside tmux

    asked = ["display-message", "-p", "#{client_termname}\n#{client_termtype}"]
    try:
        done = subprocess.run(  # noqa: S603  the tmux we run in
            [shutil.which("tmux", path=environment.get("PATH")) or "tmux", *asked],
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=2,
        )
    except (OSError, subprocess.TimeoutExpired):
        return {}
    return dict(zip(("TERM", _ANSWER), done.stdout.splitlines(), strict=False))
