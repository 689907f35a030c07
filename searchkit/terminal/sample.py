"""A line of Arabic twice, for a person to see which of them the terminal shows as it should."""

from collections.abc import Iterator, Mapping

from searchkit.config import settings_file
from searchkit.terminal.bidi import mirrored, visual
from searchkit.terminal.emulators import OFF, ON, advice
from searchkit.terminal.shaping import shape

_LINE = "نموّ «الاقتصاد» (٢٠٢٤/٠٣/١٥) إلى 12.5%"


def sample(environment: Mapping[str, str]) -> Iterator[str]:
    """Say what the terminal gets by default and how to set another; show what can be set."""
    found = advice(environment)
    yield f"terminal: Arabic is sent {_DESCRIBED[found.bidi]} ({found.reason})"
    yield "Which of these two reads well, from right to left and with joined letters?"
    yield f"  first:   {_LINE}"
    glyphs = shape(_LINE)
    order = visual(_LINE, rtl=True)
    shown = (mirrored(glyphs[place]) if is_rtl else glyphs[place] for place, is_rtl in order)
    yield f"  second:  {''.join(shown)}"
    yield f"To have it so whatever the terminal, put into {settings_file(environment)}:"
    yield f'  bidi = "{OFF}"    if it is the first'
    yield f'  bidi = "{ON}"     if it is the second'


_DESCRIBED = {
    OFF: "as it is, in logical order",
    ON: "joined and in visual order",
    "isolate": "in logical order, each line marked as running from the right",
}
