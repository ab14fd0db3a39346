"""An HTML page with one figure, laid out for three widths.

Takes the plotly figures of one chart, one per width; returns the page as text. Title, subtitle,
notes and source are HTML, so that they can be read aloud, searched, copied and translated; the plot
picks the layout that fits its room. The same figures give the same bytes.

A figure that was changed after its chart drew it (``fig.update_layout(...)``) is used unchanged, at
its one width, so that no edit is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from timeline import __version__
from timeline.captions.datatable import Table
from timeline.charts.chart import Chart
from timeline.errors import UsageError, did_you_mean
from timeline.html.assets import SCRIPT_FILE, STYLE_FILE, bundle_for, page_script, page_style
from timeline.html.data import Picture, bare, content_id, page_data, zooms
from timeline.html.markup import (
    Caption,
    caption,
    caption_of,
    data_table,
    description,
    notes_list,
)
from timeline.renderers.plotly.figure_json import figure_dict, is_untouched
from timeline.theme import THEMES, Theme, mix
from timeline.typography.wrap import bound

__all__ = [
    "SCRIPTS",
    "WIDTHS",
    "by_width",
    "chart_of",
    "page",
    "scheme_of",
    "table_of",
    "versions",
]

_COLOR = re.compile("#[0-9a-f]{6}", re.IGNORECASE)


def scheme_of(figure: Mapping[str, Any]) -> str:
    """Return the scheme of a page around a figure: dark where its paper is.

    Examples
    --------
    >>> scheme_of({"layout": {"paper_bgcolor": "#15181d"}}), scheme_of({"layout": {}})
    ('dark', 'light')
    """
    paper = str((figure.get("layout") or {}).get("paper_bgcolor") or "")
    return "dark" if _COLOR.fullmatch(paper) and Theme(paper=paper).dark else "light"


def _own_colors(figure: Mapping[str, Any], scheme: str) -> str:
    """Return the rule of a page whose figure has other colours than its scheme; else "".

    Examples
    --------
    >>> _own_colors({"layout": {"paper_bgcolor": "#ffffff"}}, "light")
    ''
    """
    paper = str(figure["layout"].get("paper_bgcolor") or "")
    ink = str((figure["layout"].get("font") or {}).get("color") or "")
    ours = {look.paper for look in THEMES.values()}
    if scheme == "auto" or paper in ours or not (_COLOR.fullmatch(paper) and _COLOR.fullmatch(ink)):
        return ""
    muted, rule = mix(ink, paper, 0.2), mix(ink, paper, 0.75)
    rest = f"--tl-muted:{muted};--tl-rule:{rule};--tl-link:{ink}"
    return (
        "<style>.timeline-page,.timeline-page .timeline"
        f"{{--tl-paper:{paper};--tl-ink:{ink};{rest}}}</style>\n"
    )


#: What may be changed in a figure that is then laid out anew.
RESIZED = ("width", "height", "autosize", "template")
#: The widths that an HTML holds a layout for, in pixels.
WIDTHS = (360, 720, 1080)


def chart_of(figure: Any) -> Chart | None:
    """Return the chart behind a figure, unless the figure was changed since or is foreign.

    A figure that was given another width, height or template, and nothing else, is its chart
    at that size, in the theme that is as light or dark as the template.

    Examples
    --------
    >>> chart_of({"data": [], "layout": {}}) is None
    True
    """
    if isinstance(figure, Chart):
        return figure
    chart = getattr(figure, "_chart", None)
    if not isinstance(chart, Chart):
        return None
    if is_untouched(figure):
        return chart
    made, given = figure_dict(chart.plotly()), figure_dict(figure)
    return chart if made == given else _resized(chart, made, given)


def _resized(chart: Chart, made: Mapping[str, Any], given: Mapping[str, Any]) -> Chart | None:
    """Return a chart at the size and in the theme of its figure, if that is all that differs."""
    if made["data"] != given["data"] or _rest(made) != _rest(given):
        return None
    asked = given["layout"]
    width = asked.get("width") or chart.width
    theme = _theme_like(chart, asked.get("template")) if _differ("template", made, given) else None
    lay_out = chart.lay_out
    if _differ("height", made, given) and asked.get("height"):
        if chart.resize is None:
            return None
        lay_out = chart.resize(width, asked["height"])
    return replace(chart, width=width, theme=theme or chart.theme, lay_out=lay_out)


def _rest(figure: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in figure["layout"].items() if key not in RESIZED}


def _differ(key: str, made: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    return bool(made["layout"].get(key) != given["layout"].get(key))


def _theme_like(chart: Chart, template: Any) -> Theme:
    """Return the theme that is as light or dark as a template of plotly."""
    ground = str(((template or {}).get("layout") or {}).get("paper_bgcolor") or "white")
    channels = [int(part) for part in re.findall(r"\d+", ground)[:3]] if "rgb" in ground else []
    mixed = "#" + "".join(f"{min(channel, 255):02x}" for channel in channels)
    paper = mixed if channels else {"white": "#ffffff", "black": "#000000"}.get(ground, ground)
    if not _COLOR.fullmatch(paper):
        return chart.theme
    dark = Theme(paper=paper).dark
    return chart.theme if dark == chart.theme.dark else THEMES["dark" if dark else "light"]


def source_columns(figure: Any) -> Mapping[str, Any] | None:
    """Return the events of a figure of ours that only counts them; else None."""
    chart = chart_of(figure)
    return chart.columns() if chart and chart.columns else None


def table_of(figure: Any) -> Table | None:
    """Return the data of a chart as rows of texts, header first; a foreign figure has none.

    Examples
    --------
    >>> table_of({"data": [], "layout": {}}) is None
    True
    """
    chart = figure if isinstance(figure, Chart) else getattr(figure, "_chart", None)
    return chart.tabulate() if isinstance(chart, Chart) else None


def versions(figure: Any, *, theme: str = "") -> Mapping[int, Mapping[str, Any]]:
    """Return a figure as plain dicts by the width it is laid out for.

    Examples
    --------
    >>> versions({"data": [], "layout": {"width": 500}})
    {500: {'data': [], 'layout': {'width': 500}}}
    """
    chart = chart_of(figure)
    if chart is None:
        plain = figure_dict(figure)
        return {int((plain.get("layout") or {}).get("width") or 0): plain}
    return {width: chart.figure(width=width, theme=theme) for width in WIDTHS}


Figures = Mapping[int, Mapping[str, Any]] | Mapping[str, Any]

#: Where plotly's script is: in the page, at a CDN, or in a file that pages share.
SCRIPTS = ("inline", "cdn", "shared")
#: plotly's own width of a figure that states none.
UNSTATED_WIDTH = 700
SCHEMES = ("light", "dark", "print", "auto")

# plotly writes its own style into an element of this name, unless it is there and says no:
# ours holds what we need of it, so that no policy is broken.
_STYLE_MARK = 'id="plotly.js-style-global" class="no-inline-styles"'


def page(
    figures: Figures,
    *,
    script: str = "inline",
    shared_name: str = "plotly.min.js",
    theme: str = "light",
    figures_dark: Figures | None = None,
    table: Sequence[Sequence[str]] | None = None,
    language: str = "",
    picture: Picture | None = None,
    links: Mapping[str, str] | None = None,
    events: Mapping[str, Any] | None = None,
) -> str:
    """Return a page that shows one chart.

    Parameters
    ----------
    figures
        Plotly figures as dictionaries, by the width in pixels that each is laid out
        for; or one figure. ``layout.meta`` holds title, subtitle, notes, source, alt,
        description, language, direction, license and the account; any may be missing.
    script
        ``inline``: one file that needs no network. ``shared``: plotly and our script
        and style are files beside the page (``timeline.html.assets.shared_files``), and
        nothing in the page is code. ``cdn``: plotly comes from a CDN, by its hash.
    shared_name
        The file of plotly beside the page, for ``shared``.
    theme
        ``light``, ``dark`` or ``print``; ``auto`` follows the reader's, if there are
        dark figures.
    figures_dark
        The same figures in the dark theme.
    table
        The data as texts, header first, for the table under the figure.
    language
        Of the page; that of the figure by default.
    picture
        The static picture shown until the script has drawn the plot
        (``timeline.html.data.inline_picture``).
    links
        Files to offer under the figure: address by name.
    events
        The events of a figure that only counts them (``timeline.layout.density.columns``):
        the page then shows them as they are zoomed to, finds and lists them.

    Raises
    ------
    UsageError
        If a script or theme is unknown, or no figure is given.

    Examples
    --------
    >>> figure = {"data": [], "layout": {"meta": {"title": "June <1953>", "language": "de"}}}
    >>> text = page({720: figure}, script="cdn")
    >>> text.splitlines()[1]
    '<html lang="de" dir="ltr" class="timeline-page timeline-light">'
    >>> "<h1>June &lt;1953&gt;</h1>" in text
    True
    """
    _known("script", script, SCRIPTS)
    _known("theme", theme, SCHEMES)
    light, dark = by_width(figures), by_width(figures_dark or {})
    if not light:
        raise UsageError("a page needs at least one figure")
    widest = light[max(light)]
    about = caption_of(widest, language)
    plots = _plots(light)
    data = page_data(plots, _plots(dark), language=about.language, events=events)
    name = content_id(data)
    still = picture(name) if picture else ""
    body = _body(about, name, data, still=still, tooled=zooms(plots), table=table, links=links)
    head, foot = _code(light, script, shared_name=shared_name, texts=body)
    scheme = "auto" if theme == "auto" and dark else theme.replace("auto", "light")
    head += _own_colors(widest, scheme)
    return (
        f"<!doctype html>\n{_html_tag(about, scheme)}\n{_head(about, scheme)}{head}</head>\n"
        f"<body>\n{body}\n{foot}</body>\n</html>\n"
    )


def _known(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        hint = did_you_mean(value, known) or f"one of: {', '.join(known)}"
        raise UsageError(f'{name} "{value}" is not known ({hint})')


def by_width(figures: Figures) -> dict[int, Mapping[str, Any]]:
    """Return figures by width; one figure alone stands under its own.

    Examples
    --------
    >>> list(by_width({"data": [], "layout": {"width": 720}}))
    [720]
    """
    if "data" in figures:
        one: Mapping[str, Any] = dict(figures)  # type: ignore[arg-type]
        figure = {**one, "layout": one.get("layout") or {}}
        return {_width(figure, 0): figure}
    return {_width(figure, int(width)): figure for width, figure in figures.items()}


def _width(figure: Mapping[str, Any], wanted: int) -> int:
    return int((figure.get("layout") or {}).get("width") or wanted or UNSTATED_WIDTH)


def _plots(figures: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    return {width: bare(figure) for width, figure in figures.items()}


def _html_tag(about: Caption, scheme: str) -> str:
    return (
        f'<html lang="{escape(about.language.replace("_", "-"))}" dir="{about.direction}" '
        f'class="timeline-page timeline-{scheme}">'
    )


def _head(about: Caption, scheme: str) -> str:
    schemes = {"auto": "light dark", "dark": "dark"}.get(scheme, "light")
    return (
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(about.title or 'Timeline')}</title>\n"
        f'<meta name="description" content="{escape(about.alt)}">\n'
        f'<meta name="generator" content="battle-timeline {escape(__version__)}">\n'
        f'<meta name="color-scheme" content="{schemes}">\n'
    )


def _code(
    figures: Mapping[int, Mapping[str, Any]], script: str, *, shared_name: str, texts: str
) -> tuple[str, str]:
    """Return what goes into the head and after the body: style and scripts."""
    if script == "shared":
        return (
            f'<link rel="stylesheet" {_STYLE_MARK} href="{STYLE_FILE}">\n'
            # read beside the page, which may be long, and run behind it
            f'<script src="{SCRIPT_FILE}" defer></script>\n'
            f'<script src="{escape(shared_name)}" defer></script>\n',
            "",
        )
    style = f"<style {_STYLE_MARK}>\n{page_style(sorted(set(texts)))}</style>\n"
    bundle = bundle_for(figures.values())
    plotly = (
        f'<script src="{bundle.url}" integrity="{bundle.integrity}" '
        'crossorigin="anonymous"></script>'
        if script == "cdn"
        else f"<script>{_inert(bundle.text())}</script>"
    )
    return style, f"<script>{_inert(page_script())}</script>\n{plotly}\n"


def _inert(script: str) -> str:
    """Return a script in which no text ends the element that it stands in."""
    return script.replace("</script", r"<\/script").replace("<!--", r"<\!--")


def _body(
    about: Caption,
    name: str,
    data: str,
    *,
    still: str,
    tooled: bool,
    table: Sequence[Sequence[str]] | None,
    links: Mapping[str, str] | None,
) -> str:
    title, subtitle = (escape(bound(text)) for text in (about.title or "Timeline", about.subtitle))
    subtitle = f'<p class="timeline-subtitle">{subtitle}</p>\n' if subtitle else ""
    return (
        f'<main class="timeline timeline-article">\n<h1>{title}</h1>\n'
        f'{subtitle}<figure class="timeline-figure{" timeline-with-toolbar" * tooled}"'
        f' id="{name}">\n'
        f"{_plot(about, name, still)}\n"
        f'<script type="application/json" class="timeline-data">{data}</script>\n'
        f"<figcaption>{notes_list(about, name, table)}{caption(about, links)}</figcaption>\n"
        "</figure>\n"
        f"{description(about, name)}{data_table(table, about, name)}\n</main>"
    )


def _plot(about: Caption, name: str, still: str) -> str:
    """Return the place of the plot with what stands there until it is drawn."""
    said = f' aria-describedby="{name}-description"' if about.description else ""
    without = still or f"<noscript><p>{escape(about.words['no script'])}</p></noscript>"
    return (
        f'<div class="timeline-plot" role="img" aria-label="{escape(about.alt)}"{said} '
        f'data-alt="{escape(about.alt)}">{without}</div>'
    )
