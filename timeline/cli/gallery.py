"""The gallery commands, and the summary printed after a build."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.options import Progress, many, report_option, rows_text
from timeline.cli.types import Named
from timeline.errors import BrowserError, TimelineError, UsageError
from timeline.options import EMBEDS, LIVE

if TYPE_CHECKING:
    from timeline.gallery.build import Built


def print_built(built: Built | TimelineError) -> None:
    """Print the result of a build; an error that concerns all figures is printed once."""
    if isinstance(built, TimelineError):
        click.echo(built.message, err=True)
        return
    if not (built.stale or built.removed or built.failed):
        click.echo("nothing has changed", err=True)
        return
    lines = [f"{name}: {rows_text(rows)}" for name, rows in built.rows.items()]
    folder = f" to {os.path.normpath(built.folder)}" if built.written else ""
    lines.append(f"wrote {many(len(built.written), 'file')}{folder}{_page_sizes(built.written)}")
    lines += [f"{path}: removed, as no figure has it any more" for path in built.removed]
    if built.warnings:
        tables = sorted({problem.file for problem in built.warnings})
        count = many(sum(problem.rows for problem in built.warnings), "warning")
        lines.append(f"{count} in {', '.join(tables)} (see timeline check)")
    no_browser = [e.message for e in built.failed.values() if isinstance(e, BrowserError)]
    disk_full = [name for name, error in built.failed.items() if _is_disk_full(error)]
    for name, error in built.failed.items():
        if not isinstance(error, BrowserError) and (name not in disk_full or len(disk_full) == 1):
            lines.append(f"{name}: not built: {error.message}")
    if len(disk_full) > 1:
        text = f"{len(disk_full)} figures not built, the disk is full: {', '.join(disk_full)}"
        lines.append(f"{text} (make room, and build again)")
    click.echo("\n".join([*lines, *no_browser[:1]]), err=True)


def _page_sizes(paths: Sequence[Path]) -> str:
    """Return the compressed sizes of the pages among the files of a build."""
    from timeline.html.assets import SCRIPT_FILE, compressed, shared_weight

    pages = [path for path in paths if path.suffixes == [".html"] and path.is_file()]
    if not pages:
        return ""
    sizes = sorted(compressed(path.read_bytes()) for path in pages)
    span = f"{sizes[0]}" if sizes[0] == sizes[-1] else f"{sizes[0]} to {sizes[-1]}"
    apart = (pages[0].parent / SCRIPT_FILE).is_file()
    shared = f", and the {shared_weight()} kB that they share" if apart else ""
    return f": {many(len(pages), 'page')} of {span} kB{shared} (compressed)"


def _is_disk_full(error: TimelineError) -> bool:
    return getattr(error.__cause__, "errno", None) in (errno.ENOSPC, errno.EDQUOT)


def print_stale(built: Built) -> None:
    """Print the outdated files, each with the reason."""
    for name, reason in built.stale.items():
        click.echo(f"{name}: {reason}", err=True)
    if count := len(built.stale):
        click.echo(f"{many(count, 'file')} {'is' if count == 1 else 'are'} outdated", err=True)


def exit_code(built: Built, *, check: bool = False) -> int:
    """Return the exit code of a build: 3 if all failures are for lack of a browser.

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
@click.option("--out", metavar="FOLDER", help="Output folder; by default the one in the gallery.")
@click.option("--only", multiple=True, metavar="NAME", help="Build this figure; may be repeated.")
@click.option("--format", "formats", multiple=True, help="Build this format; may be repeated.")
@click.option("--force/--no-force", default=False, show_default=True,
              help="Build everything, changed or not.")  # fmt: skip
@click.option("--check/--no-check", default=False, show_default=True,
              help="Build nothing; exit with 1 if a file is outdated.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), metavar="NUMBER",
              help="Figures drawn at once; by default one more than the machine has cores, at "
                   "most 4.")  # fmt: skip
@click.option("--watch", is_flag=True, help="Build again whenever a file is saved, until Ctrl-C.")
@click.option("--serve", is_flag=True, help="Watch, and serve pages that reload after each build.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="Port to serve at; 0: any free one.")  # fmt: skip
@report_option
def build_command(gallery: str, watch: bool, serve: bool, port: int, **options: Any) -> None:
    """Build the figures of a gallery that changed.

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
    (print_stale if options["check"] else print_built)(built)
    click.get_current_context().exit(exit_code(built, check=options["check"]))


def _follow(
    gallery: str, *, port: int | None, check: bool, report: str | None, **options: Any
) -> None:
    """Watch a gallery until Ctrl-C, and serve it if there is a port."""
    from timeline.gallery.serve import serve, watch

    if check or report:
        reason = "--check builds nothing" if check else "--report is for a single build"
        raise UsageError(f"{reason}, and does not go with --watch and --serve")
    options["on_build"] = print_built
    if port is None:
        watch(gallery, **options)
    else:
        serve(gallery, port=port, on_start=lambda url: click.echo(f"serving at {url}"), **options)


@click.command("embed")
@click.argument("figure")
@click.option("--as", "kind", default="html", show_default=True,
              type=Named(EMBEDS),
              help="Markup of the article.")  # fmt: skip
@click.option("--gallery", default="data/figures.toml", show_default=True, metavar="FILE",
              help="The gallery with the figure.")  # fmt: skip
@click.option("--base", default="", metavar="ADDRESS",
              help="Prefix of file names: a folder or a URL, with its trailing slash.")  # fmt: skip
@click.option("--live", type=Named(LIVE), default="shared",
              show_default=True,
              help="How scripts are loaded: from the build, from a CDN, or not.")  # fmt: skip
def embed_command(figure: str, **options: Any) -> None:
    """Print a figure of a gallery as text to paste into an article.

    \b
    It refers to files that "timeline build" writes if the gallery has
    embed = ["html"].

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
              help="Only sources of this figure; may be repeated.")  # fmt: skip
@click.option("--format", "format", type=Named(["markdown", "bibtex", "csl"]),
              default="markdown", show_default=True, help="Format of the entries.")  # fmt: skip
def sources_command(gallery: str, only: Sequence[str], format: str) -> None:
    """Print the bibliography of a gallery: every source that its tables cite.

    \b
    Examples:
      timeline sources data/figures.toml
      timeline sources data/figures.toml --format bibtex > sources.bib
    """
    from timeline.gallery.references import sources as references

    click.echo(references(gallery, only=only, format=format), nl=False)
