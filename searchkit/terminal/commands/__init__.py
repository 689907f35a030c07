"""The commands: read the flags, make one call of the library, render, give the exit status."""

from searchkit.terminal.commands.about import status
from searchkit.terminal.commands.finding import search, show
from searchkit.terminal.commands.writing import build, check, update

ALL = (build, update, search, show, status, check)
