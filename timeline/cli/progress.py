"""How far a build or a query is: a bar on standard error if that is a terminal, else lines."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

__all__ = ["Progress", "Reading"]


class Progress:
    """A bar on standard error where that is a terminal, else a quiet line a figure."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.update(1)
            self._bar.render_finish()

    def update(self, name: str, number: int, count: int) -> None:
        """Tell that a figure is begun."""
        if not sys.stderr.isatty():
            click.echo(f"{number}/{count} {name}", err=True)
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=count, label="figures", file=sys.stderr, item_show_func=lambda item: item
            )
            self._bar.render_progress()
        else:
            self._bar.update(1, name)


class Reading:
    """How much of files is read: a bar on a terminal, else a line for each quarter.

    What is over at once is not told of.
    """

    #: Seconds after which a reading is told of.
    LONG = 1.0

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._begun = time.monotonic()
        self._bar: Any = None
        self._quarter = 0

    def update(self, part: float) -> None:
        """Tell that a part of the files is read, from 0 to 1; 1 ends the bar."""
        if part >= 1:
            self._end()
        elif time.monotonic() - self._begun >= self.LONG:
            self._shown(part)

    def _shown(self, part: float) -> None:
        if sys.stderr.isatty():
            if self._bar is None:
                self._bar = click.progressbar(length=100, label="reading", file=sys.stderr)
                self._bar.render_progress()
            self._bar.update(max(0, round(100 * part) - self._bar.pos))
        elif int(4 * part) > self._quarter:
            self._quarter = int(4 * part)
            click.echo(f"reading: {25 * self._quarter} %", err=True)

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.update(100 - self._bar.pos)
            self._bar.render_finish()
        self._begin()  # as the next query does
