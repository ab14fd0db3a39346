"""The command line: each command is a thin wrapper around one function of the API.

Signal handlers are installed only while a command runs; the library itself installs none.

Exit codes: 0 success, 1 problems in the data, 2 wrong usage, 3 export not possible on this machine,
130 interrupted, 143 terminated. Heavy libraries are imported only when a command runs.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click

from timeline import __version__
from timeline.cli.charts import bars, gantt, panels
from timeline.cli.gallery import build_command, embed_command, sources_command
from timeline.cli.system import WELCOME, doctor_command, example, new, themes
from timeline.cli.tables import check_command, convert_command, diff_command, fix_command
from timeline.errors import TimelineError

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
