"""More articles like those of an archive: its own, with other ids, days and sentences.

Every copy of an article gets a new id, a day near its own, and a part of its sentences swapped for
sentences of articles read shortly before. Words, their frequencies and lengths stay those of the
archive; its vocabulary does not grow as that of a larger archive would.
"""

import datetime as dt
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from searchkit.articles import Article

_POOL = 5000  # sentences kept to swap with
_SWAPPED = 0.3  # share of the sentences of an article
_DAYS = 10  # a day moves by at most so many
_SENTENCE = re.compile(r"[^.؟!؛\n]*[.؟!؛\n]*")


def grown(
    read: Callable[[], Iterable[Article]], *, times: int, mark: str = "copy", seed: int = 7
) -> Iterator[Article]:
    """Yield *times* copies of every article that *read* gives, copy after copy of the whole."""
    draw = random.Random(seed)
    pool: list[str] = []
    for copy in range(times):
        for article in read():
            day = article.date and article.date + dt.timedelta(draw.randint(-_DAYS, _DAYS))
            body = "".join(_swapped(_SENTENCE.findall(article.body), pool, draw))
            yield replace(article, id=f"{article.id}-{mark}{copy}", date=day, body=body)


def _swapped(sentences: Iterable[str], pool: list[str], draw: random.Random) -> Iterator[str]:
    for sentence in sentences:
        if len(pool) < _POOL:
            pool.append(sentence)
        elif draw.random() < _SWAPPED:
            place = draw.randrange(_POOL)
            pool[place], sentence = sentence, pool[place]  # noqa: PLW2901  that is a swap
        yield sentence


def write(path: Path, articles: Iterable[Article]) -> None:
    """Write *articles* to *path* as JSON lines that `searchkit.articles.load` reads."""
    names = ("id", "url", "source", "title", "author", "body")
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            record = {name: value for name in names if (value := getattr(article, name))}
            if article.date:
                record["date"] = article.date.isoformat()
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
