"""The command line: each command calls one function of the API and adds nothing to it.

Exit codes: 0 done, 1 the data has problems, 2 wrong usage, 3 this machine cannot
export, 130 interrupted, 143 terminated. Nothing heavy is imported before a
command runs.
"""

from __future__ import annotations

from typing import Any

import click

from timeline import __version__
from timeline.commands.charts import bars, gantt, panels
from timeline.commands.difference import diff
from timeline.commands.galleries import build, embed, sources
from timeline.commands.machine import doctor, themes
from timeline.commands.tables import check, convert
from timeline.errors import TimelineError
from timeline.export.interrupt import cleaning_up

__all__ = ["main"]


class Commands(click.Group):
    """The group of commands; turns our errors into one message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; tell an error in its own words, without a traceback."""
        try:
            # Every "with" closes its browser and removes its files, whatever the signal.
            with cleaning_up():
                return super().invoke(ctx)
        except TimelineError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(130)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="timeline")
def main() -> None:
    """Show what happened when, how much, and who says so.

    One CSV table of events and claims becomes battle timelines and bar charts,
    as HTML, SVG, PNG, PDF, WebP or JPEG.
    """


for _command in (
    check, gantt, bars, panels, build, convert, embed, sources, diff, doctor, themes
):  # fmt: skip
    main.add_command(_command)
