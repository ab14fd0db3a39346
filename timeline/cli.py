"""The command line: each command calls one function of the API and adds nothing to it.

Exit codes: 0 done, 1 the data has problems, 2 wrong usage, 3 this machine cannot
export, 130 interrupted, 143 terminated. Nothing heavy is imported before a
command runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline import __version__
from timeline.diffcommand import diff
from timeline.errors import TimelineError, UsageError, ValidationError, told
from timeline.export.interrupt import cleaning_up
from timeline.options import (
    ChartRow,
    Named,
    Nights,
    chart_keywords,
    chart_options,
    conversion_options,
    gantt_options,
    one_or_many,
    order_option,
    output_options,
    reading_keywords,
    reading_options,
    report_option,
    source_argument,
)
from timeline.outcome import exit_code, tell, tell_stale
from timeline.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.charts import Chart
    from timeline.model import EventTable

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


main.add_command(diff)


@main.command()
@source_argument
@reading_options
@click.option("--format", "format", type=Named(["text", "json", "github"]), default="text",
              show_default=True, help="How problems are told.")  # fmt: skip
@order_option
@report_option
def check(table: str, format: str, order: bool, report: str | None, **reading: Any) -> None:
    """Check a table and tell every problem of it, with line, column, value and remedy.

    \b
    Examples:
      timeline check events.csv
      timeline check events.csv --order --report account.json
      timeline check battles.csv --map title=battle_name --map start=start_date
    """
    from timeline.table.check import check as check_table

    checked = check_table(table, order=order, report=report, **reading_keywords(reading))
    click.echo(checked.told(format))
    if checked.fatal:
        click.get_current_context().exit(1)


@main.command()
@source_argument
@reading_options
@chart_options
@gantt_options
@output_options
def gantt(table: str, **options: Any) -> None:
    """Draw the events of a table as a Gantt: lanes, groups, phases, uncertain time.

    \b
    Examples:
      timeline gantt events.csv -o battle.html -o battle.svg -o battle.png
      timeline gantt events.csv --group "Outpost Harry" --theme dark -o harry.png
      timeline gantt battles.csv --map title=battle_name --map start=start_date \\
          --map end=end_date -o battles.html
      cat events.csv | timeline gantt - -o - --format svg > battle.svg
    """
    from timeline.options import split_options

    reading, output, rest = split_options(options)

    def chart(events: EventTable) -> Chart:
        from timeline.charts import gantt_chart

        return gantt_chart(events, **chart_keywords(rest))

    _draw(table, reading, output, chart)


@main.command()
@source_argument
@reading_options
@chart_options
@click.option("--measure", multiple=True, required=True,
              help="A measure, a column of numbers, or events; may be repeated.")  # fmt: skip
@click.option("--by", default="side", show_default=True, help="The column that makes the bars.")
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
@click.option("--order", type=Named(["table", "value"]), default="table", show_default=True,
              help="How the bars follow each other.")  # fmt: skip
@click.option("--horizontal/--vertical", default=None,
              help="Which way the bars lie; by default whichever fits.")  # fmt: skip
@output_options
def bars(table: str, **options: Any) -> None:
    """Draw the claims of a table as bars: by side or kind, over time, claimants apart.

    \b
    Examples:
      timeline bars events.csv --measure "shells fired" --by side -o shells.png
      timeline bars events.csv --measure killed --measure wounded -o losses.svg
      timeline bars sorties.csv --measure "aircraft dispatched" --by aircraft \\
          --period month --stack -o sorties.html
    """
    from timeline.options import split_options

    reading, output, rest = split_options(options)
    rest["measure"] = one_or_many(rest["measure"])

    def chart(events: EventTable) -> Chart:
        from timeline.charts import bars_chart

        return bars_chart(events, **chart_keywords(rest))

    _draw(table, reading, output, chart)


@main.command()
@source_argument
@reading_options
@chart_options
@click.option("--chart", "charts", type=ChartRow(), multiple=True, required=True,
              help="A chart and its options, from top to bottom; to be repeated.")  # fmt: skip
@click.option("--nights", type=Nights(), metavar="LAT,LON,UTC",
              help="Shade the nights of this place, as in 38.3,127.3,9.")  # fmt: skip
@output_options
def panels(table: str, **options: Any) -> None:
    """Draw several charts above each other on one axis of time.

    \b
    Examples:
      timeline panels events.csv --chart "gantt group='Air war'" \\
          --chart "bars measure='air sorties' by=side period=month" -o air.html
      timeline panels events.csv --chart gantt -o all.svg \\
          --chart "bars measure=killed by=claimed_by period=day heading='Killed a day'"
    """
    from timeline.options import split_options

    reading, output, rest = split_options(options)

    def chart(events: EventTable) -> Chart:
        from timeline.panelling import panels_chart

        return panels_chart(events, **chart_keywords(rest))

    _draw(table, reading, output, chart)


@main.command()
@click.argument("gallery", default="data/figures.toml")
@click.option("--out", metavar="FOLDER", help="Write here; by default where the file says.")
@click.option("--only", multiple=True, metavar="NAME", help="Build this figure; may be repeated.")
@click.option("--format", "formats", multiple=True, help="Build this format; may be repeated.")
@click.option("--force/--no-force", default=False, show_default=True,
              help="Build everything, changed or not.")  # fmt: skip
@click.option("--check/--no-check", default=False, show_default=True,
              help="Build nothing; exit 1 if a file is not what the tables say.")  # fmt: skip
@click.option("--watch", is_flag=True, help="Build again whenever a file is saved, until Ctrl-C.")
@click.option("--serve", is_flag=True, help="Watch, and show it all on a page that follows.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="The port to serve at; 0: any that is free.")  # fmt: skip
@report_option
def build(gallery: str, watch: bool, serve: bool, port: int, **options: Any) -> None:
    """Build the figures that a file describes, those that changed, into one folder.

    \b
    Examples:
      timeline build data/figures.toml
      timeline build data/figures.toml --out site/figures --only korea-june-1953
      timeline build data/figures.toml --check
      timeline build data/figures.toml --serve --port 8080
    """
    from timeline.gallery.build import build as build_gallery

    if watch or serve:
        _follow(gallery, port=port if serve else None, **options)
        return
    with Progress() as progress:
        built = build_gallery(gallery, progress=progress.told, **options)
    (tell_stale if options["check"] else tell)(built)
    click.get_current_context().exit(exit_code(built, check=options["check"]))


def _follow(
    gallery: str, *, port: int | None, check: bool, report: str | None, **options: Any
) -> None:
    """Watch a gallery, and serve it at a port if there is one; ends by Ctrl-C."""
    from timeline.gallery.serve import serve
    from timeline.gallery.watch import watch

    if check or report:
        told = "--check builds nothing" if check else "--report tells of one build"
        raise UsageError(f"{told}, and does not go with --watch and --serve")

    if port is None:
        watch(gallery, told=tell, **options)
    else:
        serve(gallery, port=port, told=tell, opened=lambda at: click.echo(f"serving at {at}"),
              **options)  # fmt: skip


@main.command()
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
    from timeline.table.events import read_events

    check_outputs([output])
    events = read_events(table, **reading_keywords(reading))
    converted = convert_table(events, to=to)
    for line in told([*events.problems, *converted.remarks]):
        click.echo(f"warning: {line}", err=True)
    write_files({output: converted.text.encode()})


@main.command()
@click.argument("figure")
@click.option("--as", "kind", default="html", show_default=True,
              type=Named(["html", "iframe", "markdown", "myst", "quarto", "latex", "wikitext"]),
              help="The markup of the article.")  # fmt: skip
@click.option("--gallery", default="data/figures.toml", show_default=True, metavar="FILE",
              help="The file that describes the figure.")  # fmt: skip
@click.option("--base", default="", metavar="ADDRESS",
              help="What stands before the names of its files: a folder or an address, with its "
                   "slash.")  # fmt: skip
@click.option("--live", type=Named(["shared", "cdn", "none"]), default="shared",
              show_default=True,
              help="Where scripts are from: files of the build, a CDN, nowhere.")  # fmt: skip
def embed(figure: str, **options: Any) -> None:
    """Print a figure of a gallery as text to paste into an article.

    \b
    The files that it names are those that "timeline build" writes, where the
    gallery says embed = ["html"].

    \b
    Examples:
      timeline embed korea-june-1953 --base figures/ > figure.html
      timeline embed korea-june-1953 --as iframe --base https://example.org/figures/
      timeline embed korea-june-1953 --as quarto
    """
    from timeline.gallery.snippet import embed as embed_figure

    click.echo(embed_figure(figure, **options))


@main.command()
@click.argument("gallery", default="data/figures.toml")
@click.option("--only", multiple=True, metavar="NAME",
              help="The sources of this figure; may be repeated.")  # fmt: skip
@click.option("--format", "format", type=Named(["markdown", "bibtex", "csl"]),
              default="markdown", show_default=True, help="How they are written.")  # fmt: skip
def sources(gallery: str, only: Sequence[str], format: str) -> None:
    """Write the bibliography of a gallery: every source that a row of its tables names.

    \b
    Examples:
      timeline sources data/figures.toml
      timeline sources data/figures.toml --format bibtex > sources.bib
    """
    from timeline.gallery.references import sources as references

    click.echo(references(gallery, only=only, format=format), nl=False)


@main.command()
def doctor() -> None:
    """Tell what this machine has: browser, version, sandbox, fonts, a trial drawing."""
    from timeline.export.doctor import doctor as examine

    findings = examine()
    for finding in findings:
        click.echo(str(finding))
    if not all(finding.well for finding in findings):
        click.get_current_context().exit(3)


@main.command()
@click.argument("name", required=False)
def themes(name: str | None) -> None:
    """List the themes with their colours, or print one as TOML to begin your own with.

    \b
    Examples:
      timeline themes
      timeline themes dark > house.toml
    """
    from timeline.theme import THEMES
    from timeline.themefile import theme_lines, theme_of

    if name:
        click.echo(theme_lines(theme_of(name)), nl=False)
        return
    for known, look in THEMES.items():
        click.echo(f"{known:6} paper {look.paper}  ink {look.ink}  sides {' '.join(look.sides)}")


def _draw(
    table: str,
    reading: dict[str, Any],
    output: dict[str, Any],
    chart: Callable[[EventTable], Chart],
) -> None:
    """Read, draw and write; the browser starts while the table is still being read."""
    from timeline.export.browser import Browser
    from timeline.export.files import check_outputs, format_of

    outputs = output.pop("outputs")
    formats = {format_of(path, output["format"]) for path in outputs}
    check_outputs(outputs, overwrite=output["overwrite"])
    with Browser() if formats - {"html"} else nullcontext() as browser:
        from timeline.export.report import refused
        from timeline.export.save import save
        from timeline.table.events import read_events

        try:
            events = read_events(table, **reading_keywords(reading))
        except ValidationError as error:
            if output["report"]:
                refused(error, output["report"])
            raise
        for line in told(events.problems):
            click.echo(f"warning: {line}", err=True)
        made = chart(events)
        for line in told(made.remarks):
            click.echo(f"warning: {line}", err=True)
        if glyphs := made.account.get("missing_glyphs"):
            click.echo(f"warning: not in our font, so the machine's is used: {glyphs}", err=True)
        save(made, *(Path(p) if p != "-" else p for p in outputs), browser=browser, **output)
