"""A wrapped line as the terminal needs it: its letters, their order, its place in the window.

The last step before the terminal: text comes in logical order with its styles, and goes out as the
cells should show it. Nothing that was arranged here is wrapped, cut or stored afterwards.
"""

import unicodedata
from itertools import groupby
from typing import NamedTuple

from rich.text import Text

from searchkit.terminal.emulators import ISOLATE, OFF, ON, WORDS
from searchkit.terminal.screen import Screen

_RIGHT_TO_LEFT, _POP = "\u2067", "\u2069"


class _Cell(NamedTuple):
    """What stands in a cell, with the styles of the character it comes from."""

    glyph: str
    styles: tuple[object, ...]


def is_rtl(text: str) -> bool:
    """Tell whether *text* has any letter that is written from right to left."""
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def arranged(line: Text, indent: int, screen: Screen, *, rtl: bool) -> Text:
    """Give *line* so that *screen* shows it in order, *indent* cells from its side of the window.

    *rtl* is the direction of the paragraph it was cut from.
    """
    if not line or screen.bidi == OFF:
        return Text(" " * indent if line else "") + line
    shown = line if screen.bidi == ISOLATE else _visual(line, screen.bidi, rtl=rtl)
    before = screen.width - shown.cell_len if rtl else indent
    if screen.bidi == ISOLATE and rtl and before:  # in the first column isolates have no effect
        shown = Text.assemble(_RIGHT_TO_LEFT, line, _POP)
    return Text(" " * before) + shown


def _visual(line: Text, bidi: str, *, rtl: bool) -> Text:
    """Reorder the characters of *line*, and join its letters; the styles of each go with it."""
    # Imported where it is needed: most terminals order and join by themselves.
    from searchkit.terminal.bidi import mirrored, visual  # noqa: PLC0415
    from searchkit.terminal.shaping import shape  # noqa: PLC0415

    glyphs = shape(line.plain) if bidi == ON else list(line.plain)
    cells = [
        _Cell(mirrored(glyphs[place]) if is_rtl else glyphs[place], _styles(line, place))
        for place, is_rtl in visual(line.plain, rtl=rtl)
    ]
    if bidi == WORDS:
        cells = _turned(cells)
    shown = Text(style=line.style)
    for styles, run in groupby(cells, lambda cell: cell.styles):
        start = len(shown)
        shown.append("".join(cell.glyph for cell in run))
        for style in styles:
            shown.stylize(str(style), start)
    return shown


def _turned(cells: list[_Cell]) -> list[_Cell]:
    """Turn round the words of *cells* that the terminal will turn, and mirror, by itself."""
    from searchkit.terminal.bidi import mirrored  # noqa: PLC0415

    turned: list[_Cell] = []
    for _, run in groupby(cells, lambda cell: (cell.glyph == " ", cell.styles)):
        word = list(run)
        if not any(_turns(cell.glyph) for cell in word):
            turned += word
            continue
        clusters: list[list[_Cell]] = []
        for cell in word:
            if clusters and unicodedata.combining(cell.glyph):
                clusters[-1].append(cell)
            else:
                clusters.append([cell._replace(glyph=mirrored(cell.glyph))])
        turned += [cell for cluster in reversed(clusters) for cell in cluster]
    return turned


def _turns(char: str) -> bool:
    """Tell whether *char* makes a terminal that knows scripts, but no lines, turn its word."""
    direction = unicodedata.bidirectional(char)
    return direction == "AN" or (direction in {"R", "AL"} and unicodedata.category(char) == "Lo")


def _styles(line: Text, place: int) -> tuple[object, ...]:
    return tuple(span.style for span in line.spans if span.start <= place < span.end)
