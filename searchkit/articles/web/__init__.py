"""Web pages to records: what a page says of itself, what it shows, and its text.

Loaded with the first web page only: lxml and trafilatura take a fifth of a second. The reader that
`searchkit.articles.load` knows is `searchkit.articles.webpage`.
"""
