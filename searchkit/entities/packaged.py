"""What was learnt beforehand, from ``searchkit/data``, read when the first article is."""

from functools import cache, lru_cache
from importlib.resources import files

from searchkit.entities.features import features
from searchkit.entities.learned import Learned
from searchkit.entities.tagger import Tagger
from searchkit.entities.weights import Weights


@cache
def groups() -> Learned:
    """Give the groups of alike words.

    >>> groups().of("بيروت") == 0
    False
    """
    return Learned.from_bytes(_packed("groups.bin"))


@cache
def senses() -> Learned:
    """Give what words mostly name in the archives that the groups were learnt from."""
    return Learned.from_bytes(_packed("senses.bin"))


@lru_cache(maxsize=2)
def tagger(learned: Learned) -> Tagger:
    """Give the tagger that knows what was *learned* of words; keep the last two."""
    return Tagger(_weights(), lambda text: features(text, groups(), learned))


@cache
def _weights() -> Weights:
    return Weights.from_bytes(_packed("tagger.bin"))


def _packed(name: str) -> bytes:
    return files("searchkit").joinpath("data", name).read_bytes()
