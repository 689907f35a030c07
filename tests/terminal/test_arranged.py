"""What terminals are given: which of them what, where in the window, styles on their letters."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from searchkit.terminal.cells import arranged
from searchkit.terminal.emulators import ISOLATE, OFF, ON, WORDS, advice
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
    pytest.param("TERM=xterm-256color KONSOLE_VERSION=221203", ISOLATE, id="Konsole"),
    pytest.param("TERM=xterm-256color KONSOLE_VERSION=220801", OFF, id="an earlier Konsole"),
    pytest.param("TERM=xterm-kitty KITTY_WINDOW_ID=1", WORDS, id="kitty"),
    pytest.param("TERM=xterm-kitty", WORDS, id="kitty, from another machine"),
    pytest.param("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", OFF, id="Terminal of macOS"),
    pytest.param("TERM=tmux-256color TMUX=/s,1,0 VTE_VERSION=7000", ISOLATE, id="tmux in VTE"),
    pytest.param("TERM=screen XTERM_VERSION=XTerm(379)", OFF, id="screen in xterm"),
    pytest.param("TERM=linux", ON, id="the console"),
    pytest.param("TERM=xterm-256color", OFF, id="unknown"),
    pytest.param("", OFF, id="nothing"),
]


@pytest.mark.parametrize(("environment", "bidi"), TERMINALS)
def test_terminals_are_told_by_their_environment(environment: str, bidi: str) -> None:
    variables = dict(each.split("=", 1) for each in environment.split())
    assert advice(variables).bidi == bidi


IN_TMUX = [
    pytest.param("xterm", "XTerm(379)", ON, id="xterm"),
    pytest.param("xterm-256color", "VTE(7600)", ISOLATE, id="VTE that says its name"),
    pytest.param("xterm-256color", "VTE(5600)", OFF, id="VTE without bidi"),
    pytest.param("xterm-256color", "", ISOLATE, id="what may be the inherited VTE"),
    pytest.param("xterm-256color", "Konsole 22.12.3", ISOLATE, id="Konsole"),
    pytest.param("xterm-kitty", "", WORDS, id="kitty"),
    pytest.param("mlterm", "", OFF, id="mlterm"),
    pytest.param("alacritty", "", ON, id="Alacritty"),
]


@pytest.mark.parametrize(("term", "answer", "bidi"), IN_TMUX)
def test_tmux_knows_the_terminal_around_it(
    tmp_path: Path, term: str, answer: str, bidi: str
) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text(f"#!/bin/sh\necho '{term}'\necho '{answer}'\n", encoding="utf-8")
    tmux.chmod(0o755)
    inherited = {"VTE_VERSION": "7006", "XTERM_VERSION": "XTerm(379)"}
    environment = {"PATH": f"{tmp_path}:/bin", "TERM": "tmux-256color", "TMUX": "/s,1,0"}
    assert advice(environment | inherited).bidi == bidi


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


def test_isolates_stand_after_spaces_around_each_line() -> None:
    assert lines(Text("خبر أول من مدينة بعيدة"), ISOLATE, width=18) == [
        "        \u2067خبر أول من\u2069",
        "       \u2067مدينة بعيدة\u2069",
    ]


WORD_BY_WORD = [
    pytest.param("خبر أول", "أول خبر", id="words run from the right"),
    pytest.param("(خبر) أول", "أول (خبر)", id="brackets are mirrored with their word"),
    pytest.param("في (12) يوم", "يوم (12) في", id="and here where no letter is"),
    pytest.param("عام ٢٠٢٤", "٤٢٠٢ عام", id="digits are turned as letters are"),
    pytest.param("بـ12%", "بـ21%", id="digits in a word"),
    pytest.param("مُدّ A/B؟", "؟A/B مُدّ", id="marks stay, a mark of punctuation turns nothing"),
]


@pytest.mark.parametrize(("text", "sent"), WORD_BY_WORD)
def test_what_a_terminal_that_turns_words_is_given(text: str, sent: str) -> None:
    assert lines(Text(text), WORDS) == [sent.rjust(30 + len(re.findall("[ُّ]", text)))]


def test_a_change_of_weight_parts_words_for_kitty() -> None:
    text = Text("خبر،")
    text.stylize("bold reverse", 0, 3)
    assert lines(text, WORDS) == ["،خبر".rjust(30)]


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
