"""An article's text in pieces: its words, and what is printed between them where that is no space.

The cut is that of `searchkit.analysis`, so that a word of an entity is a word of the index. What is
known of a piece is kept by its text, once for all the articles that print it.
"""

from functools import lru_cache
from itertools import accumulate, compress
from typing import NamedTuple

from searchkit.analysis import split

#: The piece between two lines, whatever marks are printed there.
LINE_END = "\n"

# Hash and underscore join the words of a tag: «#دونالد_ترامب».
_NO_MARK = " \t\r#_\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\ufeff"


class Pieces(NamedTuple):
    """The pieces of a text: *texts*, and for each the offset where it starts.

    A word is as published; the marks between two words are one piece, and start behind the first.
    At the end of a line that piece is `LINE_END` and the marks before it.
    """

    texts: list[str]
    starts: list[int]

    def end(self, index: int) -> int:
        """Give the offset behind the word at *index*."""
        return self.starts[index] + len(self.texts[index])


def cut(text: str) -> Pieces:
    r"""Cut *text* into words and marks.

    >>> cut("قال: «نعم».\nثم").texts
    ['قال', ': «', 'نعم', '\n».', 'ثم']
    """
    parts = split(text)
    starts = list(accumulate(map(len, parts), initial=0))
    parts[::2] = map(_mark, parts[::2])
    return Pieces(list(filter(None, parts)), list(compress(starts, parts)))


@lru_cache(maxsize=1 << 12)
def _mark(between: str) -> str:
    before, line_end, _ = between.partition(LINE_END)
    return line_end + before.strip(_NO_MARK)
