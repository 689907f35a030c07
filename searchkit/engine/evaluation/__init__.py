"""Queries over segments: trees of ``whoosh.query`` to articles, scores, pages and facets.

Everything works on whole arrays of article numbers; nothing here is written to the disk.
"""
