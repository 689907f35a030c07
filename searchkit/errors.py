"""Everything searchkit raises: one tree, each error carrying its facts.

A message says what is wrong, where, and what to do; only `searchkit.terminal.app` turns an
error into an exit status. A record that cannot become an article is not an error but a value,
`searchkit.articles.BadRecord`.
"""

from collections.abc import Sequence
from pathlib import Path


class SearchkitError(Exception):
    """The root of the tree: catching it catches everything searchkit raises on purpose."""

    kind = "error"
    exit_status = 2


class QueryError(SearchkitError):
    """A query in which nothing is left to search; *position* is an offset into it."""

    kind = "query"

    def __init__(self, reason: str, position: int = 0) -> None:
        """Describe with *reason* what is wrong at code point *position* of the query."""
        super().__init__(reason)
        self.position = position


class ConfigError(SearchkitError):
    """A setting that cannot be used; *key* names it, *origin* says where it was set."""

    kind = "config"

    def __init__(self, key: str, reason: str, origin: str) -> None:
        """Describe what is wrong with setting *key* as given in *origin*."""
        super().__init__(f"{origin}: {key}: {reason}")
        self.key = key
        self.origin = origin


class ArchiveNotFound(SearchkitError):
    """A path to read articles from that does not exist."""

    kind = "archive"

    def __init__(self, path: Path) -> None:
        """Name the *path* that is missing."""
        super().__init__(f"{path}: no such file or folder")
        self.path = path


class NothingToIndex(SearchkitError):
    """A build whose input holds no article; the live index stays as it is."""

    kind = "build"

    def __init__(self, paths: Sequence[str], bad: Sequence[object] = ()) -> None:
        """Name the *paths* that were read in vain, and the *bad* records that they hold."""
        super().__init__(f"no articles in {', '.join(paths)}; the index is unchanged")
        self.paths = tuple(paths)
        self.bad = tuple(bad)


class ArchiveShrank(SearchkitError):
    """A build that would lose more than a fifth of the live index's articles."""

    kind = "build"

    def __init__(self, before: int, after: int) -> None:
        """State how many articles the index holds *before* and would hold *after*."""
        super().__init__(
            f"the archive shrank from {before} to {after} articles; the index is unchanged"
            " (--allow-shrink publishes it all the same)"
        )
        self.before = before
        self.after = after


class ArchiveFlawed(SearchkitError):
    """A strict build whose input holds bad records; the live index stays as it is."""

    kind = "build"

    def __init__(self, count: int, bad: Sequence[object], account: Path) -> None:
        """State the *count* of bad records, the first of them *bad*, all named in *account*."""
        records = "1 record" if count == 1 else f"{count:,} records"
        super().__init__(
            f"{records} cannot be read, see {account}; the index is unchanged"
            " (without --strict the others are published)"
        )
        self.count = count
        self.bad = tuple(bad)
        self.account = account


class IndexFault(SearchkitError):
    """The root of what can be wrong with an index; *path* is its folder."""

    kind = "index"

    def __init__(self, path: Path, message: str) -> None:
        """Describe with *message* what is wrong with the index at *path*."""
        super().__init__(message)
        self.path = path


class IndexNotFound(IndexFault):
    """A folder without an index."""

    def __init__(self, path: Path) -> None:
        """Name the folder *path*."""
        super().__init__(path, f"{path}: no index here; make one with: searchkit build PATH")


class IndexDamaged(IndexFault):
    """An index that cannot be read; *reason* names the file or the fact."""

    def __init__(self, path: Path, reason: str) -> None:
        """Describe the damage at *path*."""
        super().__init__(path, f"{path}: the index is damaged ({reason}); build it again")
        self.reason = reason


class IndexOutdated(IndexFault):
    """An index built by another analysis chain or format, which would silently miss hits."""

    def __init__(self, path: Path, found: str, wanted: str) -> None:
        """State the version *found* at *path* and the one *wanted*."""
        super().__init__(
            path,
            f"{path}: the index was built by version {found}, this searchkit reads {wanted};"
            " build it again",
        )
        self.found = found
        self.wanted = wanted


class IndexClosed(IndexFault):
    """An index that was closed and is asked all the same."""

    def __init__(self, path: Path) -> None:
        """Name the folder *path*."""
        super().__init__(path, f"{path}: the index was closed; open it again to search")


class IndexUnwritable(IndexFault):
    """A folder in which no index can be written."""

    def __init__(self, path: Path, reason: str) -> None:
        """Give the *reason* why nothing can be written at *path*."""
        super().__init__(path, f"{path}: cannot write an index here: {reason}")


class IndexLocked(IndexFault):
    """An index that another process is writing; *pid* is its number, 0 if unknown."""

    exit_status = 75  # EX_TEMPFAIL of sysexits.h: cron may simply try again

    def __init__(self, path: Path, pid: int) -> None:
        """Name the process *pid* that holds the lock at *path*."""
        super().__init__(path, f"{path}: another build is running (process {pid or 'unknown'})")
        self.pid = pid


class ArticleNotFound(SearchkitError):
    """An id that no article of the index has."""

    kind = "article"
    exit_status = 1

    def __init__(self, article_id: str) -> None:
        """Name the missing *article_id*."""
        super().__init__(f"no article has the id {article_id}")
        self.article_id = article_id
