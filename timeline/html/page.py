"""An HTML page with one figure, laid out for three widths.

Takes the plotly figures of one chart, one per width; returns the page as text. Title, subtitle,
notes and source are HTML, so that they can be read aloud, searched, copied and translated; the plot
picks the layout that fits its room. The same figures give the same bytes.

A figure that was changed after its chart drew it (``fig.update_layout(...)``) is used unchanged, at
its one width, so that no edit is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from timeline import __version__
from timeline.charts.chart import Figures
from timeline.errors import UsageError, check_choice
from timeline.html.assets import (
    PLOTLY_FILE,
    SCRIPT_FILE,
    STYLE_FILE,
    bundle_for,
    page_script,
    page_style,
)
from timeline.html.data import Picture, content_id, page_data, plot_areas, zooms
from timeline.html.markup import (
    Caption,
    caption,
    caption_of,
    data_table,
    description,
    notes_list,
)
from timeline.options import SCRIPTS
from timeline.theme import HEX_COLOR, THEMES, Theme, mix
from timeline.typography.wrap import bind_numbers


def scheme_of(figure: Mapping[str, Any]) -> str:
    """Return the colour scheme of a page for a figure: dark if its paper is dark.

    Examples
    --------
    >>> scheme_of({"layout": {"paper_bgcolor": "#15181d"}}), scheme_of({"layout": {}})
    ('dark', 'light')
    """
    paper = str((figure.get("layout") or {}).get("paper_bgcolor") or "")
    return "dark" if HEX_COLOR.fullmatch(paper) and Theme(paper=paper).dark else "light"


def _own_colors(figure: Mapping[str, Any], scheme: str) -> str:
    """Return a style with the figure's colours, if they are not those of a built-in theme.

    Examples
    --------
    >>> _own_colors({"layout": {"paper_bgcolor": "#ffffff"}}, "light")
    ''
    """
    paper = str(figure["layout"].get("paper_bgcolor") or "")
    ink = str((figure["layout"].get("font") or {}).get("color") or "")
    ours = {look.paper for look in THEMES.values()}
    if scheme == "auto" or paper in ours or not all(map(HEX_COLOR.fullmatch, (paper, ink))):
        return ""
    muted, rule = mix(ink, paper, 0.2), mix(ink, paper, 0.75)
    rest = f"--tl-muted:{muted};--tl-rule:{rule};--tl-link:{ink}"
    return (
        "<style>.timeline-page,.timeline-page .timeline"
        f"{{--tl-paper:{paper};--tl-ink:{ink};{rest}}}</style>\n"
    )


SCHEMES = ("light", "dark", "print", "auto")

# Plotly adds its style to an element of this id, unless the class forbids it. Ours has what we need
# of that style, so that pages work under a strict content policy.
_STYLE_MARK = 'id="plotly.js-style-global" class="no-inline-styles"'


def page(
    figures: Figures,
    *,
    script: str = "inline",
    theme: str = "light",
    figures_dark: Figures | None = None,
    table: Sequence[Sequence[str]] | None = None,
    picture: Picture | None = None,
    links: Mapping[str, str] | None = None,
    events: Mapping[str, Any] | None = None,
) -> str:
    """Return a page that shows one chart.

    Parameters
    ----------
    figures
        Plotly figures as dictionaries, by the width in pixels that each is laid out
        for. ``layout.meta`` holds title, subtitle, notes, source, alt,
        description, language, direction, license and the account; any may be missing.
    script
        ``inline``: one file that needs no network. ``shared``: plotly and our script
        and style are files beside the page (``timeline.html.assets.shared_files``), and
        nothing in the page is code. ``cdn``: plotly comes from a CDN, by its hash.
    theme
        ``light``, ``dark`` or ``print``; ``auto`` follows the reader's, if there are
        dark figures.
    figures_dark
        The same figures in the dark theme.
    table
        The data as texts, header first, for the table under the figure.
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
    check_choice("script", script, SCRIPTS)
    check_choice("theme", theme, SCHEMES)
    if not figures:
        raise UsageError("a page needs at least one figure")
    widest = figures[max(figures)]
    about = caption_of(widest)
    plots, dark_plots = plot_areas(figures), plot_areas(figures_dark or {})
    data = page_data(plots, dark_plots, language=about.language, events=events)
    name = content_id(data)
    still = picture(name) if picture else ""
    body = _body(about, name, data, still=still, toolbar=zooms(plots), table=table, links=links)
    head, foot = _code(figures, script, texts=body)
    scheme = "auto" if theme == "auto" and figures_dark else theme.replace("auto", "light")
    head += _own_colors(widest, scheme)
    return (
        f'<!doctype html>\n<html {about.attributes} class="timeline-page timeline-{scheme}">\n'
        f"{_head(about, scheme)}{head}</head>\n<body>\n{body}\n{foot}</body>\n</html>\n"
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


def _code(figures: Figures, script: str, *, texts: str) -> tuple[str, str]:
    """Return style and scripts for the head, and scripts for the end of the body."""
    if script == "shared":
        return (
            f'<link rel="stylesheet" {_STYLE_MARK} href="{STYLE_FILE}">\n'
            # loaded while the page is, which may be long, and run after it
            f'<script src="{SCRIPT_FILE}" defer></script>\n'
            f'<script src="{PLOTLY_FILE}" defer></script>\n',
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
    """Return a script in which no text ends the script element."""
    return script.replace("</script", r"<\/script").replace("<!--", r"<\!--")


def _body(
    about: Caption,
    name: str,
    data: str,
    *,
    still: str,
    toolbar: bool,
    table: Sequence[Sequence[str]] | None,
    links: Mapping[str, str] | None,
) -> str:
    title, subtitle = (
        escape(bind_numbers(text)) for text in (about.title or "Timeline", about.subtitle)
    )
    subtitle = f'<p class="timeline-subtitle">{subtitle}</p>\n' if subtitle else ""
    return (
        f'<main class="timeline timeline-article">\n<h1>{title}</h1>\n'
        f'{subtitle}<figure class="timeline-figure{" timeline-with-toolbar" * toolbar}"'
        f' id="{name}">\n'
        f"{_plot(about, name, still)}\n"
        f'<script type="application/json" class="timeline-data">{data}</script>\n'
        f"<figcaption>{notes_list(about, name, table)}{caption(about, links)}</figcaption>\n"
        "</figure>\n"
        f"{description(about, name)}{data_table(table, about, name)}\n</main>"
    )


def _plot(about: Caption, name: str, still: str) -> str:
    """Return the element of the plot, with the picture shown until it is drawn."""
    described = f' aria-describedby="{name}-description"' if about.description else ""
    without = still or f"<noscript><p>{escape(about.words['no script'])}</p></noscript>"
    return (
        f'<div class="timeline-plot" role="img" aria-label="{escape(about.alt)}"{described} '
        f'data-alt="{escape(about.alt)}">{without}</div>'
    )
