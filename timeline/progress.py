"""How far a build is: a bar on standard error where that is a terminal, else quiet lines."""

from __future__ import annotations

import sys
from typing import Any

import click

__all__ = ["Progress"]


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

    def told(self, name: str, number: int, count: int) -> None:
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
