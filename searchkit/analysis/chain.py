"""The analysis of one archive: forms to stems and skeletons, judged by how often it prints what.

A chain is learnt when an index is built, from all titles and bodies, and kept with the index: texts
and queries of that index meet in the same stems until it is built anew. A form that was not there
when it was learnt is judged by the counts of those that were.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Self

from searchkit.analysis.background import background
from searchkit.analysis.counted import NOTHING, Counted, Integers
from searchkit.analysis.skeleton import skeleton
from searchkit.analysis.stemmer import WITH_ARTICLE, Tally, stem

#: Words of an archive above which it needs no other evidence than its own.
ENOUGH = 1_000_000
#: Occurrences of a form that is evidence of anything, in an archive that does not borrow any.
_LEAST = 2
_REMEMBERED = 1 << 18  # forms whose stems are kept


@cache
def _borrowed() -> Tally:
    """Count what is borrowed: once, for it takes longer than a small archive."""
    return Tally(background())


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """What the stem and the skeleton of a form are, as the archive *counted* bears them out.

    Chains that *borrow* add what is known of the language in general; see `background`. Threads may
    share a chain.

    >>> PLAIN.stem("وبالعقوبات"), PLAIN.skeleton("العقوبات"), PLAIN.stem("nato")
    ('عقوب', 'عقب', 'nato')
    """

    counted: Counted = NOTHING
    borrows: bool = True
    _stems: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def learn(cls, forms: Sequence[str], counts: Integers) -> Self:
        """Learn from how often an archive prints each of its distinct *forms*."""
        borrows = int(counts.sum()) < ENOUGH
        least = 1 if borrows else _LEAST
        own = {
            form: count
            for form, count in zip(forms, counts.tolist(), strict=True)
            if count >= least
        }
        evidence = Tally(own, _borrowed() if borrows else None)
        stems = {form: stem(form, evidence) for form in forms}
        counted = Counted.of(list(own), list(own.values()), map(stems.__getitem__, own))
        return cls(counted, borrows, stems)

    def stem(self, form: str) -> str:
        """Give the stem of a folded *form*: a part of it."""
        found = self._stems.get(form)
        if found is None:
            found = self.counted.stem(form)
            if found is None:
                found = stem(form, self)
            if len(self._stems) >= _REMEMBERED:
                self._stems.clear()
            self._stems[form] = found
        return found

    def skeleton(self, form: str) -> str:
        """Give the skeleton of a folded *form*: that of its stem."""
        return skeleton(self.stem(form))

    def count(self, form: str) -> int:
        """Give how often *form* is printed exactly so."""
        borrowed = background().get(form, 0) if self.borrows else 0
        return self.counted.count(form) + borrowed

    def support(self, rest: str) -> int:
        """Give how often *rest* is printed, bare or with an article."""
        return self.count(rest) + sum(self.count(article + rest) for article in WITH_ARTICLE)


#: The chain where there is no archive: what is known of the language in general.
PLAIN = Chain()
