"""What terminals are given: which of them what, where in the window, styles on their letters."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from searchkit.terminal.cells import arranged
from searchkit.terminal.emulators import ISOLATE, OFF, ON, advice
from searchkit.terminal.human import Block, rendered
from searchkit.terminal.screen import Screen

Run = Callable[..., Any]

TERMINALS = [
    pytest.param("TERM=xterm-256color XTERM_VERSION=XTerm(379)", ON, id="xterm"),
    pytest.param("TERM=rxvt-unicode-256color", ON, id="urxvt"),
    pytest.param("TERM=alacritty ALACRITTY_WINDOW_ID=1", ON, id="Alacritty"),
    pytest.param("TERM=xterm-256color VTE_VERSION=7000", ISOLATE, id="GNOME Terminal"),
    pytest.param("TERM=xterm-256color VTE_VERSION=5703", ISOLATE, id="the first VTE with bidi"),
    pytest.param("TERM=xterm-256color VTE_VERSION=5702", OFF, id="the last VTE without"),
    pytest.param("TERM=mlterm MLTERM=3.9", OFF, id="mlterm"),
    pytest.param("TERM=xterm-256color KONSOLE_VERSION=221203", OFF, id="Konsole"),
    pytest.param("TERM=xterm-kitty KITTY_WINDOW_ID=1", OFF, id="kitty"),
    pytest.param("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", OFF, id="Terminal of macOS"),
    pytest.param("TERM=tmux-256color TMUX=/s,1,0 VTE_VERSION=7000", ISOLATE, id="tmux in VTE"),
    pytest.param("TERM=screen XTERM_VERSION=XTerm(379)", OFF, id="tmux in xterm"),
    pytest.param("TERM=linux", ON, id="the console"),
    pytest.param("TERM=xterm-256color", OFF, id="unknown"),
    pytest.param("", OFF, id="nothing"),
]


@pytest.mark.parametrize(("environment", "bidi"), TERMINALS)
def test_terminals_are_told_by_their_environment(environment: str, bidi: str) -> None:
    variables = dict(each.split("=", 1) for each in environment.split())
    assert advice(variables).bidi == bidi


def lines(text: Text, bidi: str, width: int = 30) -> list[str]:
    return list(rendered([Block(text)], Screen(color=False, width=width, bidi=bidi)))


def test_lines_are_wrapped_before_they_are_reordered() -> None:
    first, second = lines(Text("وزير الخارجية يصل اليوم إلى العاصمة"), ON)
    assert first.endswith("ﺮﻳﺯﻭ")
    assert second.endswith("ﺔﻤﺻﺎﻌﻟﺍ")


def test_arabic_is_set_at_the_right_edge_and_latin_at_the_left() -> None:
    assert lines(Text("خبر"), ON) == ["ﺮﺒﺧ".rjust(30)]
    assert lines(Text("news"), ON) == ["   news"]


def test_what_a_terminal_orders_itself_is_left_alone() -> None:
    assert lines(Text("خبر (1)"), OFF) == ["   خبر (1)"]


def test_isolates_stand_after_the_indent_around_each_line() -> None:
    assert lines(Text("خبر أول من مدينة بعيدة"), ISOLATE, width=18) == [
        "   \u2067خبر أول من\u2069",
        "   \u2067مدينة بعيدة\u2069",
    ]


@given(st.text("ابتلا ab12().", min_size=1), st.data())
def test_styles_land_on_the_same_characters(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    line = Text(content)
    line.stylize("bold", start, end)
    shown = arranged(line, 0, Screen(width=200, bidi=ON), rtl=True)
    bold = "".join(shown.plain[span.start : span.end] for span in shown.spans)
    wanted = without_joined_lams(content)[start:end].replace("\0", "")
    assert sorted(plainly(bold)) == sorted(wanted)


FACING = str.maketrans(")", "(")  # which of them is shown depends on the direction


def without_joined_lams(content: str) -> str:
    """*content* with nothing but a mark of its place for the lam of each lam-alef."""
    return re.sub("ل(?=ا)", "\0", content).translate(FACING)


def plainly(shown: str) -> str:
    """*shown* with each presentation form as its letter, lam-alef as its alef."""
    letters = (unicodedata.normalize("NFKC", glyph)[-1] for glyph in shown)
    return "".join(letters).translate(FACING)
