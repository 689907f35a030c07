"""Segments: what the index of some articles is on the disk, written once and then mapped.

In come `schema.Entry` values, out come folders of arrays. What a query is, is not known here.
"""
