"""How fast web pages become articles: searchkit beside trafilatura, which reads their text."""

import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura

from benchmarks import table
from searchkit.articles import webpage

_PAGES = Path(__file__).parents[2] / "shared" / "data"
_ROUNDS = 5


def web_pages() -> dict[str, float]:
    """Print pages read in a second of processor time; give these figures.

    The rounds of all are interleaved and the best of each counts.
    """
    pages = _pages()
    if not pages:
        print("no web pages beside the project to be read")
        return {}
    readers: dict[str, Callable[[bytes], object]] = {
        "searchkit": lambda page: list(webpage.read(io.BytesIO(page))),
        "trafilatura, text and metadata": _extract,
        "trafilatura, text": lambda page: trafilatura.extract(page, include_comments=False),
    }
    seconds = {name: _seconds(read, pages) for name, read in readers.items()}  # loads it all, too
    for _ in range(_ROUNDS):
        for name, read in readers.items():
            seconds[name] = min(seconds[name], _seconds(read, pages))
    rates = {name: len(pages) / taken for name, taken in seconds.items()}
    ours = rates["searchkit"]
    lines = [(name, f"{rate:,.0f}", f"{rate / ours:.2f}") for name, rate in rates.items()]
    table.show((f"{len(pages)} web pages to articles", "pages/s", "ratio"), lines)
    return rates


def _extract(page: bytes) -> object:
    return trafilatura.extract(page, include_comments=False, with_metadata=True)


def _pages() -> list[bytes]:
    paths = [*_PAGES.glob("ingest/html/*.html"), *_PAGES.glob("html/*.html")]
    return [path.read_bytes() for path in sorted(paths)]


def _seconds(read: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    started = time.process_time()
    for page in pages:
        read(page)
    return time.process_time() - started


if __name__ == "__main__":
    web_pages()
