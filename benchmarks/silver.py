"""Entities beside what editors say of their articles: keywords and countries of Mayadeen 2023.

Of those that occur as words in the text, how many are among the entities that were found in it. Of
which kind a keyword is, tables of names and its first word say; of most nobody does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks import archives, table
from searchkit.articles import Article
from searchkit.entities import KINDS, extract
from searchkit.entities.aliases import Aliases
from searchkit.entities.keys import forms_of, key, searchable

_ARCHIVE = archives.SAUDI.with_name("mayadeen_2023.jsonl.xz")
#: First words of names, folded, by the kind of what is called so.
_FIRST = {
    "org": "حزب حركه وزاره مجلس جيش لجنه منظمه حكومه هيئه شركه كتائب قوات الجيش جماعه جامعه محكمه",
    "event": "مؤتمر قمه كاس معركه عمليه انتخابات الانتخابات معرض مهرجان زلزال حرب الحرب الحمله",
    "place": "مدينه قريه مخيم بلده جزيره محافظه ولايه مضيق مطار بحر البحر جنوب شمال شرق غرب",
}
_KIND_OF = {word: kind for kind, words in _FIRST.items() for word in words.split()}


def measure() -> dict[str, float]:
    """Print the recall of each kind; give these figures, none where the archive is missing."""
    if not _ARCHIVE.exists():
        print(f"silver: {_ARCHIVE.name} is not here")
        return {}
    aliases = Aliases.load()
    met, found = Counter[str](), Counter[str]()
    for article in archives.articles(_ARCHIVE):
        names = {
            (kind, each) for kind, name in _named(article) for each in _same(aliases, kind, name)
        }
        for kind, name in _expected(article, aliases):
            met[kind] += 1
            wanted = KINDS if kind == "unknown" else (kind.removeprefix("country, "),)
            found[kind] += any(
                (of, each) in names for of in wanted for each in _same(aliases, of, name)
            )
    lines = [(kind, f"{met[kind]:,}", found[kind] / met[kind]) for kind in sorted(met)]
    table.show(("Mayadeen 2023, said and in the text", "names", "recall"), lines)
    return {kind: found[kind] / met[kind] for kind in met}


def _named(article: Article) -> Iterator[tuple[str, str]]:
    return ((each.kind, each.name) for each in extract(article) if each.field in {"title", "body"})


def _same(aliases: Aliases, kind: str, name: str) -> frozenset[str]:
    """Give the keys of all that tables say *name* is called."""
    alias = aliases.of.get((kind, key(name)))
    return frozenset(map(key, alias.names if alias else (name,)))


def _expected(article: Article, aliases: Aliases) -> Iterator[tuple[str, str]]:
    """Yield the kind and name of what the record lists and the text has, each once."""
    text = searchable(f"{article.title} {article.body}")
    classes = article.extra.get("classes")
    countries = classes.get("country", ()) if isinstance(classes, dict) else ()
    listed = [("country, place", name) for name in countries]
    listed += [(_kind(name, aliases), name) for name in article.tags]
    for kind, name in dict.fromkeys(listed):
        if any(way in text for way in _ways(name)):
            yield kind, name


def _ways(name: str) -> Iterable[str]:
    return (f" {way.strip()} " for way in searchable(name).split("|"))


def _kind(name: str, aliases: Aliases) -> str:
    for kind in KINDS:
        if (kind, key(name)) in aliases.of:
            return kind
    return _KIND_OF.get(next(iter(forms_of(name)), ""), "unknown")


if __name__ == "__main__":
    measure()
