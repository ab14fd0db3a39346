"""The table commands: check, fix, convert and diff."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.options import (
    conversion_options,
    figure_options,
    input_files,
    many,
    order_option,
    reading_keywords,
    reading_options,
    report_option,
    scanning_option,
    source_argument,
    warn,
    wrote,
)
from timeline.cli.types import TARGETS, Named
from timeline.errors import UsageError, problem_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.errors import Problem
    from timeline.tables.advice import Advice
    from timeline.tables.report import Checked


@click.command("check")
@source_argument
@reading_options
@click.option("--format", "format", type=Named(["text", "json", "github"]), default="text",
              show_default=True, help="Format of the problems.")  # fmt: skip
@order_option
@click.option("--write-mapping", metavar="FILE.toml",
              help="Write the recognised columns as a mapping, for --map.")  # fmt: skip
@scanning_option
@report_option
def check_command(
    table: str,
    format: str,
    order: bool,
    write_mapping: str | None,
    memory_limit: str | None,
    report: str | None,
    **reading: Any,
) -> None:
    """Check a table: report every problem with its remedy, and commands that draw the table.

    \b
    Examples:
      timeline check events.csv
      timeline check events.csv --order --report account.json
      timeline check battles.csv --map title=battle_name --map start=start_date
      timeline check messy.csv --write-mapping messy.toml
      timeline check 'events/*.csv' --memory-limit 1GB
    """
    from timeline.cli.charts import scanned
    from timeline.files import check_outputs
    from timeline.tables.report import check as check_table

    how = reading_keywords(reading)
    check_outputs(filter(None, [report, write_mapping]), inputs=input_files(table, how))
    scan = scanned(table, memory_limit=memory_limit, **how)
    checked = check_table(scan or table, order=order, report=report, **({} if scan else how))
    if write_mapping and checked.advice is not None:
        _write_mapping(write_mapping, checked.advice, checked)
    # A report on standard output is the only output there.
    click.echo(checked.text(format), err=report == "-")
    if checked.fatal:
        click.get_current_context().exit(1)


def _write_mapping(file: str, advice: Advice, checked: Checked) -> None:
    from timeline.files import write_files
    from timeline.tables.mapping.resolve import mapping_text, ready_text

    ready = next((p.hint for p in checked.problems if p.code == "mapping"), "")
    name = ready.removeprefix("by the mapping ").partition(";")[0]
    text = ready_text(name) if name else mapping_text(checked.name, advice.reading, advice.columns)
    write_files({file: text.encode()})


@click.command("fix")
@source_argument
@reading_options
@click.option("-o", "--output", required=True, metavar="FILE",
              help="File for the repaired table, as CSV, or - for standard output.")  # fmt: skip
def fix_command(table: str, output: str, **reading: Any) -> None:
    """Write a repaired copy of a table, with our column names, dates and numbers.

    Original cells are kept in a column "… as written", and the changes are printed as a diff. The
    table itself is not changed, and an ambiguous text stays as it is.

    \b
    Examples:
      timeline fix messy.csv -o clean.csv
      timeline fix messy.csv --skip-faulty -o clean.csv
    """
    from timeline.files import check_outputs, write_files
    from timeline.tables.fix import fix as fix_table

    how = reading_keywords(reading)
    check_outputs([output], inputs=input_files(table, how))
    fixed = fix_table(table, **how)
    write_files({output: fixed.text.encode()})
    click.echo(fixed.changes(), err=output == "-")
    for line in problem_lines(fixed.remaining):
        click.echo(f"left: {line}", err=True)
    if fixed.remaining:
        click.get_current_context().exit(1)


@click.command("convert")
@source_argument
@conversion_options
@reading_options
def convert_command(table: str, to: str | None, output: str, **reading: Any) -> None:
    """Convert a table, and report every date or row that the other format cannot hold.

    \b
    Examples:
      timeline convert events.csv --to vis-timeline -o events.json
      timeline convert events.csv --to mermaid
      timeline convert events.csv -o events.ics
    """
    from timeline.files import check_outputs, write_files
    from timeline.formats.convert import convert as convert_table
    from timeline.tables.checking.validate import read_events

    to = to or _format_of(output, table)
    how = reading_keywords(reading)
    check_outputs([output], inputs=input_files(table, how))
    events = read_events(table, **how)
    converted = convert_table(events, to=to)
    warn([*events.problems, *converted.remarks])
    write_files({output: converted.text.encode()})
    wrote([output], what=f"{to}, {many(len(events), 'row')}{_left_out(converted.remarks)}")


def _format_of(output: str, table: str) -> str:
    """Return the format that the suffix of a file names.

    Examples
    --------
    >>> _format_of("events.ics", "events.csv")
    'icalendar'
    >>> _format_of("events.json", "my events.csv")
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: events.json: name the format, as in\
 timeline convert 'my events.csv' --to vis-timeline -o events.json
    """
    suffix = Path(output).suffix.lower()
    if suffix in TARGETS:
        return TARGETS[suffix]
    to = "vis-timeline" if suffix == ".json" else "mermaid"
    typed = shlex.join(["timeline", "convert", table, "--to", to, "-o", output])
    raise UsageError(f"{output}: name the format, as in {typed.removesuffix(' -o -')}")


def _left_out(remarks: Iterable[Problem]) -> str:
    """Return how many rows a format cannot hold at all."""
    lines = {remark.line for remark in remarks if remark.message.endswith("left out")}
    return f", {len(lines):,} of them left out" if lines else ""


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@reading_options
@click.option("--format", "format", type=Named(["text", "json"]), default="text",
              show_default=True, help="Format of the changes.")  # fmt: skip
@click.option("-o", "--output", "outputs", multiple=True, metavar="FILE",
              help="Also draw the changes: .html .svg .png .pdf; may be repeated.")  # fmt: skip
@click.option("--unchanged/--no-unchanged", default=True, show_default=True,
              help="Also draw events that did not change.")  # fmt: skip
@figure_options
def diff_command(old: str, new: str, format: str, outputs: tuple[str, ...], **options: Any) -> None:
    """List the rows that were added, withdrawn, moved or revised, and draw them.

    \b
    Examples:
      timeline diff events-2025.csv events.csv
      timeline diff events-2025.csv events.csv --format json > changes.json
      timeline diff events-2025.csv events.csv -o changes.html -o changes.svg
    """
    from timeline.files import check_outputs
    from timeline.tables.checking.validate import read_events
    from timeline.tables.diff import diff as diff_tables

    reading = reading_keywords(options)
    inputs = [file for table in (old, new) for file in input_files(table, reading, options)]
    check_outputs(outputs, inputs=inputs)
    tables = [read_events(table, **reading) for table in (old, new)]
    warn(problem for table in tables for problem in table.problems)
    click.echo(diff_tables(*tables).text(format))
    if outputs:
        from timeline.charts.diff import diff_chart
        from timeline.export.save import save

        chart = diff_chart(*tables, **options)
        save(chart, *outputs)
        wrote(outputs, chart.account.get("rows"))
