"""What a build came to, in a few lines on standard error, and as an exit code."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import click

from timeline.errors import BrowserError, TimelineError

if TYPE_CHECKING:
    from timeline.gallery.build import Built

__all__ = ["exit_code", "tell", "tell_stale"]


def tell(built: Built | TimelineError) -> None:
    """Tell what was written; a browser that fails or a full disk once, not once a figure."""
    if isinstance(built, TimelineError):
        click.echo(str(built), err=True)
        return
    if not (built.stale or built.removed or built.failed):
        click.echo("nothing has changed", err=True)
        return
    click.echo(f"{len(built.written)} files written", err=True)
    for path in built.removed:
        click.echo(f"{path}: removed, it is no figure any more", err=True)
    if built.warnings:
        click.echo(f"{len(built.warnings)} warnings in the tables (timeline check)", err=True)
    lacking = [error for error in built.failed.values() if isinstance(error, BrowserError)]
    full = [name for name, error in built.failed.items() if _is_full(error)]
    for name, error in built.failed.items():
        if not isinstance(error, BrowserError) and (name not in full or len(full) == 1):
            click.echo(f"{name}: not built: {error}", err=True)
    if len(full) > 1:
        told = f"{len(full)} figures not built, the disk is full: {', '.join(full)}"
        click.echo(f"{told} (make room, and build again)", err=True)
    if lacking:
        click.echo(str(lacking[0]), err=True)


def _is_full(error: TimelineError) -> bool:
    """Tell whether a file found no room: no other figure finds any either."""
    number = getattr(error.__cause__, "errno", None)
    return number in (errno.ENOSPC, errno.EDQUOT)


def tell_stale(built: Built) -> None:
    """Tell the files that are not what the tables say."""
    for name, reason in built.stale.items():
        click.echo(f"{name}: {reason}", err=True)
    if built.stale:
        click.echo(f"{len(built.stale)} files are not what the tables say", err=True)


def exit_code(built: Built, *, check: bool = False) -> int:
    """Return the exit code of a build: 3 where the browser alone is to blame.

    Examples
    --------
    >>> from timeline.gallery.build import Built
    >>> exit_code(Built(stale={"a.svg": "is missing"})), exit_code(Built(), check=True)
    (0, 0)
    >>> exit_code(Built(stale={"a.svg": "is missing"}), check=True)
    1
    """
    if check:
        return int(bool(built.stale))
    return min((error.exit_code for error in built.failed.values()), default=0)
