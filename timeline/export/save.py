"""Write figures to files: one (``save``) or many at once (``save_all``).

``save`` takes a plotly figure (or its dictionary) and paths; ``render`` returns the bytes instead.
``save_all`` takes figures by output file; the files are the same as if written one by one.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from timeline.charts.chart import (
    PAGE_WIDTHS,
    Chart,
    by_width,
    chart_of,
    glyphs_without_font,
    inputs_of,
    report_file,
    source_columns,
    table_of,
    versions,
)
from timeline.errors import BrowserError, ExportError, TimelineError, UsageError, check_choice
from timeline.export.files import format_of, jobs_of
from timeline.files import STANDARD_OUTPUT, check_outputs, write_files
from timeline.options import ENGINES, paper_of
from timeline.renderers.pictures import pages_pdf, pictures
from timeline.renderers.plotly.figure_json import figure_dict
from timeline.theme import AUTO, THEMES

#: Maximum of raster pixels per figure pixel; print is sharp with far fewer.
MOST_SCALE = 16

Engine = Literal["auto", "kaleido"]


def render(
    figure: Any,
    formats: Collection[str],
    *,
    scale: float = 2.0,
    width: float | None = None,
    height: float | None = None,
    engine: Engine = "auto",
    transparent: bool = False,
    script: str = "inline",
    links: Mapping[str, str] | None = None,
    paper: str | None = None,
) -> dict[str, bytes]:
    """Return a figure as bytes, by format; the keywords are those of ``save``.

    ``links`` are addresses by format, offered under the figure in HTML.

    Examples
    --------
    >>> render({"data": [], "layout": {}}, {"png"}, scale=0)
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: scale is 0; it must be above 0
    """
    _check(engine, scale=scale, width=width, height=height)
    files: dict[str, bytes] = {}
    drawn = set(formats) - {"html"}
    if "html" in formats:
        files["html"] = _page(figure, width, height, script=script, links=links or {})
    if paper and "pdf" in formats:
        files["pdf"] = _paper_pdf(figure, paper)
        drawn -= {"pdf"}
    if not drawn:
        return files
    chart = chart_of(figure) if engine == "auto" and height is None else None
    if chart is not None:
        dark = THEMES["dark"] if chart.theme.name == AUTO else None
        scene = chart.lay_out(width or chart.width, chart.theme)
        return files | pictures(
            scene, chart.theme, drawn, dark=dark, scale=scale, transparent=transparent
        )
    from timeline.renderers.plotly.changed import draw

    sized = {"width": width, "height": height, "scale": scale}
    return files | draw(_plain(figure, width), drawn, **sized)  # type: ignore[arg-type]


def _paper_pdf(figure: Any, paper: str) -> bytes:
    """Return a figure on pages of paper."""
    chart = chart_of(figure)
    if chart is None:
        raise UsageError(
            f'paper "{paper}": a figure that is not ours, or was changed after it was drawn, '
            "cannot be split (without paper, the PDF is one page as large as the figure)"
        )
    sheet = paper_of(paper)
    return pages_pdf(chart.pages(sheet), chart.theme, paper=sheet)


def _plain(figure: Any, width: float | None) -> dict[str, Any]:
    """Return the figure as a dictionary; one of ours is laid out for the width."""
    chart = chart_of(figure) if width is not None or isinstance(figure, Chart) else None
    return figure_dict(figure) if chart is None else chart.figure(width=width)


def _page(
    figure: Any,
    width: float | None,
    height: float | None,
    *,
    script: str,
    links: Mapping[str, str],
) -> bytes:
    from timeline.html.data import inline_picture
    from timeline.html.page import page, scheme_of

    sized = width is not None or height is not None
    plain = _sized(_plain(figure, width), width, height) if sized else None
    figures = by_width(plain) if plain else versions(figure)
    chart = None if height is not None else chart_of(figure)
    follows = chart is not None and not sized and chart.theme.name == AUTO
    dark = versions(figure, theme="dark") if follows else None
    named = {name.upper(): address for name, address in links.items()}
    return page(
        figures,
        script=script,
        theme="auto" if follows else scheme_of(next(iter(figures.values()))),
        figures_dark=dark,
        table=table_of(figure),
        events=None if height is not None else source_columns(figure),
        picture=inline_picture(chart, [width] if width else PAGE_WIDTHS) if chart else None,
        links=named,
    ).encode()


def _check(engine: str, **numbers: float | None) -> None:
    check_choice("engine", engine, ENGINES)
    if (numbers.get("scale") or 0.0) > MOST_SCALE and numbers["scale"] != float("inf"):
        raise UsageError(
            f"scale is {numbers['scale']:g}; the maximum is {MOST_SCALE} pixels per figure pixel "
            "(SVG and PDF are sharp at any size)"
        )
    for name, number in numbers.items():
        if number is not None and not 0 < number < float("inf"):
            raise UsageError(f"{name} is {number:g}; it must be above 0")


def _sized(figure: dict[str, Any], width: float | None, height: float | None) -> dict[str, Any]:
    size = {"width": width, "height": height}
    sizes = {name: value for name, value in size.items() if value is not None}
    return {**figure, "layout": {**(figure.get("layout") or {}), **sizes}} if sizes else figure


def save(
    figure: Any,
    *paths: str | os.PathLike[str],
    format: str | None = None,
    scale: float = 2.0,
    width: float | None = None,
    height: float | None = None,
    engine: Engine = "auto",
    transparent: bool = False,
    overwrite: bool = True,
    script: str = "inline",
    report: str | os.PathLike[str] | None = None,
    paper: str | None = None,
) -> None:
    """Write a figure to files, in the formats of their suffixes.

    Parameters
    ----------
    figure
        A plotly figure, its dictionary with ``data`` and ``layout``, or a ``Chart``.
        As HTML, a chart of ours is laid out for phone, tablet and desktop; a figure that
        was changed after it was drawn is used unchanged.
    paths
        Files to write; ``-`` is standard output. The suffix determines the format:
        html, svg, png, pdf, webp or jpeg.
    format
        The format of every file, whatever its suffix.
    scale
        Raster pixels per figure pixel, at most 16.
    width, height
        Pixels; by default those of the figure.
    engine
        ``"auto"`` draws unchanged charts of ours without a browser, and other figures with
        kaleido; ``"kaleido"`` draws every figure with kaleido.
    transparent
        Leave the background of pictures transparent.
    overwrite
        Replace existing files.
    script
        How HTML loads plotly's script: ``inline``, ``cdn`` or ``shared``.
    report
        A JSON file for the row report of the table: its rows (read, drawn, left out and
        why), its problems, its hash, our version; with a picture also the characters missing
        from all fonts.
    paper
        ``"a3"``, ``"a4"`` or ``"letter"``, portrait or as in ``"a4-landscape"``: the page size
        of the PDF; a long Gantt is split between its lanes. By default the PDF is one page
        as large as the figure.

    Raises
    ------
    UsageError
        If a format or paper is unknown, a file exists and ``overwrite`` is false, or a
        report is requested for a figure without a table.
    LayoutError
        If the figure does not fit on a page and cannot be split.
    ExportError
        If the figure cannot be drawn or a file cannot be written; then no file is
        changed.
    BrowserError
        If a picture of a changed or foreign figure is requested and there is no browser; its
        HTML, which needs none, is still written.

    Examples
    --------
    >>> save({"data": [], "layout": {}}, "june.gif")
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: june.gif: ".gif" is not a supported format; use one of\
 .html, .htm, .svg, .png, .pdf, .webp, .jpeg, .jpg
    """
    if not paths:
        raise UsageError("save needs at least one file to write")
    formats = {os.fspath(path): format_of(path, format) for path in paths}
    report_files = report_file(figure, report, formats)
    check_outputs([*formats, *report_files], overwrite=overwrite, inputs=inputs_of(figure))
    if paper and "pdf" not in formats.values():
        raise UsageError(f'paper "{paper}" is only for PDF (name a file that ends in .pdf)')
    pages = [Path(p) for p, name in formats.items() if name == "html" and p != STANDARD_OUTPUT]
    assets = _missing_assets(figure, pages) if script == "shared" and pages else {}
    links = {
        name: quote(Path(path).name)
        for path, name in formats.items()
        if pages and name != "html" and path != STANDARD_OUTPUT
        and Path(path).parent == pages[0].parent
    }  # fmt: skip
    size_and_script: dict[str, Any] = {"width": width, "height": height, "script": script}
    no_browser: BrowserError | None = None
    try:
        rendered = render(
            figure, set(formats.values()), scale=scale, engine=engine, transparent=transparent,
            links=links, paper=paper, **size_and_script,
        )  # fmt: skip
    except BrowserError as error:
        if "html" not in formats.values():
            raise
        # A page needs no browser; it links to no missing picture.
        no_browser, rendered = error, render(figure, {"html"}, **size_and_script)
    if report_files and set(formats.values()) != {"html"}:
        boxes = glyphs_without_font(figure)
        report_files = report_file(figure, report, formats, without_font=boxes)
    write_files(assets)
    files = {path: rendered[name] for path, name in formats.items() if name in rendered}
    write_files({**files, **report_files}, overwrite=overwrite)
    if no_browser:
        raise no_browser


def _missing_assets(figure: Any, pages: Collection[Path]) -> dict[Path, bytes]:
    """Return the shared files that are missing in the folders of pages."""
    from timeline.html.assets import shared_beside

    # Our charts need only the smallest script, so they need not be laid out here.
    figures = [] if isinstance(figure, Chart) else [figure_dict(figure)]
    files: dict[Path, bytes] = {}
    for folder in sorted({page.parent for page in pages}):
        files |= shared_beside(figures, folder)
    return files


def save_all(
    figures: Mapping[str, Any],
    *,
    scale: float = 2.0,
    engine: Engine = "auto",
    overwrite: bool = True,
    script: str = "inline",
    jobs: int | None = None,
) -> None:
    """Write many figures to files, several at a time.

    If some figures cannot be drawn, the others are written before the error is raised.

    Parameters
    ----------
    figures
        Figures, as for ``save``, by output file; the suffix determines the format. A figure
        with several files is drawn once for all of them.
    scale, engine, overwrite, script
        As for ``save``.
    jobs
        Number of figures drawn at once, as for ``build``.

    Raises
    ------
    UsageError
        If a format is unknown, or a file exists and ``overwrite`` is false; then nothing is
        written.
    ExportError
        If figures cannot be drawn or files cannot be written; all of them are named.
    BrowserError
        If a figure needs a browser, and there is none.

    Examples
    --------
    >>> save_all({"june.png": {"data": []}, "july.gif": {"data": []}})
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: july.gif: ".gif" is not a supported format; use one of\
 .html, .htm, .svg, .png, .pdf, .webp, .jpeg, .jpg
    """
    at_once = jobs_of(jobs)
    paths = [os.fspath(path) for path in figures]
    for path in paths:
        format_of(path)
    inputs = [one for figure in figures.values() for one in inputs_of(figure)]
    check_outputs(paths, overwrite=overwrite, inputs=inputs)
    files: dict[int, tuple[Any, list[str]]] = {}
    for path, figure in figures.items():
        files.setdefault(id(figure), (figure, []))[1].append(path)
    with ThreadPoolExecutor(at_once) as pool:
        try:
            started = [
                pool.submit(save, figure, *names, scale=scale, engine=engine,
                            overwrite=overwrite, script=script)
                for figure, names in files.values()
            ]  # fmt: skip
            errors = [error for one in started if (error := one.exception())]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for error in errors:
        own = isinstance(error, TimelineError) and not isinstance(error, BrowserError)
        if len(errors) == 1 or not own:
            raise error
    if errors:
        message = "\n".join(str(error) for error in errors)
        raise ExportError(f"{len(errors)} of {len(files)} figures were not written:\n{message}")
