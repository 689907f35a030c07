"""How well and how fast entities are found: ``python -m benchmarks.entities``.

Cross-validation on the training text of CLEANANERCorp: five parts of consecutive sentences, each
labelled by what was learnt from the others; a name counts if both its ends and its kind are right.
Then what the packaged tagger weighs, and how fast it reads.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from benchmarks import table
from benchmarks.archives import ROOT, articles, source
from scripts.labelled import Labelled, Name, names
from scripts.train_tagger import taught, train
from searchkit.analysis import fold
from searchkit.entities import extract, packaged
from searchkit.entities.features import features
from searchkit.entities.learned import Learned
from searchkit.entities.listed import listed, listed_numbers
from searchkit.entities.recognition import recognize_pieces
from searchkit.entities.rules import by_heads
from searchkit.entities.spans import Span, without_overlaps
from searchkit.entities.tagger import Tagger
from searchkit.entities.weights import Weights

DATA = ROOT.parent / "shared" / "data"
LABELLED = DATA / "ner" / "cleananercorp.train.conll"
#: Where a tagger may teach itself.
ARCHIVES = [DATA / "ant_bbc_sky_alarabiya.jsonl.xz", DATA / "ant_jawhara.jsonl.xz"]
KINDS = ("person", "place", "org")
_FOLDS, _SELF_TAUGHT, _READ = 5, 2_500, 3_000
_NOTHING = Learned({})
_PACKAGED = ("tagger.bin", "groups.bin", "senses.bin")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to find names: *without* features of some beginnings, with or without more."""

    name: str
    without: tuple[str, ...] = ()
    groups: bool = True
    teaches_itself: bool = False
    rules: bool = False


WAYS = (
    Way("perceptron alone", ("g", "~g"), groups=False),
    Way("with gazetteer", groups=False),
    Way("with gazetteer, clusters"),
    Way("with gazetteer, clusters, self-training", teaches_itself=True),
    Way("all of that, and rules", teaches_itself=True, rules=True),
)


def quality() -> None:
    """Print precision, recall and F1 of every way."""
    data = Labelled.read(LABELLED)
    true = names(data.labels)
    lines = [_line("rules and lists alone", true, _by_rules(data))]
    found: dict[Way, set[Name]] = {way: set() for way in WAYS}
    size = len(data.sentences)
    for part in range(_FOLDS):
        held = data.sentences[size * part // _FOLDS : size * (part + 1) // _FOLDS]
        others = [each for each in data.sentences if each not in held]
        here = range(held[0].start, held[-1].stop)
        for way, tagger in _taggers(data, others).items():
            found[way] |= {name for name in _by_tagger(data, tagger, way) if name[0] in here}
    lines += [_line(way.name, true, found[way]) for way in WAYS]
    head = ("CLEANANERCorp, P/R/F1", *KINDS, "all")
    table.show(head, lines)


def _taggers(data: Labelled, sentences: list[slice]) -> dict[Way, Tagger]:
    """Train a tagger for every way; what teaches itself begins with what the one before found."""
    made: dict[Way, Tagger] = {}
    weights: Weights | None = None
    tagger: Tagger | None = None
    for way in WAYS:
        if way.rules and tagger:
            made[way] = tagger
            continue
        groups = packaged.groups() if way.groups else _NOTHING
        senses = _NOTHING
        if way.teaches_itself and weights:
            senses = taught(weights, groups, ARCHIVES, _SELF_TAUGHT)
        weights = train(data, groups, senses, sentences, way.without)
        tagger = made[way] = _tagger(weights, groups, senses)
    return made


def _tagger(weights: Weights, groups: Learned, senses: Learned) -> Tagger:
    return Tagger(weights, lambda text: features(text, groups, senses))


def _by_tagger(data: Labelled, tagger: Tagger, way: Way) -> set[Name]:
    """Give what *tagger* finds in *data*, with the rules if that is the *way*."""
    if way.rules:
        return _names(recognize_pieces(data.pieces, tagger).spans)
    known = [0] * len(data.pieces.texts)
    if "g" not in way.without:
        forms = [fold(text) for text in data.pieces.texts]
        known = listed_numbers(listed(forms), len(forms))
    return _names(tagger.spans(data.pieces.texts, known))


def _by_rules(data: Labelled) -> set[Name]:
    forms = [fold(text) for text in data.pieces.texts]
    return _names(without_overlaps(by_heads(data.pieces, forms), listed(forms)))


def _names(spans: Iterable[Span]) -> set[Name]:
    return {(span.first, span.last, span.kind) for span in spans if span.kind in KINDS}


def _line(way: str, true: set[Name], found: set[Name]) -> list[str]:
    """Write precision, recall and their harmonic mean, for each kind and for all."""
    cells = [way]
    for kinds in (*((kind,) for kind in KINDS), KINDS):
        wanted = {name for name in true if name[2] in kinds}
        given = {name for name in found if name[2] in kinds}
        right = len(wanted & given)
        precision, recall = right / max(1, len(given)), right / max(1, len(wanted))
        mean = 2 * right / max(1, len(wanted) + len(given))
        cells.append(f"{precision:.1%}/{recall:.1%}/{mean:.1%}".replace("%", ""))
    return cells


def speed() -> None:
    """Print the size of what is packaged, the time to load it, and the rate of extraction."""
    size = sum(len(files("searchkit").joinpath("data", name).read_bytes()) for name in _PACKAGED)
    news = articles(source())[:_READ]
    started = time.process_time()
    extract(news[0])
    loading = time.process_time() - started
    started = time.process_time()
    found = sum(len(extract(article)) for article in news)
    taken = time.process_time() - started
    line = (f"{size / 1024:,.0f} KiB", f"{loading:.2f} s", f"{len(news) / taken:,.0f}", found)
    table.show(("packaged", "loading", "articles/s", "mentions"), [line])


if __name__ == "__main__":
    speed()
    if LABELLED.exists():
        quality()
    else:
        print("no labelled names beside the project to be measured on")
