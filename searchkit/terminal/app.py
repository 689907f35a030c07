"""The program: arguments in, exit status out. Errors become one line here and nowhere else."""

import os
import sys

import click

from searchkit.errors import SearchkitError
from searchkit.terminal import commands, statuses
from searchkit.terminal.screen import ReaderGone, open_closed_streams, speak_utf8
from searchkit.terminal.talk import say


class _SearchByDefault(click.Group):
    """A group whose first word, where it is no command, begins a query; options may precede it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args == ["help"]:
            args = ["--help"]
        place = self._first_word(args)
        if place < len(args) and args[place] in self.commands:
            args = [args[place], *args[:place], *args[place + 1 :]]
        own = {name for each in self.get_params(ctx) for name in each.opts}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["search", *args]
        return super().parse_args(ctx, args or ["--help"])

    def _first_word(self, args: list[str]) -> int:
        """Count the options, and their values, that stand before anything else in *args*."""
        params = [each for command in self.commands.values() for each in command.params]
        valued = {
            name
            for each in params
            if isinstance(each, click.Option) and not each.is_flag
            for name in each.opts
        }
        place = 0
        while place < len(args) and args[place].startswith("-") and args[place] not in ("-", "--"):
            place += 2 if args[place] in valued else 1
        return place


@click.group(
    cls=_SearchByDefault,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="searchkit", message="searchkit %(version)s")
def program() -> None:
    """Search archives of Arabic news.

    searchkit QUERY is short for searchkit search QUERY.

    Exit status: 0 hits or done, 1 no hits, 2 an error, 75 another build is running, 130
    interrupted.
    """


for command in commands.ALL:
    program.add_command(command)


def run() -> None:
    """Run the program with the arguments of the process, and end the process."""
    if sys.getfilesystemencoding() != "utf-8":  # a bare locale: begin again in UTF-8 mode
        again = [sys.executable, "-X", "utf8", "-m", "searchkit_start", *sys.argv[1:]]
        os.execv(sys.executable, list(map(os.fsencode, again)))  # noqa: S606  our own program
    open_closed_streams()
    speak_utf8(sys.stdin, sys.stdout, sys.stderr)
    try:
        status = main(sys.argv[1:])
    except Exception:  # noqa: BLE001  a fault of ours: all that is known of it, and no status of others
        sys.excepthook(*sys.exc_info())
        status = statuses.FAILED
    sys.stderr.flush()
    os._exit(status)  # to take all modules apart first would take as long as a search


def main(arguments: list[str]) -> int:
    """Run the program with *arguments*; give its exit status."""
    try:
        status = program.main(arguments, prog_name="searchkit", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        say(error.format_message())
        return statuses.FAILED
    except (click.Abort, KeyboardInterrupt):
        return statuses.INTERRUPTED
    except statuses.Terminated:
        return statuses.TERMINATED
    except SearchkitError as error:
        say(f"{error.kind}: {error}")
        return error.exit_status
    except (ReaderGone, BrokenPipeError):  # the reader, as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return statuses.DONE
    except OSError as error:  # standard output that cannot be written, as to a full disk
        say(f"output: {(error.strerror or str(error)).lower()}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return statuses.FAILED
    return int(status or statuses.DONE)
