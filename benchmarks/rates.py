"""How fast texts are cut into words: searchkit beside a regular expression and pyarabic."""

import re
import time
from collections.abc import Callable, Sequence

from pyarabic import araby

from benchmarks import table
from searchkit.analysis import analyze
from searchkit.analysis.lexicon import Lexicon
from searchkit.articles import Article

_BATCH = 256
_SAMPLE = 500  # articles, for what takes each word by itself


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Print articles a second by what cuts them; give these figures."""
    texts = [f"{each.title}\n{each.body}" for each in articles]
    sample = texts[:_SAMPLE]
    word = re.compile(r"\w+")
    rates = {
        "searchkit Lexicon.encode": _rate(_encode, texts),
        r"re.findall \w+": _rate(lambda given: [word.findall(text) for text in given], texts),
        "searchkit analyze (sample)": _rate(lambda given: [[*analyze(t)] for t in given], sample),
        "pyarabic tokenize (sample)": _rate(lambda given: [*map(araby.tokenize, given)], sample),
    }
    table.show(("title and body to words", "articles/s"), _lines(rates))
    return rates


def _lines(rates: dict[str, float]) -> list[tuple[str, str]]:
    return [(name, f"{rate:,.0f}") for name, rate in rates.items()]


def _encode(texts: Sequence[str]) -> None:
    lexicon = Lexicon()
    for start in range(0, len(texts), _BATCH):
        lexicon.encode(texts[start : start + _BATCH])


def _rate(cut: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    started = time.perf_counter()
    cut(texts)
    return len(texts) / (time.perf_counter() - started)
