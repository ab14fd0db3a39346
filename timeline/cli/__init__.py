"""The command line: each command is a thin wrapper around one function of the API.

Signal handlers are installed only while a command runs; the library itself installs none.

Exit codes: 0 success, 1 problems in the data, 2 wrong usage, 3 export not possible on this machine,
130 interrupted, 143 terminated. Heavy libraries are imported only when a command runs.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click

from timeline import __version__
from timeline.cli.charts import bars, gantt, panels
from timeline.cli.gallery import build_command, embed_command, sources_command
from timeline.cli.options import wrote
from timeline.cli.tables import check_command, convert_command, diff_command, fix_command
from timeline.cli.types import pixels_or_name
from timeline.errors import TimelineError, UsageError, did_you_mean

EXAMPLES = Path(__file__).parents[1] / "examples"
STARTER = ("events.csv", "events.sources.csv", "figures.toml")
#: The description of the tables, with their licences.
PACKAGE = "datapackage.json"
#: The chart and options for each table.
FIRST_FIGURES: Mapping[str, tuple[str, ...]] = {
    "korea-1953": ("gantt", "--group", "Outpost Harry"),
    "korea-air-1950-51": (
        "bars", "--measure", "aircraft dispatched", "--by", "aircraft", "--period", "month",
        "--stack", "--no-notes",
    ),
    "conflicts-1946-2022": (
        "bars", "--measure", "events", "--by", "group", "--period", "year", "--stack",
    ),
}  # fmt: skip

WELCOME = """\
Show what happened when, how much, and who says so.

Start with one of:
  timeline new my-figures                    a sample table and two figures
  timeline example                           example tables of the package
  timeline gantt events.csv -o events.html   draw your own table

Every command: timeline --help"""


@click.command()
@click.argument("folder", default=".", required=False)
def new(folder: str) -> None:
    """Write a sample table with its sources, and a gallery of two figures.

    \b
    Examples:
      timeline new my-figures
      timeline new
    """
    target = Path(folder)
    _write({target / name: (EXAMPLES / "starter" / name).read_bytes() for name in STARTER})
    _next(
        shlex.join(["timeline", "build", (target / "figures.toml").as_posix()]),
        shlex.join(["timeline", "check", (target / "events.csv").as_posix()]),
    )


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--out", default=".", show_default=True, metavar="FOLDER", help="Output folder.")
def example(names: tuple[str, ...], out: str) -> None:
    """List the example tables of the package, or write some of them with their sources.

    \b
    Examples:
      timeline example
      timeline example korea-1953
      timeline example korea-1953 conflicts-1946-2022 --out tables
    """
    package = json.loads((EXAMPLES / PACKAGE).read_text("utf-8"))
    tables = {table["name"]: table for table in package["resources"]
              if not table["path"].endswith(".sources.csv")}  # fmt: skip
    for name in names:
        if name not in tables:
            hint = did_you_mean(name, tables) or f"there are: {', '.join(tables)}"
            raise UsageError(f'no example is called "{name}" ({hint})')
    if not names:
        for name, table in tables.items():
            licence = table["licenses"][0]["name"].replace("other-pd", "public domain")
            click.echo(f"{name:22} {table['title']} ({licence})")
        _next(f"timeline example {next(iter(tables))}")
        return
    files = [file for name in names for file in (f"{name}.csv", f"{name}.sources.csv")]
    target = Path(out)
    _write({target / file: (EXAMPLES / file).read_bytes() for file in [*files, PACKAGE]})
    _next(*(_example_command(target / f"{name}.csv") for name in names))


def _example_command(path: Path) -> str:
    """Return the command that draws an example table."""
    chart, *options = FIRST_FIGURES[path.stem]
    return shlex.join(
        ["timeline", chart, path.as_posix(), *options, "-o", path.with_suffix(".html").as_posix()]
    )


def _write(files: Mapping[Path, bytes]) -> None:
    """Write the files of a folder, unless one exists with other contents."""
    from timeline.files import make_folder, write_files

    for path, data in files.items():
        if path.exists() and not (path.is_file() and path.read_bytes() == data):
            raise UsageError(f"{path}: already exists (name a new folder)")
    folder = next(iter(files)).parent
    make_folder(folder)
    write_files({path: data for path, data in files.items() if not path.exists()})
    names = ", ".join(path.name for path in files)
    where = "this folder" if folder == Path() else f"{folder}/"
    click.echo(f"wrote {names} to {where}", err=True)


def _next(*commands: str) -> None:
    click.echo("\n".join(["next:", *(f"  {command}" for command in commands)]), err=True)


@click.command("doctor")
def doctor_command() -> None:
    """Check what this machine can draw: packages, fonts, a test picture, a browser if any."""
    from timeline.export.doctor import doctor as examine

    findings = examine()
    for finding in findings:
        click.echo(str(finding))
    if not all(finding.well for finding in findings):
        click.get_current_context().exit(3)


@click.command()
@click.argument("name", required=False)
@click.option("-o", "--output", "outputs", multiple=True, metavar="FILE",
              help="Draw the themes: .html .svg .png .pdf; may be repeated.")  # fmt: skip
@click.option("--width", type=pixels_or_name, default=720, show_default=True, metavar="PIXELS|NAME",
              help="Width of the picture: pixels, or column, page or slide.")  # fmt: skip
def themes(name: str | None, outputs: tuple[str, ...], width: float | str) -> None:
    """List the themes with their colours, draw them, or print one as TOML to start your own.

    \b
    Examples:
      timeline themes
      timeline themes -o themes.html
      timeline themes dark > house.toml
      timeline themes house.toml -o house.png
    """
    if outputs:
        from timeline.charts.themes import themes_chart
        from timeline.export.save import save

        save(themes_chart(name, width=width), *outputs)
        wrote(outputs)
        return
    from timeline.theme import THEMES
    from timeline.theme_file import theme_lines, theme_of

    if name:
        click.echo(theme_lines(theme_of(name)), nl=False)
        return
    for known, theme in THEMES.items():
        click.echo(f"{known:6} paper {theme.paper}  ink {theme.ink}  sides {' '.join(theme.sides)}")


_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_RESEND = 0.05  # seconds until a signal is sent again whose exception Python swallowed


@contextmanager
def cleaning_up() -> Iterator[None]:
    """Turn the first signal into an exception; while that is cleaned up, more are ignored.

    Raises
    ------
    KeyboardInterrupt
        At Ctrl-C; the exit code is 130.
    SystemExit
        At SIGTERM (code 143) and SIGHUP (129).

    Examples
    --------
    >>> import os
    >>> with cleaning_up():
    ...     os.kill(os.getpid(), signal.SIGTERM)
    Traceback (most recent call last):
        ...
    SystemExit: 143
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    listener = Listener()
    try:
        listener.listen()
        yield
    finally:
        listener.leave()


class Listener:
    """Raises the first signal in the main thread, and again if Python swallowed it."""

    def __init__(self) -> None:
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._before = {number: signal.getsignal(number) for number in numbers}
        self._hook = sys.unraisablehook
        self._in_hook = False

    def listen(self) -> None:
        """Install handlers, except for signals that are ignored, as under nohup."""
        sys.unraisablehook = self._unraised
        for number, handler in self._before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, self._raise)

    def leave(self) -> None:
        """Restore the previous handlers."""
        sys.unraisablehook = self._hook
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _raise(self, number: int, frame: FrameType | None) -> None:
        if self._in_hook:
            self._send_again(number)
            return
        for other in self._before:
            signal.signal(other, signal.SIG_IGN)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    def _unraised(self, lost: sys.UnraisableHookArgs) -> None:
        """Report an unraisable exception; if it is that of a signal, raise it again."""
        code = getattr(lost.exc_value, "code", None) or 0
        number = signal.SIGINT if lost.exc_type is KeyboardInterrupt else code - 128
        if number not in self._before or signal.getsignal(number) is not signal.SIG_IGN:
            self._hook(lost)
            return
        # Python was cleaning up an object when the signal came, and raises nothing there.
        self._in_hook = True  # nor here
        self._send_again(number)
        self._in_hook = False

    def _send_again(self, number: int) -> None:
        signal.signal(number, self._raise)
        threading.Timer(_RESEND, os.kill, [os.getpid(), number]).start()


class Commands(click.Group):
    """The group of commands; turns our errors into one message and an exit code."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Keep the words as typed: error messages end with a corrected command."""
        ctx.meta["timeline.words"] = tuple(args)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; print an error as a message, without a traceback."""
        try:
            # Every "with" closes its browser and removes its files, whatever the signal.
            with cleaning_up():
                return super().invoke(ctx)
        except TimelineError as error:
            click.echo(error.message, err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(130)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="timeline")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Show what happened when, how much, and who says so.

    One CSV table of events and claims becomes battle timelines and bar charts,
    as HTML, SVG, PNG, PDF, WebP or JPEG.
    """
    if ctx.invoked_subcommand is None:
        click.echo(WELCOME)
        return
    from timeline.files import clear_leftovers

    clear_leftovers()


for _command in (
    new, example, check_command, fix_command, gantt, bars, panels, build_command, convert_command,
    embed_command, sources_command, diff_command, doctor_command, themes,
):  # fmt: skip
    main.add_command(_command)
