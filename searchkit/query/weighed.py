"""The node of ``whoosh.query`` trees that asks for enough of several things of unlike worth."""

from collections.abc import Callable, Sequence

from whoosh import query as whoosh


class Weighed(whoosh.Or):
    """Articles whose matching subqueries are worth *least* together; their scores add up.

    Whoosh itself takes it for an `Or`, as it does one with *minmatch*.
    """

    def __init__(
        self,
        subqueries: Sequence[whoosh.Query],
        worths: Sequence[int],
        least: int,
        boost: float = 1.0,
    ) -> None:
        """Ask for *subqueries* of these *worths*."""
        super().__init__(list(subqueries), boost=boost)
        self.worths = tuple(worths)
        self.least = least

    def apply(self, fn: Callable[[whoosh.Query], whoosh.Query]) -> "Weighed":
        """Give the node with what *fn* makes of its subqueries."""
        made = [fn(each) for each in self.subqueries]
        return Weighed(made, self.worths, self.least, self.boost)

    def normalize(self) -> whoosh.Query:
        """Give what Whoosh takes the node for."""
        taken: whoosh.Query = whoosh.Or(self.subqueries, boost=self.boost).normalize()
        return taken

    def __repr__(self) -> str:
        """Write the node as trees are written."""
        return f"Weighed({self.subqueries!r}, {self.worths}, least={self.least})"

    def __eq__(self, other: object) -> bool:
        """Compare what is asked for, and how much of it."""
        return (
            isinstance(other, Weighed)
            and (self.worths, self.least) == (other.worths, other.least)
            and bool(super().__eq__(other))
        )

    __hash__ = whoosh.Or.__hash__
