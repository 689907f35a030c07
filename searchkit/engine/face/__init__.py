"""The face that Whoosh programs see: its reader, matcher and index over our segments.

Loaded only when somebody asks for it, or for a query node that has no array-wise evaluation.
"""
