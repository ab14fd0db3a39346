"""The commands that draw one chart of one table."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.options import (
    chart_keywords,
    input_files,
    options_of,
    output_keywords,
    output_options,
    reading_keywords,
    reading_options,
    scanning_option,
    source_argument,
    warn,
    wrote,
)
from timeline.cli.types import Panels
from timeline.errors import UsageError, ValidationError
from timeline.options import CHART_OPTIONS

if TYPE_CHECKING:
    from timeline.lazy.scan import EventScan
    from timeline.model import EventTable


@click.command()
@source_argument
@reading_options
@options_of(CHART_OPTIONS["gantt"])
@scanning_option
@output_options
def gantt(table: str, **options: Any) -> None:
    """Draw the events of a table as a Gantt: lanes, groups, phases, uncertain time.

    More than 2,000 events are drawn as counts. Parquet files and globs of more than 2,000 rows are
    aggregated by DuckDB, without loading them.

    \b
    Examples:
      timeline gantt events.csv -o battle.html -o battle.svg -o battle.png
      timeline gantt events.csv --group "Outpost Harry" --theme dark -o harry.png
      timeline gantt battles.csv --map title=battle_name --map start=start_date \\
          --map end=end_date -o battles.html
      cat events.csv | timeline gantt - -o - --format svg > battle.svg
    """
    _draw("gantt", table, options)


@click.command()
@source_argument
@reading_options
@options_of(CHART_OPTIONS["bars"])
@scanning_option
@output_options
def bars(table: str, **options: Any) -> None:
    """Draw the claims of a table as bars: by side or kind, over time, by claimant.

    Parquet files and globs of more than 2,000 rows are aggregated by DuckDB, without loading them.

    \b
    Examples:
      timeline bars events.csv --measure "shells fired" --by side -o shells.png
      timeline bars events.csv --measure killed --measure wounded -o losses.svg
      timeline bars sorties.csv --measure "aircraft dispatched" --by aircraft \\
          --period month --stack -o sorties.html
      timeline bars 'events/*.parquet' --measure events --by month -o months.svg
    """
    _draw("bars", table, options)


@click.command(cls=Panels)
@source_argument
@reading_options
@options_of(CHART_OPTIONS["panels"])
@output_options
def panels(table: str, **options: Any) -> None:
    """Draw several charts above each other on one time axis: events, claims, sums and counts.

    \b
    Examples:
      timeline panels events.csv --chart "gantt group='Air war'" \\
          --chart "bars measure='air sorties' by=side period=month" -o air.html
      timeline panels events.csv --chart gantt -o all.svg \\
          --chart "claims measure=killed measure=wounded heading='Who claims what'" \\
          --chart "bars measure=events period=day heading='Events a day'"
    """
    _draw("panels", table, options)


def scanned(table: str, *, memory_limit: str | None, **reading: Any) -> EventScan | None:
    """Return a scan of a table that is large or has a memory limit; None for any other."""
    from timeline.tables.reading.records import is_lazy

    if memory_limit is None and not is_lazy(table):
        return None
    from timeline.cli.options import Reading
    from timeline.lazy.scan import scan_events

    for name in ("accept", "skip_faulty", "sheet"):
        if reading.get(name):
            option = "accept-suggestions" if name == "accept" else name.replace("_", "-")
            raise UsageError(f"{table}: --{option} needs the rows, and a scan has none (read the "
                             "table without --memory-limit, as one CSV file)")  # fmt: skip
    reading.pop("max_bytes", None)  # what is scanned need not fit into memory
    return scan_events(table, memory_limit=memory_limit, progress=Reading().update, **reading)


def _open_table(table: str, memory_limit: str | None, reading: Any) -> EventTable | EventScan:
    """Return a table that is read, or a scan of one that is large or has a limit."""
    from timeline.charts.options import READ
    from timeline.tables.checking.validate import read_events

    scan = scanned(table, memory_limit=memory_limit, **reading)
    if scan is None:
        return read_events(table, **reading)
    read = scan.read(READ) if memory_limit is None else None
    return scan if read is None else read


def _draw(name: str, table: str, options: dict[str, Any]) -> None:
    """Read a table, draw a chart of it and write the files."""
    from timeline.charts.chart import glyphs_without_font, refused
    from timeline.export.files import format_of
    from timeline.export.save import save
    from timeline.files import check_outputs
    from timeline.model import EventTable
    from timeline.tables.checking.validate import read_events

    reading, output = reading_keywords(options), output_keywords(options)
    outputs, report = output.pop("outputs"), output["report"]
    formats = {format_of(path, output["format"]) for path in outputs}
    files = [*outputs, *filter(None, [report])]
    inputs = input_files(table, reading, options)
    check_outputs(files, overwrite=output["overwrite"], inputs=inputs)
    draw_chart = getattr(import_module(f"timeline.charts.{name}"), f"{name}_chart")
    try:
        if "memory_limit" in options:
            events = _open_table(table, options.pop("memory_limit"), reading)
        else:
            events = read_events(table, **reading)
        warn(events.problems if isinstance(events, EventTable) else (), table=quote(table))
        chart = draw_chart(events, **chart_keywords(options))
    except ValidationError as error:
        if report:
            refused(error, report)
        if error.advice:
            words = click.get_current_context().meta.get("timeline.words", ())
            error.advice = replace(error.advice, typed=tuple(words))
        raise
    warn(chart.remarks)
    if glyphs := chart.account.get("missing_glyphs"):
        click.echo(f"warning: drawn in a system font, as ours lacks them: {glyphs}", err=True)
    save(chart, *outputs, **output)
    boxes = glyphs_without_font(chart) if glyphs and formats - {"html"} else ""
    if boxes:
        click.echo(f"warning: no font has these characters, drawn as boxes: {boxes}", err=True)
    wrote(outputs, chart.account.get("rows"))
