"""A figure as bytes, by format: ours drawn here, any other by a browser.

``render`` takes a plotly figure (or its dictionary, or a chart). A figure that is still as its
chart drew it is drawn from its scene, without a browser; one that a user changed or made goes
through kaleido. HTML needs neither.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from timeline.charts.chart import Chart
from timeline.errors import UsageError
from timeline.html.page import chart_of, source_columns, table_of, versions
from timeline.layout.style import paper_of
from timeline.renderers.pictures import pages_pdf, pictures
from timeline.renderers.plotly.figure_json import figure_dict
from timeline.theme import AUTO, THEMES

__all__ = ["Engine", "render"]

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

    ``links`` are addresses, by format, that the HTML offers under the figure.

    Examples
    --------
    >>> render({"data": [], "layout": {}}, {"png"}, scale=0)
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: scale is 0; a number above 0 is wanted
    """
    _check(engine, scale=scale, width=width, height=height)
    made: dict[str, bytes] = {}
    drawn = set(formats) - {"html"}
    if "html" in formats:
        made["html"] = _page(figure, width, height, script=script, links=links or {})
    if paper and "pdf" in formats:
        made["pdf"] = _paper_pdf(figure, paper)
        drawn -= {"pdf"}
    if not drawn:
        return made
    chart = chart_of(figure) if engine == "auto" and height is None else None
    if chart is not None:
        dark = THEMES["dark"] if chart.theme.name == AUTO else None
        scene = chart.lay_out(width or chart.width, chart.theme)
        return made | pictures(
            scene, chart.theme, drawn, dark=dark, scale=scale, transparent=transparent
        )
    from timeline.renderers.plotly.changed import draw

    sized = {"width": width, "height": height, "scale": scale}
    return made | draw(_plain(figure, width), drawn, **sized)  # type: ignore[arg-type]


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
    from timeline.html.page import WIDTHS, page, scheme_of
    from timeline.html.static_pictures import inline_picture

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
    given = {name: value for name, value in size.items() if value is not None}
    return {**figure, "layout": {**(figure.get("layout") or {}), **given}} if given else figure
