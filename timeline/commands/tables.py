"""The commands on tables: check one, or write it in another format."""

from __future__ import annotations

from typing import Any

import click

from timeline.errors import told
from timeline.options import (
    conversion_options,
    order_option,
    reading_keywords,
    reading_options,
    report_option,
    scanning_option,
    source_argument,
)
from timeline.optiontypes import Named

__all__ = ["check", "convert"]


@click.command()
@source_argument
@reading_options
@click.option("--format", "format", type=Named(["text", "json", "github"]), default="text",
              show_default=True, help="How problems are told.")  # fmt: skip
@order_option
@scanning_option
@report_option
def check(
    table: str,
    format: str,
    order: bool,
    memory_limit: str | None,
    report: str | None,
    **reading: Any,
) -> None:
    """Check a table and tell every problem of it, with line, column, value and remedy.

    \b
    Examples:
      timeline check events.csv
      timeline check events.csv --order --report account.json
      timeline check battles.csv --map title=battle_name --map start=start_date
      timeline check 'events/*.csv' --memory-limit 1GB
    """
    from timeline.commands.charts import scanned
    from timeline.tables.report import check as check_table

    how = reading_keywords(reading)
    scan = scanned(table, memory_limit=memory_limit, **how)
    checked = check_table(scan or table, order=order, report=report, **({} if scan else how))
    # Where the report takes standard output, it is all that stands there.
    click.echo(checked.told(format), err=report == "-")
    if checked.fatal:
        click.get_current_context().exit(1)


@click.command()
@source_argument
@conversion_options
@reading_options
def convert(table: str, to: str, output: str, **reading: Any) -> None:
    """Write a table in another format, and tell every date or row that it cannot hold.

    \b
    Examples:
      timeline convert events.csv --to vis-timeline -o events.json
      timeline convert events.csv --to mermaid
    """
    from timeline.export.files import check_outputs, write_files
    from timeline.formats.convert import convert as convert_table
    from timeline.tables.checking.validate import read_events

    check_outputs([output])
    events = read_events(table, **reading_keywords(reading))
    converted = convert_table(events, to=to)
    for line in told([*events.problems, *converted.remarks]):
        click.echo(f"warning: {line}", err=True)
    write_files({output: converted.text.encode()})
