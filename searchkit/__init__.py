"""Search for Arabic news archives.

`Archive.build` reads articles into an index, `Archive.open` searches it.
"""

from searchkit.archive import Archive, Progress
from searchkit.articles import Article, BadRecord, Place
from searchkit.config import Config
from searchkit.engine import Report
from searchkit.errors import (
    ArchiveFlawed,
    ArchiveNotFound,
    ArchiveShrank,
    ArticleNotFound,
    ConfigError,
    IndexClosed,
    IndexDamaged,
    IndexFault,
    IndexLocked,
    IndexNotFound,
    IndexOutdated,
    IndexUnwritable,
    NothingToIndex,
    QueryError,
    SearchkitError,
)
from searchkit.highlight import Snippet
from searchkit.hits import Hit, Result
from searchkit.query import Note

__all__ = [
    "Archive",
    "ArchiveFlawed",
    "ArchiveNotFound",
    "ArchiveShrank",
    "Article",
    "ArticleNotFound",
    "BadRecord",
    "Config",
    "ConfigError",
    "Hit",
    "IndexClosed",
    "IndexDamaged",
    "IndexFault",
    "IndexLocked",
    "IndexNotFound",
    "IndexOutdated",
    "IndexUnwritable",
    "Note",
    "NothingToIndex",
    "Place",
    "Progress",
    "QueryError",
    "Report",
    "Result",
    "SearchkitError",
    "Snippet",
]
