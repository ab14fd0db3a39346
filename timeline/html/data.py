"""The pictures of a page, and the data of its script as JSON: figures, phrases, date formats.

Takes figures by width; returns JSON that is safe inside a ``<script>`` element, and an id derived
from it. Hover texts, which are the same at every width and in both colour schemes, are written once
and numbered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from timeline.charts.chart import Chart
from timeline.layout.frame import plot_only
from timeline.locale.language import language as speak
from timeline.locale.messages import page_words
from timeline.renderers.plotly.figure_json import json_text
from timeline.renderers.svg import svg
from timeline.theme import AUTO, THEMES, Theme

#: Roles of texts that are removed, because the page has them as HTML.
TAKEN = ("title", "subtitle", "note", "source")
AIR = 6.0
HALF_LINE = 0.75  # of the size of a text: from its middle to its edge, with some air


def plot_area(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plot of a figure: no title, subtitle, notes or source line, and no space for them.

    The metadata stay. A foreign figure without margins loses only its title.

    Examples
    --------
    >>> note = {"name": "note", "text": "1 Local", "y": 0, "yshift": -40, "font": {"size": 11}}
    >>> layout = {"height": 300, "margin": {"t": 80, "b": 60}, "annotations": [note]}
    >>> plot = plot_area({"data": [], "layout": {**layout, "title": {"text": "June"}}})["layout"]
    >>> plot["height"], plot["margin"]["t"], plot["annotations"]
    (197.75, 6.0, [])
    """
    layout = {key: value for key, value in figure["layout"].items() if key != "title"}
    texts = layout.get("annotations") or []
    texts_left = [text for text in texts if text.get("name") not in TAKEN]
    taken = [text for text in texts if text.get("name") in TAKEN]
    layout["annotations"] = texts_left
    margin, height = layout.get("margin") or {}, layout.get("height")
    if height and {"t", "b"} <= set(margin):
        head = _head(layout, texts_left)
        below = _below(margin["b"], texts_left, taken)
        layout["margin"] = {**margin, "t": margin["t"] - head, "b": below}
        layout["height"] = height - head - (margin["b"] - below)
        if _has_legend(layout):  # its position is a share of the height
            y = 1 - ((1 - layout["legend"]["y"]) * height - head) / layout["height"]
            layout["legend"] = {**layout["legend"], "y": y}
    return {"data": figure["data"], "layout": layout}


def _head(layout: Mapping[str, Any], kept: Iterable[Mapping[str, Any]]) -> float:
    """Return the pixels above the first remaining element."""
    top = float(layout["margin"]["t"])
    tops = [top]
    if _has_legend(layout):
        tops.append((1 - layout["legend"]["y"]) * layout["height"])
    tops += [top - text.get("yshift", 0) - _half(text) for text in kept if text.get("y") == 1]
    return max(0.0, round(min(tops) - AIR, 2))


def _below(
    bottom: float, kept: Iterable[Mapping[str, Any]], taken: Iterable[Mapping[str, Any]]
) -> float:
    """Return the pixels from the plot down to the first removed text."""
    first = [-text["yshift"] - _half(text) for text in taken if text.get("y") == 0]
    last = [-text.get("yshift", 0) + _half(text) for text in kept if text.get("y") == 0]
    return round(float(max([min([*first, bottom]), *last])), 2)


def _half(text: Mapping[str, Any]) -> float:
    lines = str(text.get("text", "")).count("<br>") + 1
    return float((text.get("font") or {}).get("size", 12)) * HALF_LINE * lines


def _has_legend(layout: Mapping[str, Any]) -> bool:
    legend = layout.get("legend") or {}
    return bool(layout.get("showlegend")) and legend.get("yref") == "container" and "y" in legend


#: Suffixes of the pictures, after the name of the figure.
WIDE, DARK = ".plot.svg", ".plot.dark.svg"
SLIM, SLIM_DARK = ".plot.slim.svg", ".plot.slim.dark.svg"


def plot_areas(figures: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return the plots of figures by width.

    Examples
    --------
    >>> plot_areas({360: {"data": [], "layout": {"title": {"text": "June"}}}})
    {360: {'data': [], 'layout': {'annotations': []}}}
    """
    return {width: plot_area(figure) for width, figure in figures.items()}


def zooms(plots: Mapping[int, Mapping[str, Any]]) -> bool:
    """Return whether the figure has zoom buttons, for which the page reserves space.

    Examples
    --------
    >>> zooms({720: {"data": [], "layout": {"xaxis": {"minallowed": 0}}}})
    True
    """
    layout = plots[max(plots)]["layout"]
    return any(key.startswith("xaxis") and "minallowed" in layout[key] for key in layout)


def static_pictures(
    light: Mapping[int, Mapping[str, Any]], dark: Mapping[int, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return the pictures of a figure, by the suffixes of their files.

    Parameters
    ----------
    light, dark
        The figure by width; ``dark`` may be empty. With one width there is no slim
        picture.

    Examples
    --------
    >>> figure = {"data": [], "layout": {}}
    >>> list(static_pictures({360: figure, 720: figure}, {}))
    ['.plot.svg', '.plot.slim.svg']
    """
    pictures = {}
    for figures, wide, slim in ((light, WIDE, SLIM), (dark, DARK, SLIM_DARK)):
        if figures:
            pictures[wide] = plot_area(figures[max(figures)])
        if len(figures) > 1:
            pictures[slim] = plot_area(figures[min(figures)])
    return pictures


#: A function from a prefix of ids to the static picture that a page shows until its script draws.
Picture = Callable[[str], str]
#: Classes of the layouts by width; the style shows the one that fits.
LAYOUTS = ("narrow", "medium", "wide")


def inline_picture(chart: Chart, widths: Sequence[float]) -> Picture:
    r"""Return the plot of a chart as HTML: an SVG for each width and colour scheme.

    Parameters
    ----------
    chart
        The chart; in the theme ``auto`` there is a picture for the dark scheme, too.
    widths
        Up to three, in pixels, ascending.

    Examples
    --------
    >>> from timeline.charts.gantt import gantt_chart
    >>> from timeline.tables.checking.validate import read_events
    >>> chart = gantt_chart(read_events(b"title,start\nHarry,1953\n"))
    >>> picture = inline_picture(chart, [360, 720])("harry")
    >>> picture.count("<svg"), "<style" in picture
    (2, False)
    """

    def picture(prefix: str) -> str:
        light = _layouts(chart, widths, chart.theme, f"{prefix}-light")
        if chart.theme.name != AUTO:
            return f'<div class="timeline-pictures">{light}</div>'
        dark = _layouts(chart, widths, THEMES["dark"], f"{prefix}-dark")
        return (
            f'<div class="timeline-pictures timeline-picture-light">{light}</div>'
            f'<div class="timeline-pictures timeline-picture-dark">{dark}</div>'
        )

    return picture


def _layouts(chart: Chart, widths: Sequence[float], theme: Theme, prefix: str) -> str:
    named = zip(LAYOUTS, widths, strict=False) if len(widths) > 1 else [("only", widths[0])]
    return "".join(
        f'<div class="timeline-{name}">'
        f"{svg(plot_only(chart.lay_out(width, theme)), theme, inline=f'{prefix}-{name}')}</div>"
        for name, width in named
    )


#: A year and a day whose digits cannot be mistaken for another part of a date.
YEAR, DAY = 8888, 31
#: Metadata in a page about the table of its figure.
ACCOUNT = ("table", "table_sha256", "version", "account", "warnings")
#: Texts of every page, by their keys in ``timeline.locale.messages``.
CONTROLS = ("zoom in", "zoom out", "whole", "walk")
#: Further texts of a page whose events can be searched.
SEARCH = (
    "search", "found", "sides", "kinds", "in view", "joined", "events as one", "events table",
    "previous", "next", "title", "time", "group", "side", "kind",
)  # fmt: skip


def page_data(
    light: Mapping[int, Mapping[str, Any]],
    dark: Mapping[int, Mapping[str, Any]],
    *,
    language: str = "en",
    events: Mapping[str, Any] | None = None,
) -> str:
    r"""Return the JSON of a page's figures.

    Parameters
    ----------
    light, dark
        Plotly figures by the width that they are laid out for; ``dark`` may be empty.
    language
        Of the words and dates that the script writes.
    events
        Columns of events that the script counts itself, in place of the figure's areas.

    Examples
    --------
    >>> figure = {"data": [{"hovertext": ["a < b"]}], "layout": {}}
    >>> text = page_data({360: figure, 720: figure}, {})
    >>> text.count(r"a \u003c b"), text.count('"hovertext":[0]')
    (1, 2)
    """
    texts: dict[str, int] = {}
    meta = _meta(light)
    words = page_words(language)
    data: dict[str, Any] = {
        "light": [_entry(width, light[width], texts) for width in sorted(light)],
        "dark": [_entry(width, dark[width], texts) for width in sorted(dark)],
        "texts": list(texts),
        "dates": date_words(language),
        "words": {key: words[key] for key in (*CONTROLS, *(SEARCH if events else ()))},
        "about": {key: meta[key] for key in ACCOUNT if meta.get(key)},
    }
    if "folds" in meta:
        data["breaks"] = meta["folds"]
    if events is not None:
        data["events"] = dict(events)
        for entry in (*data["light"], *data["dark"]):
            entry["data"] = [_without_points(trace) for trace in entry["data"]]
    return safe_json(data)


def _without_points(trace: dict[str, Any]) -> dict[str, Any]:
    """Return an area without its points, which the script counts from the events."""
    if trace.get("fill") != "toself":
        return trace
    return {key: trace[key] for key in ("type", "fill", "fillcolor", "name") if key in trace}


def _meta(figures: Mapping[int, Mapping[str, Any]]) -> Mapping[str, Any]:
    layout = figures[max(figures)].get("layout") or {}
    return layout.get("meta") or {}


def _entry(width: int, figure: Mapping[str, Any], texts: dict[str, int]) -> dict[str, Any]:
    data = [_numbered(trace, texts) for trace in figure["data"]]
    layout = {key: value for key, value in figure["layout"].items() if key != "meta"}
    return {"width": width, "data": data, "layout": layout}


def _numbered(trace: Mapping[str, Any], texts: dict[str, int]) -> dict[str, Any]:
    """Return a trace with hover texts as indices into ``texts``."""
    hovers = trace.get("hovertext")
    if not isinstance(hovers, list | tuple):
        return dict(trace)
    return {**trace, "hovertext": [texts.setdefault(str(text), len(texts)) for text in hovers]}


def safe_json(value: Any) -> str:
    r"""Return JSON without any character that could end the element it stands in.

    Examples
    --------
    >>> safe_json("</script><!-- & \u2028")
    '"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028"'
    """
    text = json_text(value)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def content_id(text: str) -> str:
    """Return an id derived from a content.

    Examples
    --------
    >>> content_id("June 1953")
    'timeline-67590558'
    """
    return "timeline-" + hashlib.sha256(text.encode()).hexdigest()[:8]


def date_words(code: str) -> dict[str, Any]:
    """Return the date formats of a language, with the placeholders ``{d}`` and ``{y}``.

    The script writes the ticks of an axis that is zoomed with these.

    Examples
    --------
    >>> found = date_words("en")
    >>> found["days"][5], found["months"][5], found["dates"][5], found["eras"]
    ('{d} Jun', 'Jun {y}', '{d} Jun {y}', ['{y} BCE', '{y}'])
    """
    spoken = speak(code)
    months = range(1, 13)
    return {
        "names": list(spoken.months_short),
        "days": [
            spoken.day_of_month(month, DAY, short=True).replace(str(DAY), "{d}") for month in months
        ],
        "months": [
            spoken.month(YEAR, month, short=True).replace(str(YEAR), "{y}") for month in months
        ],
        "dates": [
            spoken.day(YEAR, month, DAY, short=True)
            .replace(str(YEAR), "{y}")
            .replace(str(DAY), "{d}")
            for month in months
        ],
        "eras": [spoken.year(year).replace(str(YEAR), "{y}") for year in (1 - YEAR, YEAR)],
    }
