"""What was probably meant by a word that an archive does not have: one of its words, a slip away.

A slip is a letter too many, too few or another, two letters exchanged, or a space left out. Every
word that is one slip away from what was typed is looked up at once among those of the chain. What a
word is worth among others (`searchkit.query.rule`) is told along with it.
"""

from collections.abc import Collection, Iterator, Sequence
from math import log, sqrt

from searchkit.analysis import Chain
from searchkit.analysis.stemmer import is_arabic
from searchkit.engine.evaluation.snapshot import Snapshot
from searchkit.engine.printing import printed
from searchkit.engine.segments.damage import reading
from searchkit.query.fields import DEFAULT_FIELDS, EXACT, STEM, VIEWS
from searchkit.query.rule import FULL
from searchkit.query.usage import Meant, Usage

LETTERS = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
#: Letters that are taken for each other: by sound, by sight, or for they lie side by side.
CONFUSED = frozenset(map(frozenset, ["ضظ", "ذز", "هت", "سص", "تط", "دض", "قك", "ثس"]))

#: Words of one query that are looked into: each costs about a millisecond.
_MOST_WORDS = 8
_SHORTEST, _LONGEST = 4, 20  # letters of a word that is looked into
#: Articles with the stem of a word up to which it may be a slip, and occurrences of what was meant.
_RARE, _LEAST = 2, 3
_RARE_AMONG_FEW, _LEAST_AMONG_FEW = 0, 1  # likewise, in archives that borrow evidence
_LEAST_PART, _SHORTEST_PART = 20, 3  # occurrences and letters of each of two words

#: The logarithm of how many articles there must be for each that has a word, to tell it the most.
_TELLING = 5.0

_CONFUSED, _EXCHANGED, _OTHER_FIRST = 4.0, 2.0, 0.5


def usage(snapshot: Snapshot, chain: Chain, forms: Collection[str]) -> Usage:
    """Give how the archive in *snapshot* with *chain* uses *forms*, and what slips among them mean.

    Raises `IndexDamaged` if the files do not hold what they should.
    """
    with reading(snapshot.folder):
        slips = [form for form in dict.fromkeys(forms) if _may_be_slip(snapshot, chain, form)]
        found = {form: _meant(snapshot, chain, form) for form in slips[:_MOST_WORDS]}
        meant = {
            form: Meant(words, " ".join(printed(snapshot, word) for word in words))
            for form, words in found.items()
            if words
        }
        # Beside words that find articles, a root would only add what has nothing to do with them.
        is_lost = not meant and all(_is_rare(snapshot, chain, form) for form in forms)
        worth = {form: _worth(snapshot, chain, form, found.get(form, ())) for form in forms}
    return Usage(chain, meant, frozenset(forms if is_lost else ()), worth)


def _worth(snapshot: Snapshot, chain: Chain, form: str, meant: Sequence[str]) -> int:
    """Give what *form*, or what was *meant* by it, is worth: the less, the more articles have it.

    That is the logarithm of how many articles there are for each that has it, in the scale of
    `FULL`, which is what a word of one article is worth among few, and any rare one among many.
    """
    count = _articles(snapshot, STEM, chain.stem(form))
    if meant:
        count = max(count, min(_articles(snapshot, STEM, chain.stem(word)) for word in meant))
    most = min(log(max(snapshot.count, 2)), _TELLING)
    telling = log(max(snapshot.count, 1) / max(count, 1))
    return max(1, round(FULL * min(telling / most, 1.0)))


def _may_be_slip(snapshot: Snapshot, chain: Chain, form: str) -> bool:
    return (
        _SHORTEST <= len(form) <= _LONGEST
        and is_arabic(form)
        and not chain.count(form)
        and not _articles(snapshot, EXACT, form)
        and _is_rare(snapshot, chain, form)
    )


def _is_rare(snapshot: Snapshot, chain: Chain, form: str) -> bool:
    most = _RARE_AMONG_FEW if chain.borrows else _RARE
    return _articles(snapshot, STEM, chain.stem(form)) <= most


def _articles(snapshot: Snapshot, kind: str, term: str) -> int:
    """Give how many articles have *term* in title or in body, whichever is more."""
    views = (view.name for field in DEFAULT_FIELDS for view in VIEWS[field] if view.form == kind)
    return max(snapshot.df(view, term.encode("utf-8", "surrogatepass")) for view in views)


def _meant(snapshot: Snapshot, chain: Chain, form: str) -> tuple[str, ...]:
    """Give the likeliest word, or two, that *form* is a slip of; nothing if there is none."""
    found = dict(near(form))
    counts = chain.counted.counts_of(list(found)).tolist()
    least = _LEAST_AMONG_FEW if chain.borrows else _LEAST
    scores = {
        (word,): weight * sqrt(count)
        for (word, weight), count in zip(found.items(), counts, strict=True)
        if count >= least
    } | {
        parts: sqrt(count)
        for parts in _parts(form)
        if (count := min(map(chain.count, parts))) >= _LEAST_PART
    }
    likeliest = sorted(scores, key=lambda words: (-scores[words], words))
    return next(
        (words for words in likeliest if all(_articles(snapshot, EXACT, word) for word in words)),
        (),
    )


def near(form: str) -> Iterator[tuple[str, float]]:
    """Yield the words that *form* may be a slip of, each with how likely that slip is.

    >>> dict(near("ضلم"))["ظلم"], dict(near("لجنه"))["جلنه"]
    (2.0, 1.0)
    """
    for at in range(len(form) + 1):
        before, after = form[:at], form[at:]
        first = _OTHER_FIRST if at == 0 else 1.0
        for letter in LETTERS:
            yield f"{before}{letter}{after}", first
        if not after:
            return
        yield before + after[1:], first
        for letter in LETTERS:
            if letter != after[0]:
                alike = _CONFUSED if frozenset(letter + after[0]) in CONFUSED else 1.0
                yield f"{before}{letter}{after[1:]}", first * alike
        if len(after) > 1 and after[0] != after[1]:
            yield f"{before}{after[1]}{after[0]}{after[2:]}", first * _EXCHANGED


def _parts(form: str) -> Iterator[tuple[str, str]]:
    for at in range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1):
        yield form[:at], form[at:]
