"""What an archive teaches of its words: what each mostly names, counted over what the tagger finds.

A second look with these counts finds names that the first missed: a last name that stands once
behind a title and ten times alone. Kept in the index of the archive, as `Learned.to_bytes` gives
it.
"""

from collections import Counter
from collections.abc import Iterable

from searchkit.articles import Article
from searchkit.entities import packaged
from searchkit.entities.learned import Learned, hashed
from searchkit.entities.pieces import LINE_END
from searchkit.entities.recognition import recognize
from searchkit.entities.senses import sense
from searchkit.entities.tagger import Tagger


def learn(articles: Iterable[Article]) -> Learned:
    """Learn from *articles*, some thousands of an archive, what its words mostly name.

    Words that they have too few of keep what the package knows of them.
    """
    texts = (article.title + LINE_END + article.body for article in articles)
    known = packaged.senses()
    return Learned({**known.facts, **senses_in(texts, packaged.tagger(known))})


def senses_in(texts: Iterable[str], tagger: Tagger) -> dict[int, int]:
    """Give the senses of the words of *texts*, by their hashes, as *tagger* sees them."""
    total: Counter[str] = Counter()
    named: dict[str, Counter[str]] = {}
    for text in texts:
        _, forms, spans = recognize(text, tagger)
        total.update(forms)
        for span in spans:
            for form in forms[span.first : span.last]:
                named.setdefault(form, Counter())[span.kind] += 1
    counted = (
        (form, sense(count, named.get(form, {}))) for form, count in total.items() if form.isalpha()
    )
    return {hashed(form): fact for form, fact in counted if fact}
