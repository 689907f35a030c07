"""The commands: read the flags, make one call of the library, render, give the exit status."""

from searchkit.terminal.commands.about import completion, status
from searchkit.terminal.commands.counting import entities, facets, suggest, timeline
from searchkit.terminal.commands.finding import explain, export, like, search, show
from searchkit.terminal.commands.writing import build, check, update

ALL = (
    *(build, update, search, explain, show, like),
    *(facets, timeline, entities, suggest, export),
    *(status, check, completion),
)
