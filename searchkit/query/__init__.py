"""A query string to a ``whoosh.query`` tree: in Arabic or English, forgiving, exact about dates.

In comes what a person typed, out comes `Parsed`: what it says, a tree for the engine to evaluate,
and notes on what had to be guessed. This room knows the fields and no index.
"""

from searchkit.query.attempts import attempts
from searchkit.query.describe import describe
from searchkit.query.notes import Note
from searchkit.query.parse import Parsed, parse
from searchkit.query.wanted import Wanted, wanted
from searchkit.query.write import write

__all__ = ["Note", "Parsed", "Wanted", "attempts", "describe", "parse", "wanted", "write"]
