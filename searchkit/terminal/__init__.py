"""The command line: flags in, one call of the library, text out.

The only package that imports click and rich, and the only one that prints.
"""
