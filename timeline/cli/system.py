"""Commands for getting started: a sample folder, ``doctor``, and the themes."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from timeline.cli.options import wrote
from timeline.cli.types import Width
from timeline.errors import UsageError, did_you_mean

__all__ = ["WELCOME", "doctor_command", "example", "new", "themes"]

EXAMPLES = Path(__file__).parents[1] / "examples"
STARTER = ("events.csv", "events.sources.csv", "figures.toml")
#: What describes the tables, with their licences; it goes with each of them.
PACKAGE = "datapackage.json"
#: The chart and the options that show each table at its best.
FIRST_FIGURES: Mapping[str, tuple[str, ...]] = {
    "korea-1953": ("gantt", "--group", "Outpost Harry"),
    "korea-air-1950-51": (
        "bars", "--measure", "aircraft dispatched", "--by", "aircraft", "--period", "month",
        "--stack", "--no-notes",
    ),
    "conflicts-1946-2022": (
        "bars", "--measure", "events", "--by", "group", "--period", "year", "--stack",
    ),
}  # fmt: skip

WELCOME = """\
Show what happened when, how much, and who says so.

Begin with one of:
  timeline new my-figures                    a small table and two figures, to build and to change
  timeline example                           the tables that come with the package
  timeline gantt events.csv -o events.html   draw a table of yours

Every command: timeline --help"""


@click.command()
@click.argument("folder", default=".", required=False)
def new(folder: str) -> None:
    """Write a small table with its sources and a gallery of two figures, to build and to change.

    \b
    Examples:
      timeline new my-figures
      timeline new
    """
    target = Path(folder)
    _write({target / name: (EXAMPLES / "starter" / name).read_bytes() for name in STARTER})
    click.echo(f"wrote {', '.join(STARTER)} to {_shown(target)}", err=True)
    _next(
        f"timeline build {_quoted(target / 'figures.toml')}",
        f"timeline check {_quoted(target / 'events.csv')}",
    )


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--out", default=".", show_default=True, metavar="FOLDER", help="Write here.")
def example(names: tuple[str, ...], out: str) -> None:
    """List the tables that come with the package, or write some of them with their sources.

    \b
    Examples:
      timeline example
      timeline example korea-1953
      timeline example korea-1953 conflicts-1946-2022 --out tables
    """
    tables = _tables()
    for name in names:
        if name not in tables:
            hint = did_you_mean(name, tables) or f"there are: {', '.join(tables)}"
            raise UsageError(f'no example is called "{name}" ({hint})')
    if not names:
        click.echo("\n".join(_listed(name, table) for name, table in tables.items()))
        _next(f"timeline example {next(iter(tables))}")
        return
    files = [file for name in names for file in (f"{name}.csv", f"{name}.sources.csv")]
    target = Path(out)
    _write({target / file: (EXAMPLES / file).read_bytes() for file in [*files, PACKAGE]})
    click.echo(f"wrote {', '.join([*files, PACKAGE])} to {_shown(target)}", err=True)
    _next(*(_drawing(target / f"{name}.csv") for name in names))


def _tables() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of the package as its data package describes them, by name."""
    package = json.loads((EXAMPLES / PACKAGE).read_text("utf-8"))
    return {
        str(table["name"]): table
        for table in package["resources"]
        if not str(table["path"]).endswith(".sources.csv")
    }


def _listed(name: str, table: Mapping[str, Any]) -> str:
    licence = str(table["licenses"][0]["name"]).replace("other-pd", "public domain")
    return f"{name:22} {table['title']} ({licence})"


def _drawing(path: Path) -> str:
    """Return the command that draws a table of the package."""
    chart, *options = FIRST_FIGURES[path.stem]
    return shlex.join(
        ["timeline", chart, path.as_posix(), *options, "-o", path.with_suffix(".html").as_posix()]
    )


def _write(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet; one that differs is nobody's to replace."""
    from timeline.files import make_folder, write_files

    taken = [path for path, data in files.items() if path.exists() and not _holds(path, data)]
    if taken:
        raise UsageError(f"{taken[0]}: exists already (name a new folder)")
    for folder in {path.parent for path in files}:
        make_folder(folder)
    write_files({path: data for path, data in files.items() if not path.exists()})


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _shown(folder: Path) -> str:
    return "this folder" if folder == Path() else f"{folder}/"


def _quoted(path: Path) -> str:
    return shlex.quote(path.as_posix())


def _next(*commands: str) -> None:
    click.echo("\n".join(["next:", *(f"  {command}" for command in commands)]), err=True)


@click.command("doctor")
def doctor_command() -> None:
    """Show what this machine can draw: packages, fonts, a trial, and a browser if there is one."""
    from timeline.export.doctor import doctor as examine

    findings = examine()
    for finding in findings:
        click.echo(str(finding))
    if not all(finding.well for finding in findings):
        click.get_current_context().exit(3)


@click.command()
@click.argument("name", required=False)
@click.option("-o", "--output", "outputs", multiple=True, metavar="FILE",
              help="A picture of the themes: .html .svg .png .pdf; may be repeated.")  # fmt: skip
@click.option("--width", type=Width(), default=720, show_default=True, metavar="PIXELS|NAME",
              help="Of the picture: pixels, or column, page or slide.")  # fmt: skip
def themes(name: str | None, outputs: tuple[str, ...], width: float | str) -> None:
    """List the themes with their colours, show them, or print one as TOML to begin your own with.

    \b
    Examples:
      timeline themes
      timeline themes -o themes.html
      timeline themes dark > house.toml
      timeline themes house.toml -o house.png
    """
    if outputs:
        from timeline.charts.themes import themes_chart
        from timeline.export.save import save

        save(themes_chart(name, width=width), *outputs)
        wrote(outputs)
        return
    from timeline.theme import THEMES
    from timeline.theme_file import theme_lines, theme_of

    if name:
        click.echo(theme_lines(theme_of(name)), nl=False)
        return
    for known, look in THEMES.items():
        click.echo(f"{known:6} paper {look.paper}  ink {look.ink}  sides {' '.join(look.sides)}")
