"""Figures become files: every format from one drawing, checked before and written whole.

``save`` takes a plotly figure (or its dictionary) and paths; ``render`` returns
the bytes instead. HTML needs no browser; the other formats share one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from timeline.charts import Chart
from timeline.errors import BrowserError, UsageError
from timeline.export.browser import Browser
from timeline.export.files import STANDARD_OUTPUT, check_outputs, format_of, write_files
from timeline.export.image import finish_pdf, finish_png, finish_svg
from timeline.export.report import glyphs_without_font, report_file
from timeline.export.schemes import follow_scheme
from timeline.jsontext import figure_dict, figure_meta
from timeline.layout.papers import paper_of
from timeline.theme import AUTO
from timeline.web.beside import shared_beside
from timeline.web.versions import chart_of, columns_of, table_of, versions

__all__ = ["render", "save"]

#: No raster needs more pixels than this for one of the figure: print is sharp long before.
MOST_SCALE = 16

Fonts = Literal["embed", "name"]

_BOLD = re.compile("font-weight: ?(?:bold|[6-9]00)")


def save(
    figure: Any,
    *paths: str | os.PathLike[str],
    format: str | None = None,
    scale: float = 2.0,
    width: float | None = None,
    height: float | None = None,
    browser: Browser | None = None,
    overwrite: bool = True,
    fonts: Fonts = "embed",
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
    browser
        A browser that is kept for the next figure; one is started if none is given.
    overwrite
        Whether files that exist may be replaced.
    fonts
        Whether an SVG carries its font (``embed``) or only names it (``name``).
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
        If there is no browser that draws; the HTML, which needs none, is written.

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
    check_outputs([*wanted, *reported], overwrite=overwrite)
    if paper and "pdf" not in wanted.values():
        raise UsageError(f'paper "{paper}" is for PDF alone (name a file that ends in .pdf)')
    beside = _beside(figure, wanted) if script == "shared" else {}
    pictures = set(wanted.values()) != {"html"}
    looks: dict[str, Any] = {"width": width, "height": height, "script": script}
    lacking: BrowserError | None = None
    with _kept(browser) if pictures else nullcontext(browser) as painter:
        try:
            made = render(
                figure,
                set(wanted.values()),
                scale=scale,
                browser=painter,
                fonts=fonts,
                links=_siblings(wanted),
                paper=paper,
                **looks,
            )
            if reported and pictures and painter is not None:
                boxes = glyphs_without_font(figure, painter)
                reported = report_file(figure, report, wanted, without_font=boxes)
        except BrowserError as error:
            if "html" not in wanted.values():
                raise
            # A page needs no browser; it names no picture that is not there.
            lacking, made = error, render(figure, {"html"}, **looks)
    write_files(beside)
    files = {path: made[name] for path, name in wanted.items() if name in made}
    write_files({**files, **reported}, overwrite=overwrite)
    if lacking:
        raise lacking


def render(
    figure: Any,
    formats: Collection[str],
    *,
    scale: float = 2.0,
    width: float | None = None,
    height: float | None = None,
    browser: Browser | None = None,
    fonts: Fonts = "embed",
    script: str = "inline",
    links: Mapping[str, str] | None = None,
    paper: str | None = None,
) -> dict[str, bytes]:
    """Return a figure as bytes, by format; the keywords are those of ``save``.

    ``links`` are addresses, by format, that the HTML offers under the figure; an SVG
    among them is also what the page shows where no script runs.

    Examples
    --------
    >>> render({"data": [], "layout": {}}, {"png"}, scale=0)
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: scale is 0; a number above 0 is wanted
    """
    _check(fonts, scale=scale, width=width, height=height)
    # A page alone takes the versions of a figure, not the figure itself.
    plain = _plain(figure, width) if width or height or set(formats) != {"html"} else None
    made: dict[str, bytes] = {}
    if "html" in formats:
        made["html"] = _page(figure, plain, width, height, script=script, links=links or {})
    pages = _pages(figure, paper) if paper and "pdf" in formats else []
    drawn = sorted(set(formats) - {"html"} - ({"pdf"} if pages else set()))
    if pages:
        with _kept(browser) as painter:
            made["pdf"] = finish_pdf(painter.print(pages, paper_of(paper or "")))
    if drawn and plain is not None:
        with _kept(browser) as painter:
            pictures = painter.draw(plain, drawn, width=width, height=height, scale=scale)
            twin = _dark_twin(figure, width) if "svg" in formats else None
            dark = painter.draw(twin, ["svg"], height=height)["svg"] if twin else b""
        for name, data in pictures.items():
            made[name] = _finished(name, data, plain, scale=scale, fonts=fonts)
        if twin:
            other = _finished("svg", dark, twin, scale=scale, fonts=fonts)
            made["svg"] = follow_scheme(made["svg"], other)
    return made


def _pages(figure: Any, paper: str) -> list[dict[str, Any]]:
    """Return the figure of each page of a PDF."""
    sheet = paper_of(paper)
    chart = chart_of(figure)
    if chart is None:
        raise UsageError(
            f'paper "{paper}": a figure that is not ours, or was changed after it was drawn, is '
            "not split (leave the paper away: the PDF is one sheet as large as the figure)"
        )
    return chart.pages(sheet)


def _dark_twin(figure: Any, width: float | None) -> dict[str, Any] | None:
    """Return the dark figure beside one that follows the reader's colour scheme."""
    chart = _follower(figure)
    return chart.figure(width=width, theme="dark") if chart else None


def _follower(figure: Any) -> Chart | None:
    """Return the chart of a figure that follows the reader's colour scheme."""
    # Whether a figure was changed takes time to tell, and is asked only where it matters.
    asked = figure if isinstance(figure, Chart) else getattr(figure, "_chart", None)
    follows = isinstance(asked, Chart) and asked.theme.name == AUTO
    return chart_of(figure) if follows else None


def _plain(figure: Any, width: float | None) -> dict[str, Any]:
    """Return the figure as a dictionary; one of ours is laid out anew for another width."""
    # A plotly figure is compared with its chart, which takes time, only for another width.
    compared = width is not None or not hasattr(figure, "to_dict")
    chart = chart_of(figure) if compared else None
    return figure_dict(figure) if chart is None else chart.figure(width=width)


def _page(
    figure: Any,
    plain: dict[str, Any] | None,
    width: float | None,
    height: float | None,
    *,
    script: str,
    links: Mapping[str, str],
) -> bytes:
    from timeline.web.page import page
    from timeline.web.pagecolors import scheme_of

    sized = plain is not None and (width is not None or height is not None)
    figures = {0: _sized(plain, width, height)} if plain and sized else versions(figure)
    follows = not sized and _follower(figure) is not None
    dark = versions(figure, theme="dark") if follows else None
    named = {name.upper(): address for name, address in links.items()}
    return page(
        figures,
        script=script,
        theme="auto" if follows else scheme_of(next(iter(figures.values()))),
        figures_dark=dark,
        table=table_of(figure),
        events=None if height is not None else columns_of(figure),
        svg=links.get("svg", ""),
        links=named,
    ).encode()


def _beside(figure: Any, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """Return what the pages share, for each folder in which it is lacking."""
    pages = (path for path, name in wanted.items() if name == "html" and path != STANDARD_OUTPUT)
    folders = sorted({Path(path).parent for path in pages})
    # What a chart of ours draws, the smallest script draws: it need not be laid out to know.
    figures = [] if isinstance(figure, Chart) or not folders else [_plain(figure, None)]
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


def _check(fonts: str, **numbers: float | None) -> None:
    if fonts not in ("embed", "name"):
        raise UsageError(f'fonts is "{fonts}"; "embed" or "name" is wanted')
    if (numbers.get("scale") or 0.0) > MOST_SCALE and numbers["scale"] != float("inf"):
        raise UsageError(
            f"scale is {numbers['scale']:g}; at most {MOST_SCALE} pixels are drawn for one of the "
            "figure (SVG and PDF are sharp at any size)"
        )
    for name, number in numbers.items():
        if number is not None and not 0 < number < float("inf"):
            raise UsageError(f"{name} is {number:g}; a number above 0 is wanted")


def _kept(browser: Browser | None) -> AbstractContextManager[Browser]:
    return Browser() if browser is None else nullcontext(browser)


def _sized(figure: dict[str, Any], width: float | None, height: float | None) -> dict[str, Any]:
    size = {"width": width, "height": height}
    given = {name: value for name, value in size.items() if value is not None}
    return {**figure, "layout": {**(figure.get("layout") or {}), **given}} if given else figure


def _finished(
    name: str, data: bytes, figure: Mapping[str, Any], *, scale: float, fonts: Fonts
) -> bytes:
    meta = {"title": _title(figure), **figure_meta(figure)}
    if name == "svg":
        css = _embedded(data) if fonts == "embed" else ""
        return finish_svg(data, meta, css=css, transparent=_is_transparent(figure))
    if name == "png":
        return finish_png(data, meta, scale=scale)
    return finish_pdf(data) if name == "pdf" else data


def _title(figure: Mapping[str, Any]) -> str:
    title = (figure.get("layout") or {}).get("title") or ""
    return str(title.get("text") or "") if isinstance(title, Mapping) else str(title)


def _embedded(svg: bytes) -> str:
    """Return the rules of our font for the texts of an SVG, so far as it uses it."""
    text = svg.decode()
    if "Inter" not in text:
        return ""
    from timeline.fonts.faces import font_face_css

    bold = _BOLD.search(text) is not None
    rules = font_face_css(sorted(set(text))).splitlines()
    return "\n".join(rule for rule in rules if bold or "font-weight:600" not in rule)


def _is_transparent(figure: Mapping[str, Any]) -> bool:
    color = str((figure.get("layout") or {}).get("paper_bgcolor") or "").replace(" ", "")
    return color in ("", "transparent", "rgba(0,0,0,0)")
