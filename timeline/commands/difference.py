"""The command that tells and draws what changed between two versions of a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from timeline.errors import told
from timeline.options import (
    figure_options,
    reading_keywords,
    reading_options,
    split_reading,
)
from timeline.optiontypes import Named

__all__ = ["diff"]


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@reading_options
@click.option("--format", "format", type=Named(["text", "json"]), default="text",
              show_default=True, help="How changes are told.")  # fmt: skip
@click.option("-o", "--output", "outputs", multiple=True, metavar="FILE",
              help="Draw the changes, too: .html .svg .png .pdf; may be repeated.")  # fmt: skip
@click.option("--unchanged/--no-unchanged", default=True, show_default=True,
              help="Draw the events that are the same in both tables, too.")  # fmt: skip
@figure_options
def diff(old: str, new: str, format: str, outputs: tuple[str, ...], **options: Any) -> None:
    """Tell the rows that were added, withdrawn, moved or revised, and draw them.

    \b
    Examples:
      timeline diff events-2025.csv events.csv
      timeline diff events-2025.csv events.csv --format json > changes.json
      timeline diff events-2025.csv events.csv -o changes.html -o changes.svg
    """
    from timeline.export.files import check_outputs
    from timeline.tables.checking.validate import read_events
    from timeline.tables.diff import diff as diff_tables

    check_outputs(outputs)
    reading, rest = split_reading(options)
    tables = [read_events(table, **reading_keywords(reading)) for table in (old, new)]
    for line in told([problem for table in tables for problem in table.problems]):
        click.echo(f"warning: {line}", err=True)
    click.echo(diff_tables(*tables).told(format))
    if outputs:
        from timeline.charts.diff import diff_chart
        from timeline.export.save import save

        save(diff_chart(*tables, **rest), *map(Path, outputs))
