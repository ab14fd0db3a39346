"""A figure as text to paste into an article: HTML, an iframe, Markdown or another markup.

Takes a figure and the base name of its files; returns the snippet. The static picture comes first,
so that it works without scripts, in feeds and in print; in HTML the interactive figure replaces it
if scripts run, with data from a separate file. The picture holds the plot, the HTML all texts
around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import quote

from timeline.charts.chart import Figures
from timeline.errors import check_choice
from timeline.html.assets import (
    FRAME_FILE,
    PLOTLY_FILE,
    SCRIPT_FILE,
    STYLE_FILE,
    bundle_for,
    frame_script,
)
from timeline.html.data import (
    DARK,
    SLIM,
    SLIM_DARK,
    WIDE,
    content_id,
    page_data,
    plot_areas,
    safe_json,
    zooms,
)
from timeline.html.markup import (
    caption,
    caption_of,
    data_table,
    description,
    headline,
    notes_list,
    safe_address,
)
from timeline.html.snippets import SnippetContext, latex, markdown, myst, quarto, wikitext
from timeline.options import LIVE

#: The ending of the file that a snippet of HTML leaves its data to.
DATA = ".embed.js"
#: Where that script puts them: by its own address.
REGISTER = "(window.timelineData??={})[document.currentScript.src]="
#: Characters that editors and mails take without complaint; notes beyond go into that file.
MOST_SNIPPET = 5900

#: Room for a page's tools and table switch around its plot, until the page tells its height.
PAGE_ROOM = 120

# Which picture is shown, the first that fits; the wide light one stands in the <img>.
_SLIM_SCREEN, _DARK_PAGE = "(max-width: 719px)", "(prefers-color-scheme: dark)"
_WHEN = {SLIM_DARK: f"{_SLIM_SCREEN} and {_DARK_PAGE}", SLIM: _SLIM_SCREEN, DARK: _DARK_PAGE}


def embed_text(
    figures: Figures,
    *,
    kind: str = "html",
    name: str = "figure",
    base: str = "",
    live: str = "shared",
    figures_dark: Figures | None = None,
    scheme: str = "",
    table: Sequence[Sequence[str]] | None = None,
    links: Mapping[str, str] | None = None,
) -> str:
    r"""Return a figure as text to paste.

    Parameters
    ----------
    figures
        Plotly figures as dictionaries, by the width in pixels that they are laid out for.
    kind
        ``html``, ``iframe``, ``markdown``, ``myst``, ``quarto``, ``latex`` or ``wikitext``.
    name
        Of the files, without ending: the pictures are ``name`` with the endings of
        ``timeline.html.data`` (``name.plot.pdf`` for LaTeX), the page of the iframe is
        ``name.html``.
    base
        Prefix of these names: a folder or a URL, with its trailing slash.
    live
        Where scripts come from: ``shared`` (files at ``base``), ``cdn`` (plotly from a
        CDN by its hash, ours at ``base``; the listener of an iframe stands in the
        snippet) or ``none`` (the picture alone; an iframe of fixed height).
    figures_dark
        The same in the dark theme; then the snippet follows the reader's scheme.
    scheme
        ``dark``, if the figures themselves are.
    table
        The data as texts, header first: ``html`` offers to unfold it (``embed_data``).
    links
        Files to offer under the figure: address by name.

    Raises
    ------
    UsageError
        If ``kind`` or ``live`` is unknown.

    Examples
    --------
    >>> figure = {"data": [], "layout": {"meta": {"title": "June 1953 [draft]"}}}
    >>> print(embed_text({720: figure}, kind="markdown", name="june"))
    ![June 1953 \[draft\]](june.plot.svg)
    <BLANKLINE>
    *June 1953 \[draft\].*
    """
    check_choice("kind", kind, KINDS)
    check_choice("live", live, LIVE)
    context = SnippetContext(
        light=figures,
        dark=figures_dark or {},
        about=caption_of(figures[max(figures)]),
        name=name,
        address=base + quote(name),
        base=base,
        live=live,
        plotly=base + PLOTLY_FILE,
        scheme="auto" if figures_dark else scheme,
        table=table,
        links=links or {},
    )
    return KINDS[kind](context).rstrip("\n")


def embed_data(
    figures: Figures,
    *,
    figures_dark: Figures | None = None,
    table: Sequence[Sequence[str]] | None = None,
) -> str:
    """Return the data that an HTML snippet loads from a file: figures, description and table.

    It is a script, because a page opened from a disk may load no other kind of file.

    Examples
    --------
    >>> embed_data({720: {"data": [], "layout": {}}})[:57]
    '(window.timelineData??={})[document.currentScript.src]={"'
    """
    about = caption_of(figures[max(figures)])
    plots, dark_plots = plot_areas(figures), plot_areas(figures_dark or {})
    data = page_data(plots, dark_plots, language=about.language)
    name = content_id(data)
    notes = notes_list(about, name, table)
    html = description(about, name) + data_table(table, about, name)
    html += f'<details class="timeline-all-notes">{notes}</details>' if notes else ""
    more = safe_json({"id": name, "html": html})
    return f'{REGISTER}{data[:-1]},"more":{more}}};\n'


def _html(context: SnippetContext) -> str:
    whole = _figure(context, notes_list(context.about, ""))
    if len(whole) <= MOST_SNIPPET or not context.about.notes or context.live == "none":
        return whole
    label = f"{context.about.words['note']} 1–{len(context.about.notes)}"
    return _figure(context, _unfolded(context, "all-notes", label))


def _figure(context: SnippetContext, notes: str) -> str:
    about, live = context.about, context.live != "none"
    looks = f" timeline-{context.scheme}" if context.scheme else ""
    looks += " timeline-with-toolbar" if live and zooms(plot_areas(context.light)) else ""
    beside = f' data-figure="{escape(context.address + DATA)}"' if live else ""
    words = about.words
    more = _unfolded(context, "description", words["description"]) if about.description else ""
    more += _unfolded(context, "data-table", words["data table"]) if context.table else ""
    # The style comes first: what is painted without it would move as soon as it is there.
    return (
        f'{_style(context)}<figure class="timeline timeline-figure timeline-embed{looks}" '
        f'id="{content_id(context.address)}" {about.attributes}{beside}>\n'
        f"{headline(about, context.name)}\n"
        f'<div class="timeline-plot">{_picture(context)}</div>\n'
        f'<div class="timeline-footer">{notes}{caption(about, _links(context))}'
        f"{more * live}</div>\n"
        f"</figure>\n{_code(context)}"
    )


def _links(context: SnippetContext) -> Mapping[str, str]:
    return context.links or {"SVG": context.address + WIDE}


def _unfolded(context: SnippetContext, name: str, label: str) -> str:
    """Return an element that the script fills from the data file; until then it links to a file."""
    links = _links(context)
    kind = next((kind for kind in ("HTML", "CSV") if kind in links), next(iter(links)))
    link = f'<a href="{escape(safe_address(links[kind]))}">{escape(kind)}</a>'
    summary = f"<summary>{escape(label)}</summary>"
    return f'<details class="timeline-lazy timeline-{name}">{summary}{link}</details>'


def _picture(context: SnippetContext) -> str:
    """Return the pictures, of which the browser shows the one that fits."""
    sizes = context.sizes()
    sources = "".join(
        f'<source srcset="{escape(context.address + end)}" media="{when}"{_room(sizes[end])}>'
        for end, when in _WHEN.items()
        if end in sizes
    )
    image = (
        f'<img src="{escape(context.address + WIDE)}" alt="{escape(context.about.alt)}"'
        f"{_room(sizes[WIDE])}>"
    )
    return f"<picture>{sources}{image}</picture>" if sources else image


def _room(size: tuple[float, float]) -> str:
    """Return the size as attributes, so that nothing moves when the picture is loaded."""
    return f' width="{size[0]:.0f}" height="{size[1]:.0f}"'


def _style(context: SnippetContext) -> str:
    if context.live == "none":
        return ""
    return f'<link rel="stylesheet" href="{escape(context.base + STYLE_FILE)}">\n'


def _code(context: SnippetContext) -> str:
    """Return the script; if a page has several of it, one runs."""
    if context.live == "none":
        return ""
    where = f'data-plotly="{escape(context.plotly)}"'
    if context.live == "cdn":
        where = bundle_for(context.light.values()).attributes
    return f'<script src="{escape(context.base + SCRIPT_FILE)}" {where} defer></script>\n'


def _iframe(context: SnippetContext) -> str:
    """Return a frame, and the script that sets its height to that of its page."""
    height = round(context.page_size[1] + PAGE_ROOM)
    look, code = 'style="width:100%;border:0"', ""
    if context.live == "shared":  # nothing inline, for articles under a strict policy
        look = 'class="timeline-frame"'
        code = (
            f'<link rel="stylesheet" href="{escape(context.base + STYLE_FILE)}">\n'
            f'<script src="{escape(context.base + FRAME_FILE)}"></script>\n'
        )
    elif context.live == "cdn":
        code = f"<script>\n{frame_script()}</script>\n"
    return (
        f'<iframe src="{escape(context.address)}.html" title="{escape(context.about.alt)}" '
        f'height="{height}" loading="lazy" data-timeline {look}></iframe>\n{code}'
    )


#: The markups that we write, by name.
KINDS: Mapping[str, Callable[[SnippetContext], str]] = {
    "html": _html,
    "iframe": _iframe,
    "markdown": markdown,
    "myst": myst,
    "quarto": quarto,
    "latex": latex,
    "wikitext": wikitext,
}
