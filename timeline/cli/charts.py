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
    input_files,
    options_of,
    output_options,
    reading_keywords,
    reading_options,
    scanning_option,
    source_argument,
    split_options,
    warn,
    wrote,
)
from timeline.cli.types import Panels, one_or_many
from timeline.errors import UsageError, ValidationError
from timeline.options import CHART_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.charts.chart import Chart
    from timeline.lazy.scan import EventScan
    from timeline.model import EventTable

__all__ = ["bars", "gantt", "panels", "scanned"]


@click.command()
@source_argument
@reading_options
@options_of(CHART_OPTIONS["gantt"])
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
@options_of(CHART_OPTIONS["bars"])
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
@options_of(CHART_OPTIONS["panels"])
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
    from timeline.charts.chart import glyphs_without_font, refused
    from timeline.export.files import format_of
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
