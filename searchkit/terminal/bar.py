"""How far a build is, for whoever watches: its stage, articles, rate, time, about what is left."""

import contextlib
from collections.abc import Iterator

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import ProgressColumn, SpinnerColumn, Task, TextColumn
from rich.text import Text

from searchkit.archive import Progress


class _Pace(ProgressColumn):
    """Articles a second, the time that went by, and the time left if the number is known."""

    def render(self, task: Task) -> Text:
        """Write the pace of *task*."""
        words = [f"{task.completed:,.0f} articles"]
        if task.speed:
            words.append(f"{task.speed:,.0f}/s")
        words.append(f"{task.elapsed or 0:.0f} s")
        if task.time_remaining and task.completed < (task.total or 0):
            words.append(f"about {task.time_remaining:.0f} s left")
        return Text("  ".join(words))


@contextlib.contextmanager
def shown(expected: int | None) -> Iterator[Progress]:
    """Show a line on standard error while articles are read and written, *expected* of them."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), _Pace())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=expected)
        yield Progress(
            article=lambda: bar.advance(task),
            stage=lambda name: bar.update(task, description=name),
        )
