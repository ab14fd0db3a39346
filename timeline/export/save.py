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

from timeline.charts.chart import Chart, glyphs_without_font, inputs_of, report_file
from timeline.errors import BrowserError, ExportError, TimelineError, UsageError
from timeline.export.files import STANDARD_OUTPUT, check_outputs, format_of, jobs_of, write_files
from timeline.files import check_inputs
from timeline.html.assets import shared_beside
from timeline.html.page import chart_of, source_columns, table_of, versions
from timeline.options import paper_of
from timeline.renderers.pictures import pages_pdf, pictures
from timeline.renderers.plotly.figure_json import figure_dict
from timeline.theme import AUTO, THEMES

__all__ = ["Engine", "render", "save", "save_all"]

#: No raster needs more pixels than this for one of the figure: print is sharp long before.
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
    timeline.errors.UsageError: scale is 0; a number above 0 is wanted
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
            f'paper "{paper}": a figure that is not ours, or was changed after it was drawn, is '
            "not split (leave the paper away: the PDF is one sheet as large as the figure)"
        )
    sheet = paper_of(paper)
    return pages_pdf(chart.pages(sheet), chart.theme, paper=sheet)


def _plain(figure: Any, width: float | None) -> dict[str, Any]:
    """Return the figure as a dictionary; one of ours is laid out anew for another width."""
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
    from timeline.html.page import WIDTHS, page, scheme_of

    sized = width is not None or height is not None
    figures = {0: _sized(_plain(figure, width), width, height)} if sized else versions(figure)
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
        picture=inline_picture(chart, [width] if width else WIDTHS) if chart else None,
        links=named,
    ).encode()


def _check(engine: str, **numbers: float | None) -> None:
    if engine not in ("auto", "kaleido"):
        raise UsageError(f'engine is "{engine}"; "auto" or "kaleido" is wanted')
    if (numbers.get("scale") or 0.0) > MOST_SCALE and numbers["scale"] != float("inf"):
        raise UsageError(
            f"scale is {numbers['scale']:g}; at most {MOST_SCALE} pixels are drawn for one of the "
            "figure (SVG and PDF are sharp at any size)"
        )
    for name, number in numbers.items():
        if number is not None and not 0 < number < float("inf"):
            raise UsageError(f"{name} is {number:g}; a number above 0 is wanted")


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
    timeline.errors.UsageError: june.gif: ".gif" is no format we write; use one of\
 .html, .htm, .svg, .png, .pdf, .webp, .jpeg, .jpg
    """
    if not paths:
        raise UsageError("save needs at least one file to write")
    wanted = {os.fspath(path): format_of(path, format) for path in paths}
    reported = report_file(figure, report, wanted)
    check_outputs([*wanted, *reported], overwrite=overwrite, inputs=inputs_of(figure))
    if paper and "pdf" not in wanted.values():
        raise UsageError(f'paper "{paper}" is for PDF alone (name a file that ends in .pdf)')
    beside = _missing_assets(figure, wanted) if script == "shared" else {}
    check_inputs(beside, inputs_of(figure))
    looks: dict[str, Any] = {"width": width, "height": height, "script": script}
    lacking: BrowserError | None = None
    try:
        made = render(
            figure, set(wanted.values()), scale=scale, engine=engine, transparent=transparent,
            links=_siblings(wanted), paper=paper, **looks,
        )  # fmt: skip
    except BrowserError as error:
        if "html" not in wanted.values():
            raise
        # A page needs no browser; it names no picture that is not there.
        lacking, made = error, render(figure, {"html"}, **looks)
    if reported and set(wanted.values()) != {"html"}:
        boxes = glyphs_without_font(figure)
        reported = report_file(figure, report, wanted, without_font=boxes)
    write_files(beside)
    files = {path: made[name] for path, name in wanted.items() if name in made}
    write_files({**files, **reported}, overwrite=overwrite)
    if lacking:
        raise lacking


def _missing_assets(figure: Any, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """Return what the pages share, for each folder in which it is lacking."""
    pages = (path for path, name in wanted.items() if name == "html" and path != STANDARD_OUTPUT)
    folders = sorted({Path(path).parent for path in pages})
    # What a chart of ours draws, the smallest script draws: it need not be laid out to know.
    figures = [] if isinstance(figure, Chart) or not folders else [figure_dict(figure)]
    assets = (shared_beside(figures, folder) for folder in folders)
    return {os.fspath(path): data for lacking in assets for path, data in lacking.items()}


def _siblings(wanted: Mapping[str, str]) -> dict[str, str]:
    """Return the pictures that stand in the folder of the HTML, by format, as addresses."""
    files = {path: name for path, name in wanted.items() if path != STANDARD_OUTPUT}
    pages = [Path(path) for path, name in files.items() if name == "html"]
    if not pages:
        return {}
    return {
        name: quote(Path(path).name)
        for path, name in files.items()
        if name != "html" and Path(path).parent == pages[0].parent
    }


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
    timeline.errors.UsageError: july.gif: ".gif" is no format we write; use one of\
 .html, .htm, .svg, .png, .pdf, .webp, .jpeg, .jpg
    """
    at_once = jobs_of(jobs)
    paths = [os.fspath(path) for path in figures]
    for path in paths:
        format_of(path)
    inputs = [one for figure in figures.values() for one in inputs_of(figure)]
    check_outputs(paths, overwrite=overwrite, inputs=inputs)
    asked = _by_figure(figures)
    with ThreadPoolExecutor(at_once) as pool:
        try:
            begun = [
                pool.submit(save, figure, *files, scale=scale, engine=engine,
                            overwrite=overwrite, script=script)
                for figure, files in asked
            ]  # fmt: skip
            failed = [error for one in begun if (error := one.exception())]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    _tell(failed, len(asked))


def _by_figure(figures: Mapping[str, Any]) -> list[tuple[Any, list[str]]]:
    """Return each figure once, with the files that it is written to."""
    paths: dict[int, tuple[Any, list[str]]] = {}
    for path, figure in figures.items():
        paths.setdefault(id(figure), (figure, []))[1].append(path)
    return list(paths.values())


def _tell(failed: list[BaseException], count: int) -> None:
    """Raise what failed: an error of the program or the browser itself, else all of them."""
    for error in failed:
        if len(failed) == 1 or isinstance(error, BrowserError):
            raise error
        if not isinstance(error, TimelineError):
            raise error
    if failed:
        message = "\n".join(str(error) for error in failed)
        raise ExportError(f"{len(failed)} of {count} figures were not written:\n{message}")
