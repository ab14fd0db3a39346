"""The commands that draw one chart of one table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.options import (
    chart_keywords,
    chart_options,
    gantt_options,
    input_files,
    output_options,
    reading_keywords,
    reading_options,
    scanning_option,
    source_argument,
    split_options,
)
from timeline.cli.summary import warn, wrote
from timeline.cli.types import ChartRow, Named, Nights, Panels, one_or_many
from timeline.errors import UsageError, ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.charts.chart import Chart
    from timeline.lazy.scan import EventScan
    from timeline.model import EventTable

__all__ = ["bars", "gantt", "panels", "scanned"]


@click.command()
@source_argument
@reading_options
@chart_options
@gantt_options
@scanning_option
@output_options
def gantt(table: str, memory_limit: str | None, **options: Any) -> None:
    """Draw the events of a table as a Gantt: lanes, groups, phases, uncertain time.

    More than 2,000 events are counted; Parquet files and globs of more where they lie.

    \b
    Examples:
      timeline gantt events.csv -o battle.html -o battle.svg -o battle.png
      timeline gantt events.csv --group "Outpost Harry" --theme dark -o harry.png
      timeline gantt battles.csv --map title=battle_name --map start=start_date \\
          --map end=end_date -o battles.html
      cat events.csv | timeline gantt - -o - --format svg > battle.svg
    """
    reading, output, rest = split_options(options)

    def chart(events: EventTable) -> Chart:
        from timeline.charts.gantt import gantt_chart

        return gantt_chart(events, **chart_keywords(rest))

    _draw(
        table, reading, output, chart, opened=partial(opened, memory_limit=memory_limit),
        look=rest,
    )  # fmt: skip


@click.command()
@source_argument
@reading_options
@chart_options
@click.option("--measure", multiple=True, required=True,
              help="A measure, a column of numbers, or events; may be repeated.")  # fmt: skip
@click.option("--by", default="side", show_default=True,
              help="The column that makes the bars, or a period for all rows.")  # fmt: skip
@click.option("--across", help="The column that makes small panels side by side.")
@click.option("--period", type=Named(["day", "week", "month", "quarter", "year", "decade"]),
              help="Sum over time, a bar for each period.")  # fmt: skip
@click.option("--stack/--no-stack", default=False, show_default=True,
              help="Stack the bars of a period.")  # fmt: skip
@click.option("--per-day/--no-per-day", default=False, show_default=True,
              help="Divide each sum by the days of its period, and say so.")  # fmt: skip
@click.option("--log/--no-log", default=False, show_default=True,
              help="A logarithmic scale, and say so.")  # fmt: skip
@click.option("--combine", type=Named(["range", "median", "sum"]),
              help="Combine competing claims, and say so; by default none is merged.")  # fmt: skip
@click.option("--count-by", type=Named(["start", "split"]),
              help="Count what is longer than one period where it begins, or evenly over its "
              "time; by default it is left out.")  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), metavar="NUMBER",
              help='The largest, and the rest as "other".')  # fmt: skip
@click.option("--order", type=Named(["table", "value"]), default="table", show_default=True,
              help="How the bars follow each other.")  # fmt: skip
@click.option("--horizontal/--vertical", default=None,
              help="Standing bars where their names fit; by default they lie.")  # fmt: skip
@scanning_option
@output_options
def bars(table: str, memory_limit: str | None, **options: Any) -> None:
    """Draw the claims of a table as bars: by side or kind, over time, claimants apart.

    Parquet files and globs of more than 2,000 rows are not read but added up where they lie, by
    DuckDB.

    \b
    Examples:
      timeline bars events.csv --measure "shells fired" --by side -o shells.png
      timeline bars events.csv --measure killed --measure wounded -o losses.svg
      timeline bars sorties.csv --measure "aircraft dispatched" --by aircraft \\
          --period month --stack -o sorties.html
      timeline bars 'events/*.parquet' --measure events --by month -o months.svg
    """
    reading, output, rest = split_options(options)
    rest["measure"] = one_or_many(rest["measure"])

    def chart(events: EventTable) -> Chart:
        from timeline.charts.bars import bars_chart

        return bars_chart(events, **chart_keywords(rest))

    _draw(
        table, reading, output, chart, opened=partial(opened, memory_limit=memory_limit),
        look=rest,
    )  # fmt: skip


@click.command(cls=Panels)
@source_argument
@reading_options
@chart_options
@click.option("--chart", "charts", type=ChartRow(), multiple=True, required=True,
              help="A chart and its options, from top to bottom; to be repeated.")  # fmt: skip
@click.option("--nights", type=Nights(), metavar="LAT,LON,UTC",
              help="Shade the nights of this place, as in 38.3,127.3,9.")  # fmt: skip
@output_options
def panels(table: str, **options: Any) -> None:
    """Draw several charts above each other on one axis of time: events, claims, sums and counts.

    \b
    Examples:
      timeline panels events.csv --chart "gantt group='Air war'" \\
          --chart "bars measure='air sorties' by=side period=month" -o air.html
      timeline panels events.csv --chart gantt -o all.svg \\
          --chart "claims measure=killed measure=wounded heading='Who claims what'" \\
          --chart "bars measure=events period=day heading='Events a day'"
    """
    reading, output, rest = split_options(options)

    def chart(events: EventTable) -> Chart:
        from timeline.charts.panels import panels_chart

        return panels_chart(events, **chart_keywords(rest))

    _draw(table, reading, output, chart, look=rest)


def scanned(table: str, *, memory_limit: str | None, **reading: Any) -> EventScan | None:
    """Return a table that is better not read, or whose reader has a limit; None for others."""
    from timeline.lazy.sources import is_lazy

    if memory_limit is None and not is_lazy(table):
        return None
    from timeline.cli.summary import Reading
    from timeline.lazy.scan import scan_events

    for name in ("accept", "skip_faulty", "sheet"):
        if reading.get(name):
            option = "accept-suggestions" if name == "accept" else name.replace("_", "-")
            raise UsageError(f"{table}: --{option} needs the rows, and a scan has none (read the "
                             "table without --memory-limit, as one CSV file)")  # fmt: skip
    reading.pop("max_bytes", None)  # what is scanned need not fit into memory
    return scan_events(table, memory_limit=memory_limit, progress=Reading().update, **reading)


def opened(table: str, *, memory_limit: str | None, **reading: Any) -> EventTable | EventScan:
    """Return a table that is read, or a scan of one that is large or has a limit."""
    from timeline.charts.options import READ
    from timeline.tables.checking.validate import read_events

    scan = scanned(table, memory_limit=memory_limit, **reading)
    if scan is None:
        return read_events(table, **reading)
    read = scan.read(READ) if memory_limit is None else None
    return scan if read is None else read


def typed(error: ValidationError) -> ValidationError:
    """Return a refusal that ends with the command as it was typed, and what makes it draw."""
    words = click.get_current_context().meta.get("timeline.words", ())
    if error.advice:
        error.advice = replace(error.advice, typed=tuple(words))
    return error


def _draw(
    table: str,
    reading: dict[str, Any],
    output: dict[str, Any],
    chart: Callable[[EventTable], Chart],
    *,
    look: dict[str, Any],
    opened: Callable[..., EventTable | EventScan] | None = None,
) -> None:
    """Read a table, draw it and write the files."""
    from timeline.export.files import format_of
    from timeline.export.report import glyphs_without_font, refused
    from timeline.export.save import save
    from timeline.files import check_outputs
    from timeline.model import EventTable
    from timeline.tables.checking.validate import read_events

    outputs = output.pop("outputs")
    formats = {format_of(path, output["format"]) for path in outputs}
    how = reading_keywords(reading)
    written = [*outputs, *filter(None, [output["report"]])]
    check_outputs(written, overwrite=output["overwrite"], inputs=input_files(table, how, look))
    try:
        events: Any = (opened or read_events)(table, **how)
        made = None if isinstance(events, EventTable) else chart(events)
    except ValidationError as error:
        if output["report"]:
            refused(error, output["report"])
        raise typed(error) from None
    warn(() if made else events.problems, table=quote(table))
    made = made or chart(events)
    warn(made.remarks)
    if glyphs := made.account.get("missing_glyphs"):
        click.echo(f"warning: not in our font, so the machine's is used: {glyphs}", err=True)
    save(made, *(Path(p) if p != "-" else p for p in outputs), **output)
    boxes = glyphs_without_font(made) if glyphs and formats - {"html"} else ""
    if boxes:
        click.echo(f"warning: no font of this machine has: {boxes} (boxes stand there)", err=True)
    wrote(outputs, made.account.get("rows"))
