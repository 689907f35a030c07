"""A query string to a ``whoosh.query`` tree: in Arabic or English, forgiving, exact about dates.

In comes what a person typed, out comes `Parsed`: what it says, a tree for the engine to evaluate,
and notes on what had to be guessed. This room knows the fields and no index.
"""

from searchkit.query.attempts import attempts
from searchkit.query.build import everything
from searchkit.query.describe import Explained, alike, describe, field_name
from searchkit.query.fields import KINDS
from searchkit.query.notes import Note
from searchkit.query.parse import Parsed, parse
from searchkit.query.reasons import absent, form_name, holds, met
from searchkit.query.usage import Usage
from searchkit.query.wanted import Marks, Wanted, marks, wanted, words
from searchkit.query.write import write

__all__ = [
    "KINDS",
    "Explained",
    "Marks",
    "Note",
    "Parsed",
    "Usage",
    "Wanted",
    "absent",
    "alike",
    "attempts",
    "describe",
    "everything",
    "field_name",
    "form_name",
    "holds",
    "marks",
    "met",
    "parse",
    "wanted",
    "words",
    "write",
]
