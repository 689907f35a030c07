"""A web page to a record: everything that tells of its article, and which of it to believe."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from searchkit import dates
from searchkit.analysis.tokens import unified
from searchkit.articles import textpage
from searchkit.articles.markup import plain
from searchkit.articles.web import addresses, jsonld
from searchkit.articles.web.charset import decoded
from searchkit.articles.web.datelines import is_dateline
from searchkit.articles.web.lines import (
    drop_clutter,
    is_heading,
    linked_headings,
    reports,
    rights,
    spaced,
)
from searchkit.articles.web.parsing import parsed
from searchkit.articles.web.prose import Prose, prose
from searchkit.articles.web.structured import Statements, statements
from searchkit.articles.web.titles import site_of, without_site
from searchkit.articles.web.visible import Shown, is_byline, shown

#: Whom to believe about each field, the best first: what the page says of itself, then what it
#: shows, then what follows from it. The names are those of `structured.statements`, of ``page:``
#: for what is shown, ``label:`` for labelled lines and ``url:`` for the address.
BELIEVED: dict[str, tuple[str, ...]] = {
    "title": (
        *("ld:headline", "meta:og:title", "meta:dc.title", "meta:dcterms.title", "item:headline"),
        *("page:heading", "page:title", "meta:twitter:title", "ld:name"),
    ),
    "heading": ("page:title", "meta:og:title"),
    # Publication said to be one; the address, which no update changes; then dates that may be
    # anything. An update is in none of them.
    "date": (
        *("ld:datePublished", "meta:article:published_time", "meta:og:article:published_time"),
        *("meta:og:published_time", "meta:published_time", "meta:datepublished"),
        *("meta:publishdate", "meta:publish_date", "meta:publish-date", "meta:publication_date"),
        *("meta:pubdate", "meta:dc.date.issued", "meta:dcterms.issued", "meta:parsely-pub-date"),
        *("meta:sailthru.date", "meta:citation_publication_date", "item:datePublished"),
        *("page:published", "url:day", "meta:date", "meta:dc.date", "meta:dcterms.date"),
        *("meta:dcterms.created", "meta:dc.date.created", "ld:dateCreated", "item:dateCreated"),
        *("page:dated", "url:month"),
    ),
    "source": (
        *("meta:og:site_name", "ld:publisher", "item:publisher", "meta:publisher"),
        *("meta:dc.publisher", "meta:dcterms.publisher", "ld:sourceOrganization"),
        *("meta:application-name", "page:site", "label:source", "url:host"),
    ),
    "author": (
        *("ld:author", "ld:creator", "meta:author", "meta:article:author", "meta:dc.creator"),
        *("meta:dcterms.creator", "meta:byl", "meta:parsely-author", "meta:sailthru.author"),
        *("item:author", "item:creator", "page:author", "label:author"),
    ),
    "section": (
        *("ld:articleSection", "meta:article:section", "meta:section", "meta:parsely-section"),
        *("item:articleSection", "label:section"),
    ),
    "tags": (
        *("ld:keywords", "meta:article:tag", "meta:news_keywords", "meta:keywords"),
        *("item:keywords", "meta:parsely-tags", "label:tags", "page:tags"),
    ),
    "lang": (
        *("ld:inLanguage", "item:inLanguage", "html:lang", "meta:content-language"),
        *("meta:dc.language", "meta:og:locale"),
    ),
    "url": (
        *("link:canonical", "meta:og:url", "ld:url", "ld:mainEntityOfPage", "meta:twitter:url"),
        "page:saved",
    ),
    "summary": ("ld:description", "meta:og:description", "meta:description"),
    "modified": (
        *("ld:dateModified", "meta:article:modified_time", "meta:og:updated_time"),
        *("meta:last-modified", "item:dateModified", "page:updated"),
    ),
}
#: Statements of publication: who makes one has an article to publish.
_PUBLISHED = BELIEVED["date"][: BELIEVED["date"].index("item:datePublished") + 1]

_LIVE = "LiveBlogPosting"
_ADDRESS = re.compile(r"\S+://\S+|www\.\S+|@\S+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)$")
#: Days that programs write where they know none.
_NO_DAYS = ("1970-01-01", "0001-01-01")
_EARLIEST = 1800
_LONGEST_NAME = 200  # characters of an author, a section, a tag
_FEW_TEASERS = 3
_FEW_WORDS = 20  # of text in a page that nothing says is an article


def record(data: bytes) -> dict[str, object] | str:
    """Make the record of the article in the page *data*, or say why there is none.

    Raises `charset.UnreadablePage` for what is no page, or too large a one.
    """
    text = decoded(data)
    tree = parsed(text)
    said = {**statements(tree), "page:saved": [addresses.saved_from(text)]}
    said["page:title"] = [spaced(tree.findtext("head/title") or "")]
    address = addresses.page_address(_all(said, "url"))
    said["page:rights"] = rights(tree)
    # Held until the end, for lxml makes an element's object anew each time that it is met.
    elements = list(tree.iter())
    tags = (each for each in elements if each.get("rel") == "tag")
    said["page:tags"] = [spaced(each.text_content()) for each in tags]
    drop_clutter(tree)
    seen = shown(tree, " ".join(_all(said, "heading")))
    said |= _of_address(address) | _of_page(seen)
    live = reports(seen.below) if _LIVE in said.get("ld:@type", ()) else []
    found = prose(tree, [(line.text, is_heading(line)) for line in live])
    labelled, lines = textpage.labelled(found.lines, keep=None)
    said |= {f"label:{key}": [str(value)] for key, value in labelled.items()}
    if reason := _no_article(said, lines, _teasers(seen, found)):
        return reason
    title, said["page:site"] = _title(said)
    above = {unified(each) for each in (title, *_group(said, "author"), *_texts_above(seen))}
    body = _longer(_without_head(lines, above), said)
    return _fields(said) | {
        "title": title,
        "body": body,
        "subheads": _subheads(body, found.headings),
        "date": _date(said),
        "url": address,
    }


def _of_address(address: str) -> dict[str, list[str]]:
    day = addresses.day_of(address)
    unit = "url:day" if len(day) == len("2013-08-03") else "url:month"
    return {unit: [day], "url:host": [addresses.host(address)]}


def _of_page(seen: Shown) -> dict[str, list[str]]:
    return {
        "page:heading": [seen.heading],
        "page:published": seen.published,
        "page:dated": seen.dated,
        "page:updated": seen.updated,
        "page:author": [seen.author],
    }


def _all(said: Statements, field: str) -> Iterator[str]:
    """Yield what is said of *field*, what is best believed first."""
    return (value for name in BELIEVED[field] for value in said.get(name, ()) if value)


def _group(said: Statements, field: str) -> list[str]:
    """Give all that the best believed statement says of *field*, each once: names, no addresses."""
    for name in BELIEVED[field]:
        if values := list(filter(_is_name, said.get(name, ()))):
            return list(dict.fromkeys(values))
    return []


def _is_name(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_NAME and not _ADDRESS.fullmatch(value)


def _fields(said: Statements) -> dict[str, object]:
    """Give the fields that are taken as they are said; without what is empty."""
    language = next(filter(None, map(_LANGUAGE.match, _all(said, "lang"))), None)
    source, credit = next(_all(said, "source"), ""), said.get("label:source", [""])[0]
    fields: dict[str, object] = {
        "source": source,
        "author": "، ".join(_group(said, "author")),
        "section": next(iter(_group(said, "section")), ""),
        "tags": _group(said, "tags"),
        "lang": language[0].lower() if language else "",
        "summary": next(_all(said, "summary"), ""),
        "modified": next(_all(said, "modified"), ""),
        "credit": "" if credit == source else credit,
        "photo": next(iter(said.get("label:photo", ())), ""),
    }
    return {name: value for name, value in fields.items() if value}


def _teasers(seen: Shown, found: Prose) -> int:
    """Count the headings that lead to other articles and stand among the lines found."""
    body = set(found.lines)
    last = max((at for at, line in enumerate(seen.below) if line.text in body), default=0)
    return len(linked_headings(seen.below[:last], found.links))


def _no_article(said: Statements, lines: Sequence[str], teasers: int) -> str:
    """Say why the page holds no article; nothing if it does."""
    types = said.get("ld:@type", [])
    if jsonld.is_article(types) or "article" in said.get("meta:og:type", []):
        return ""
    if any(said.get(name) for name in _PUBLISHED):
        return ""
    paragraphs = sum(map(textpage.is_paragraph, lines))
    if jsonld.is_list(types) or teasers >= max(_FEW_TEASERS, paragraphs):
        return "a list of articles, no article"
    return "" if _has_text(lines) else "no article in this web page"


def _has_text(lines: Sequence[str]) -> bool:
    words = sum(len(line.split()) for line in lines)
    return words >= _FEW_WORDS or any(map(textpage.is_paragraph, lines))


def _title(said: Statements) -> tuple[str, list[str]]:
    """Give the title without the site's name, and that name if only the title tells it."""
    heading = next(iter(said["page:heading"]), "")
    candidates = list(_all(said, "title"))
    names = [*_all(said, "source")]
    whole = next(iter(said["page:title"]), "")
    site = without_site(whole, names, heading).site or site_of(whole, said["page:rights"])
    chosen = next(iter(candidates), "")
    if cut := _CUT_SHORT.search(chosen):
        begun = chosen[: cut.start()]
        chosen = next(
            (each for each in candidates if each.startswith(begun) and each != chosen), chosen
        )
    return without_site(chosen, [*names, site], heading).title, [site]


def _date(said: Statements) -> str:
    """Give the day of publication, else its month, else its year."""
    spans = [span for value in _all(said, "date") if (span := _span(value))]
    for length, unit in ((10, "day"), (7, "month"), (4, "year")):
        for span in spans:
            if span.granularity == unit:
                return span.first.isoformat()[:length]
    return ""


def _span(value: str) -> dates.DateSpan | None:
    span = dates.parse(value) or next(iter(dates.find(value[:200])), None)
    if span is None or span.first.year < _EARLIEST or value.startswith(_NO_DAYS):
        return None
    return span


def _texts_above(seen: Shown) -> list[str]:
    return [line.text for line in seen.above] + [seen.heading]


def _without_head(lines: Sequence[str], above: AbstractSet[str]) -> list[str]:
    """Drop what stands over the text, as the lines *above* do, and what tells when it is from."""
    first = next((at for at, line in enumerate(lines) if textpage.is_paragraph(line)), len(lines))
    head = (line for line in lines[:first] if unified(line) not in above)
    return [*(line for line in head if not (is_byline(line) or is_dateline(line))), *lines[first:]]


def _longer(body: list[str], said: Statements) -> list[str]:
    """Give *body*, or what the page gives machines where it shows less than half of it.

    Nothing is given where a summary says more than the page, as at the door of a subscription.
    """
    whole = "\n".join(said.get("ld:articleBody", ()))
    if sum(map(len, body)) * 2 >= len(whole):
        return body if _has_text(body) or not any(_all(said, "summary")) else []
    return [line for each in plain(whole).splitlines() if (line := " ".join(each.split()))]


def _subheads(body: Sequence[str], headings: Iterable[str]) -> list[int]:
    known = set(headings)
    return [
        number
        for number, line in enumerate(body)
        if line in known or (number and textpage.is_subhead(body, number))
    ]
