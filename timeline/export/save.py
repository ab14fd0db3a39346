"""Write figures to files: one (``save``) or many at once (``save_all``).

``save`` takes a plotly figure (or its dictionary) and paths; ``render`` returns
the bytes instead. ``save_all`` takes figures by the file that each is written to; the files
are the same as one after the other.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

from timeline.charts.chart import Chart
from timeline.errors import BrowserError, ExportError, TimelineError, UsageError, ValidationError
from timeline.export.files import STANDARD_OUTPUT, check_outputs, format_of, jobs_of, write_files
from timeline.export.rendering import Engine, render
from timeline.html.assets import shared_beside
from timeline.renderers.pdf import without_font
from timeline.renderers.plotly.figure_json import figure_dict
from timeline.tables.report import account_bytes, refusal_of
from timeline.typography.wrap import missing_glyphs

__all__ = [
    "glyphs_without_font",
    "inputs_of",
    "refused",
    "render",
    "report_file",
    "save",
    "save_all",
]

_NUMBERED = re.compile(r"U\+([0-9A-F]{4,6})\b")


def glyphs_without_font(figure: Any) -> str:
    """Name the characters of a figure that neither our font nor one of this machine has.

    Where they stand a reader of a picture sees boxes.

    Parameters
    ----------
    figure
        A chart, or the plotly figure that it became; another has no account, and none is named.

    Examples
    --------
    >>> glyphs_without_font({"data": []})
    ''
    """
    chart = _chart(figure)
    told = str(chart.account.get("missing_glyphs", "")) if chart else ""
    numbered = (chr(int(number, 16)) for number in _NUMBERED.findall(told))
    characters = "".join(sorted({*(char for char in told if not char.isascii()), *numbered}))
    return missing_glyphs([without_font(characters)]) if characters else ""


def _chart(figure: Any) -> Chart | None:
    chart = figure if isinstance(figure, Chart) else getattr(figure, "_chart", None)
    return chart if isinstance(chart, Chart) else None


def inputs_of(figure: Any) -> tuple[str, ...]:
    """Return the files that a figure was made of; none may be one that it is written to.

    Examples
    --------
    >>> inputs_of({"data": []})
    ()
    """
    chart = _chart(figure)
    return chart.inputs if chart else ()


def report_file(
    figure: Any,
    report: str | os.PathLike[str] | None,
    outputs: Container[str],
    *,
    without_font: str = "",
) -> dict[str, bytes]:
    """Return the account of a figure's table under the name of its file; nothing for no name.

    Parameters
    ----------
    figure
        A chart, or the plotly figure that it became.
    report
        The file to write.
    outputs
        The files of the figure.
    without_font
        The characters that no font has, where that is known.

    Raises
    ------
    UsageError
        The figure was made of no table, or the file is one of the figure's own.

    Examples
    --------
    >>> report_file({"data": []}, None, ())
    {}
    >>> report_file({"data": []}, "account.json", ())
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: report: this figure was made of no table (draw it by gantt or bars)
    """
    if report is None:
        return {}
    name = os.fspath(report)
    if name in outputs:
        raise UsageError(f"{name}: cannot be both a figure and its report (name another file)")
    chart = _chart(figure)
    if chart is None or not chart.account:
        raise UsageError("report: this figure was made of no table (draw it by gantt or bars)")
    boxes = {"glyphs_without_font": without_font} if without_font else {}
    return {name: account_bytes({**chart.account, **boxes})}


def refused(error: ValidationError, report: str | os.PathLike[str]) -> None:
    """Write the account of a table that has errors: no row is drawn, and why.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> from timeline.errors import Problem
    >>> path = pathlib.Path(tempfile.mkdtemp(), "account.json")
    >>> problem = Problem("a.csv", 2, "start", "soon", "is no date")
    >>> refused(ValidationError([problem], rows=1), path)
    >>> json.loads(path.read_text())["rows"]["drawn"]
    0
    """
    write_files({os.fspath(report): account_bytes(refusal_of(error))})


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
    """Write a figure to files, in the formats that their names ask for.

    Parameters
    ----------
    figure
        A plotly figure, its dictionary with ``data`` and ``layout``, or a ``Chart``.
        As HTML, a figure of ours is laid out for a phone, a tablet and a page; a figure
        that was changed after it was drawn stays as it is.
    paths
        Files to write; ``-`` is standard output. The suffix says the format:
        html, svg, png, pdf, webp or jpeg.
    format
        The format of every file, whatever its suffix.
    scale
        Pixels of a raster for one of the figure, at most 16.
    width, height
        Pixels; the figure's own by default.
    engine
        ``"auto"`` draws an unchanged figure of ours without a browser, and any other through
        kaleido; ``"kaleido"`` draws every figure that way.
    transparent
        Whether pictures have no paper behind the figure.
    overwrite
        Whether files that exist may be replaced.
    script
        Where HTML has plotly's script from: ``inline``, ``cdn`` or ``shared``.
    report
        A file for the account of the table, as JSON: its rows (read, drawn, left out
        and why), its problems, its hash, our version; with a picture also the characters that
        no font has.
    paper
        ``"a3"``, ``"a4"`` or ``"letter"``, upright or as in ``"a4-landscape"``: the PDF has
        pages of it, and a long Gantt is split between its lanes. By default the PDF is one
        sheet as large as the figure.

    Raises
    ------
    UsageError
        If a format or a paper is not known, a file exists and ``overwrite`` is false, or
        a report is asked of a figure that was made of no table.
    LayoutError
        If a page of that paper does not hold the figure, and it cannot be split.
    ExportError
        If the figure cannot be drawn or a file cannot be written; no file is
        changed then.
    BrowserError
        If a figure that is not ours, or was changed, is to be a picture, and there is no browser;
        its HTML, which needs none, is written.

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
    found = (shared_beside(figures, folder) for folder in folders)
    return {os.fspath(path): data for lacking in found for path, data in lacking.items()}


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

    A figure that cannot be drawn fails alone: the others are written before the error is raised.

    Parameters
    ----------
    figures
        By the file to write, a figure as ``save`` takes it; the suffix says the format. A
        figure that is named for several files is drawn once for all of them.
    scale, engine, overwrite, script
        As for ``save``.
    jobs
        How many figures are under way at once, as for ``build``.

    Raises
    ------
    UsageError
        If a format is not known, or a file exists and ``overwrite`` is false; nothing is
        written then.
    ExportError
        If figures cannot be drawn, or files cannot be written: all of them are named.
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
    found: dict[int, tuple[Any, list[str]]] = {}
    for path, figure in figures.items():
        found.setdefault(id(figure), (figure, []))[1].append(path)
    return list(found.values())


def _tell(failed: list[BaseException], count: int) -> None:
    """Raise what failed: an error of the program or the browser itself, else all of them."""
    for error in failed:
        if len(failed) == 1 or isinstance(error, BrowserError):
            raise error
        if not isinstance(error, TimelineError):
            raise error
    if failed:
        told = "\n".join(str(error) for error in failed)
        raise ExportError(f"{len(failed)} of {count} figures were not written:\n{told}")
