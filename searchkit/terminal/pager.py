"""Long output a window at a time, by the pager that the person prefers."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from searchkit.terminal.screen import Screen, put


def show(
    lines: Iterable[str], screen: Screen, pager: str, environment: Mapping[str, str] = os.environ
) -> None:
    """Print *lines*; where they are more than a terminal's window holds, through a pager.

    *pager* is ``off``, a command, or ``auto`` for that of PAGER, or else less.
    """
    command = _command(pager, environment) if screen.is_terminal else []
    rest = iter(lines)
    first = list(islice(rest, screen.height)) if command else []
    if command and len(first) == screen.height:
        _page(chain(first, rest), command, environment)
        return
    for line in chain(first, rest):
        put(line)


def _command(pager: str, environment: Mapping[str, str]) -> list[str]:
    """Give the command to run, nothing where there is none."""
    wished = (environment.get("PAGER") or "less") if pager == "auto" else pager
    try:
        command = shlex.split(wished)
    except ValueError:  # a quote that is not closed
        return []
    is_there = command and command[0] not in {"off", "cat"} and shutil.which(command[0])
    return command if is_there else []


def _page(lines: Iterator[str], command: list[str], environment: Mapping[str, str]) -> None:
    # What git tells less: leave at once if all fits, colors, keep the screen.
    variables = {"LESS": "FRX", "LESSCHARSET": "utf-8", **environment}
    with subprocess.Popen(  # noqa: S603  the person's own pager
        command, stdin=subprocess.PIPE, env=variables, encoding="utf-8", errors="backslashreplace"
    ) as process:
        try:
            for line in lines:
                process.stdin.write(f"{line}\n")  # type: ignore[union-attr]  # it is a pipe
            process.stdin.close()  # type: ignore[union-attr]
        except BrokenPipeError:
            pass  # the person has seen enough
        while process.poll() is None:
            try:
                process.wait()
            except KeyboardInterrupt:
                continue  # it is for the pager, which stays
