"""Results for people: blocks of indented text with the matches marked, wrapped to the window.

No tables and no boxes: a terminal that reorders Arabic moves their borders. Lines are wrapped in
logical order, and what is Latin stands on a line of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.text import Text

from searchkit.articles import Article
from searchkit.highlight import Snippet, Span
from searchkit.hits import Result
from searchkit.query import field_name, form_name
from searchkit.terminal.cells import arranged, is_rtl
from searchkit.terminal.emulators import OFF
from searchkit.terminal.screen import Screen
from searchkit.terminal.text import fields, harmless, names, verdict

if TYPE_CHECKING:
    from searchkit.engine.explaining import Explanation
    from searchkit.engine.inventory import Mentioned

#: Not black on yellow: bold turns black into a grey that cannot be read on it.
MARK = "bold reverse"
#: What an article mentions: of colours there are none that every background lets one read.
NAMED = "underline"
_NARROWEST = 10  # cells
_REPRINTS = 3  # that are named


class Block(NamedTuple):
    """Text that is wrapped by itself, and how many cells from the left it begins."""

    text: Text
    indent: int = 3


def hits(result: Result, offset: int) -> Iterator[Block]:
    """Render each hit as a block: a line of facts, the title, the snippets."""
    for number, hit in enumerate(result.hits, start=offset + 1):
        day = hit.date.isoformat() if hit.date else "undated"
        facts = f"{number:>2} {day}  {hit.id}" + (f"  {hit.source}" if hit.source else "")
        yield Block(Text(harmless(facts), "dim"), 0)
        if hit.reprints:
            yield Block(Text(harmless(_also(hit.reprints)), "dim"))
        yield Block(_marked(hit.title, hit.title_spans, "bold"))
        for snippet in hit.snippets:
            yield Block(_shown(snippet))
        yield Block(Text())


def _also(reprints: Sequence[str]) -> str:
    """Name the first *reprints*, and count the others."""
    more = len(reprints) - _REPRINTS
    named = ", ".join(reprints[:_REPRINTS])
    return f"also {named} and {more:,} more" if more > 0 else f"also {named}"


def page(article: Article, mentioned: "Mentioned") -> Iterator[Block]:
    """Render *article* whole: its title, its fields, its text with the subheads in bold.

    What is *mentioned* is underlined.
    """
    found = [*mentioned.entities.values(), *mentioned.dates.values()]
    yield Block(_marked(article.title, [s for each in found for s in each.title], "bold", NAMED))
    yield Block(Text())
    for name, value in (*fields(article), *names(mentioned)):
        yield Block(Text.assemble((f"{name}: ", "dim"), value), 0)
    body = _marked(article.body, [s for each in found for s in each.body], "", NAMED)
    subheads = set(article.subheads)
    for number, line in enumerate(body.split("\n", allow_blank=True)):
        if number in subheads:
            line.stylize("bold")
        yield Block(Text())
        yield Block(line)


def explanation(explained: "Explanation") -> Iterator[Block]:
    """Render why a hit is one: its score and title, each part of the score, what is missing."""
    yield Block(Text(verdict(explained), "dim"), 0)
    yield Block(Text(harmless(explained.title), "bold"))
    yield Block(Text())
    for reason in explained.reasons:
        share = f"{reason.score / explained.score:.0%}" if explained.score else ""
        field = reason.field and field_name(reason.field).en
        where = ", ".join(filter(None, (field, reason.form and form_name(reason.form).en)))
        yield Block(Text(f"{reason.score:>9.4f} {share:>4}  {where}", "dim"), 0)
        yield Block(Text(harmless(reason.explained.ar)))
    for piece in explained.missing:
        yield Block(Text(f"{'missing':>9}", "dim"), 0)
        yield Block(Text(harmless(piece)))


def rendered(blocks: Iterable[Block], screen: Screen) -> Iterator[str]:
    """Render *blocks* as lines for *screen*, wrapped to the window in logical order."""
    console = Console(
        file=StringIO(),
        width=screen.width,
        force_terminal=screen.color,
        color_system="standard" if screen.color else None,
        no_color=not screen.color,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for text, indent in blocks:
        rtl = screen.bidi != OFF and indent > 0 and is_rtl(text.plain)
        for line in text.wrap(console, max(screen.width - indent, _NARROWEST)):
            line.rstrip()
            with console.capture() as captured:
                console.print(arranged(line, indent, screen, rtl=rtl), end="", no_wrap=True)
            yield captured.get()


def _marked(text: str, spans: Sequence[Span], style: str, mark: str = MARK) -> Text:
    marked = Text("\n".join(map(harmless, text.split("\n"))), style)
    for start, end in spans:
        marked.stylize(mark, start, end)
    return marked


def _shown(snippet: Snippet) -> Text:
    return Text.assemble(
        "… " if snippet.cut_before else "",
        _marked(snippet.text, snippet.spans, ""),
        " …" if snippet.cut_after else "",
    )
