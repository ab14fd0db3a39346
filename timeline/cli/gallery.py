"""The gallery commands, and the summary printed after a build."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.options import Progress, many, report_option, rows_told
from timeline.cli.types import Named
from timeline.errors import BrowserError, TimelineError, UsageError
from timeline.options import EMBEDS

if TYPE_CHECKING:
    from timeline.gallery.build import Built

__all__ = [
    "build_command",
    "embed_command",
    "exit_code",
    "sources_command",
    "tell",
    "tell_stale",
    "weight_told",
]


def tell(built: Built | TimelineError) -> None:
    """Tell what was written; a browser that fails or a full disk once, not once a figure."""
    if isinstance(built, TimelineError):
        click.echo(built.message, err=True)
        return
    if not (built.stale or built.removed or built.failed):
        click.echo("nothing has changed", err=True)
        return
    for name, rows in built.rows.items():
        click.echo(f"{name}: {rows_told(rows)}", err=True)
    where = f" to {os.path.normpath(built.folder)}" if built.written else ""
    text = f"wrote {many(len(built.written), 'file')}{where}{weight_told(built.written)}"
    click.echo(text, err=True)
    for path in built.removed:
        click.echo(f"{path}: removed, it is no figure any more", err=True)
    if built.warnings:
        tables = sorted({problem.file for problem in built.warnings})
        count = many(sum(problem.rows for problem in built.warnings), "warning")
        click.echo(f"{count} in {', '.join(tables)} (see timeline check)", err=True)
    lacking = [error for error in built.failed.values() if isinstance(error, BrowserError)]
    full = [name for name, error in built.failed.items() if _is_full(error)]
    for name, error in built.failed.items():
        if not isinstance(error, BrowserError) and (name not in full or len(full) == 1):
            click.echo(f"{name}: not built: {error.message}", err=True)
    if len(full) > 1:
        text = f"{len(full)} figures not built, the disk is full: {', '.join(full)}"
        click.echo(f"{text} (make room, and build again)", err=True)
    if lacking:
        click.echo(lacking[0].message, err=True)


def weight_told(paths: Sequence[Path]) -> str:
    """Return what the pages among the files of a build weigh; nothing if there are none."""
    from timeline.html.assets import SCRIPT_FILE, compressed, shared_weight

    pages = [path for path in paths if path.suffixes == [".html"] and path.is_file()]
    if not pages:
        return ""
    sizes = sorted(compressed(path.read_bytes()) for path in pages)
    span = f"{sizes[0]}" if sizes[0] == sizes[-1] else f"{sizes[0]} to {sizes[-1]}"
    apart = (pages[0].parent / SCRIPT_FILE).is_file()
    shared = f", and the {shared_weight()} kB that they share" if apart else ""
    return f": {many(len(pages), 'page')} of {span} kB{shared} (compressed)"


def _is_full(error: TimelineError) -> bool:
    """Tell whether a file found no room: no other figure finds any either."""
    number = getattr(error.__cause__, "errno", None)
    return number in (errno.ENOSPC, errno.EDQUOT)


def tell_stale(built: Built) -> None:
    """List the outdated files."""
    for name, reason in built.stale.items():
        click.echo(f"{name}: {reason}", err=True)
    if built.stale:
        verb = "is" if len(built.stale) == 1 else "are"
        text = f"{many(len(built.stale), 'file')} {verb} not what the tables say"
        click.echo(text, err=True)


def exit_code(built: Built, *, check: bool = False) -> int:
    """Return the exit code of a build: 3 where the browser alone is to blame.

    Examples
    --------
    >>> from timeline.gallery.build import Built
    >>> exit_code(Built(stale={"a.svg": "is missing"})), exit_code(Built(), check=True)
    (0, 0)
    >>> exit_code(Built(stale={"a.svg": "is missing"}), check=True)
    1
    """
    if check:
        return int(bool(built.stale))
    return min((error.exit_code for error in built.failed.values()), default=0)


@click.command("build")
@click.argument("gallery", default="data/figures.toml")
@click.option("--out", metavar="FOLDER", help="Write here; by default where the file says.")
@click.option("--only", multiple=True, metavar="NAME", help="Build this figure; may be repeated.")
@click.option("--format", "formats", multiple=True, help="Build this format; may be repeated.")
@click.option("--force/--no-force", default=False, show_default=True,
              help="Build everything, changed or not.")  # fmt: skip
@click.option("--check/--no-check", default=False, show_default=True,
              help="Build nothing; exit 1 if a file is not what the tables say.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), metavar="NUMBER",
              help="Figures under way at once; by default as many as the machine has cores and "
                   "one more, at most 4.")  # fmt: skip
@click.option("--watch", is_flag=True, help="Build again whenever a file is saved, until Ctrl-C.")
@click.option("--serve", is_flag=True, help="Watch, and show it all on a page that follows.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="The port to serve at; 0: any that is free.")  # fmt: skip
@report_option
def build_command(gallery: str, watch: bool, serve: bool, port: int, **options: Any) -> None:
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
        built = build_gallery(gallery, progress=progress.update, **options)
    (tell_stale if options["check"] else tell)(built)
    click.get_current_context().exit(exit_code(built, check=options["check"]))


def _follow(
    gallery: str, *, port: int | None, check: bool, report: str | None, **options: Any
) -> None:
    """Watch a gallery, and serve it at a port if there is one; ends by Ctrl-C."""
    from timeline.gallery.serve import serve, watch

    if check or report:
        message = "--check builds nothing" if check else "--report tells of one build"
        raise UsageError(f"{message}, and does not go with --watch and --serve")

    if port is None:
        watch(gallery, told=tell, **options)
    else:
        serve(gallery, port=port, told=tell, opened=lambda at: click.echo(f"serving at {at}"),
              **options)  # fmt: skip


@click.command("embed")
@click.argument("figure")
@click.option("--as", "kind", default="html", show_default=True,
              type=Named(EMBEDS),
              help="The markup of the article.")  # fmt: skip
@click.option("--gallery", default="data/figures.toml", show_default=True, metavar="FILE",
              help="The file that describes the figure.")  # fmt: skip
@click.option("--base", default="", metavar="ADDRESS",
              help="What stands before the names of its files: a folder or an address, with its "
                   "slash.")  # fmt: skip
@click.option("--live", type=Named(["shared", "cdn", "none"]), default="shared",
              show_default=True,
              help="Where scripts are from: files of the build, a CDN, nowhere.")  # fmt: skip
def embed_command(figure: str, **options: Any) -> None:
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
    from timeline.gallery.figure import embed as embed_figure

    click.echo(embed_figure(figure, **options))


@click.command("sources")
@click.argument("gallery", default="data/figures.toml")
@click.option("--only", multiple=True, metavar="NAME",
              help="The sources of this figure; may be repeated.")  # fmt: skip
@click.option("--format", "format", type=Named(["markdown", "bibtex", "csl"]),
              default="markdown", show_default=True, help="How they are written.")  # fmt: skip
def sources_command(gallery: str, only: Sequence[str], format: str) -> None:
    """Write the bibliography of a gallery: every source that a row of its tables names.

    \b
    Examples:
      timeline sources data/figures.toml
      timeline sources data/figures.toml --format bibtex > sources.bib
    """
    from timeline.gallery.references import sources as references

    click.echo(references(gallery, only=only, format=format), nl=False)
