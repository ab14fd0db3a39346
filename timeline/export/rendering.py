"""A figure as bytes: drawn once in all its formats, each finished to be published.

``render`` takes a plotly figure (or its dictionary, or a chart) and returns bytes by
format; ``timeline.export.save`` writes them. HTML needs no browser; the other formats share one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Literal

from timeline.charts.chart import Chart
from timeline.errors import UsageError
from timeline.export.driver.browser import Browser
from timeline.export.svg_repair.image import finish_pdf, finish_png, finish_svg
from timeline.export.svg_repair.recolor import recolored
from timeline.export.svg_repair.schemes import follow_scheme
from timeline.html.page import chart_of, columns_of, table_of, versions
from timeline.layout.sizes import paper_of
from timeline.renderers.plotly.figure_json import figure_dict, figure_meta
from timeline.theme import AUTO

__all__ = ["Fonts", "kept", "plain", "render", "render_twins"]

#: No raster needs more pixels than this for one of the figure: print is sharp long before.
MOST_SCALE = 16

Fonts = Literal["embed", "name"]

_BOLD = re.compile("font-weight: ?(?:bold|[6-9]00)")


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
    drawable = plain(figure, width) if width or height or set(formats) != {"html"} else None
    made: dict[str, bytes] = {}
    if "html" in formats:
        made["html"] = _page(figure, drawable, width, height, script=script, links=links or {})
    pages = _pages(figure, paper) if paper and "pdf" in formats else []
    drawn = sorted(set(formats) - {"html"} - ({"pdf"} if pages else set()))
    if pages:
        with kept(browser) as painter:
            made["pdf"] = finish_pdf(painter.print(pages, paper_of(paper or "")))
    if drawn and drawable is not None:
        with kept(browser) as painter:
            pictures = painter.draw(drawable, drawn, width=width, height=height, scale=scale)
            twin = _dark_twin(figure, width) if "svg" in formats else None
            dark = _twin(pictures["svg"], drawable, twin, painter, height=height) if twin else b""
        for name, data in pictures.items():
            made[name] = _finished(name, data, drawable, scale=scale, fonts=fonts)
        if twin:
            other = _finished("svg", dark, twin, scale=scale, fonts=fonts)
            made["svg"] = follow_scheme(made["svg"], other)
    return made


def render_twins(
    light: Mapping[str, Any], dark: Mapping[str, Any], *, browser: Browser | None = None
) -> tuple[bytes, bytes]:
    """Return a figure and its dark twin as two SVG, both of one drawing where that can be.

    Parameters
    ----------
    light, dark
        The same figure in two themes, as plain dicts.
    browser
        As for ``render``.

    Examples
    --------
    >>> with Browser() as browser:  # doctest: +SKIP
    ...     light, dark = render_twins(chart.figure(), chart.figure(theme="dark"), browser=browser)
    """
    with kept(browser) as painter:
        drawn = painter.draw(light, {"svg"})["svg"]
        other = _twin(drawn, light, dark, painter)
    options: dict[str, Any] = {"scale": 1.0, "fonts": "embed"}
    return _finished("svg", drawn, light, **options), _finished("svg", other, dark, **options)


def _twin(
    drawn: bytes,
    figure: Mapping[str, Any],
    twin: Mapping[str, Any],
    browser: Browser,
    *,
    height: float | None = None,
) -> bytes:
    """Return the drawing of a twin: that of the figure in other colours, or one of its own."""
    made = recolored(drawn, figure, twin)
    return made if made is not None else browser.draw(twin, ["svg"], height=height)["svg"]


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


def plain(figure: Any, width: float | None) -> dict[str, Any]:
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
    from timeline.html.page import page, scheme_of

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


def kept(browser: Browser | None) -> AbstractContextManager[Browser]:
    """Return the browser that is given, which stays, or one that ends with the work.

    Examples
    --------
    >>> with kept(None):  # doctest: +SKIP
    ...     pass
    """
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
    from timeline.typography.faces import font_face_css

    bold = _BOLD.search(text) is not None
    rules = font_face_css(sorted(set(text))).splitlines()
    return "\n".join(rule for rule in rules if bold or "font-weight:600" not in rule)


def _is_transparent(figure: Mapping[str, Any]) -> bool:
    color = str((figure.get("layout") or {}).get("paper_bgcolor") or "").replace(" ", "")
    return color in ("", "transparent", "rgba(0,0,0,0)")
