"""Files of any shape to articles.

In come paths, out come `Article` values and, for what cannot be one, `BadRecord` values with place
and reason. Texts stay as published; only white space around lines goes.
"""

from searchkit.articles.load import load
from searchkit.articles.model import Article, BadRecord, Place
from searchkit.articles.shapes import SHAPES

__all__ = ["SHAPES", "Article", "BadRecord", "Place", "load"]
