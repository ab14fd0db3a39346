"""A figure as text to paste into an article: HTML, an iframe, Markdown or another markup.

Takes a figure and the base name of its files; returns the snippet. The static picture comes first,
so that it works without scripts, in feeds and in print; in HTML the interactive figure replaces it
if scripts run, with data from a separate file. The picture holds the plot, the HTML all texts
around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from timeline.errors import UsageError, did_you_mean
from timeline.html.assets import FRAME_FILE, SCRIPT_FILE, STYLE_FILE, bundle_for, frame_script
from timeline.html.data import (
    DARK,
    SLIM,
    SLIM_DARK,
    WIDE,
    bare,
    content_id,
    page_data,
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
from timeline.html.page import Figures, by_width
from timeline.html.snippets import SnippetContext, latex, markdown, myst, quarto, wikitext

__all__ = ["DATA", "KINDS", "LIVE", "embed_data", "embed_text"]

LIVE = ("shared", "cdn", "none")
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
    figure: Figures,
    *,
    kind: str = "html",
    name: str = "figure",
    base: str = "",
    live: str = "shared",
    shared_name: str = "plotly.min.js",
    figures_dark: Figures | None = None,
    scheme: str = "",
    table: Sequence[Sequence[str]] | None = None,
    links: Mapping[str, str] | None = None,
    language: str = "",
) -> str:
    r"""Return a figure as text to paste.

    Parameters
    ----------
    figure
        A plotly figure as a dictionary, or several by the width they are laid out for.
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
    shared_name
        The file of plotly at ``base``, for ``shared``.
    figures_dark
        The same in the dark theme; then the snippet follows the reader's scheme.
    scheme
        ``dark``, if the figures themselves are.
    table
        The data as texts, header first: ``html`` offers to unfold it (``embed_data``).
    links
        Files to offer under the figure: address by name.
    language
        Of our words; that of the figure by default.

    Raises
    ------
    UsageError
        If the kind or the way of ``live`` is not known.

    Examples
    --------
    >>> figure = {"data": [], "layout": {"meta": {"title": "June 1953 [draft]"}}}
    >>> print(embed_text(figure, kind="markdown", name="june"))
    ![June 1953 \[draft\]](june.plot.svg)
    <BLANKLINE>
    *June 1953 \[draft\].*
    """
    _known("kind", kind, tuple(KINDS))
    _known("live", live, LIVE)
    figures = by_width(figure)
    piece = SnippetContext(
        light=figures,
        dark=by_width(figures_dark or {}),
        about=caption_of(figures[max(figures)], language),
        name=name,
        address=base + quote(name),
        base=base,
        live=live,
        plotly=base + quote(shared_name),
        scheme="auto" if figures_dark else scheme,
        table=table,
        links=links or {},
    )
    return KINDS[kind](piece).rstrip("\n")


def _known(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        hint = did_you_mean(value, known) or f"one of: {', '.join(known)}"
        raise UsageError(f'{name} "{value}" is not known ({hint})')


def embed_data(
    figure: Figures,
    *,
    figures_dark: Figures | None = None,
    table: Sequence[Sequence[str]] | None = None,
    language: str = "",
) -> str:
    """Return what a snippet of HTML leaves to the file beside it, as a script.

    A script, because a page that is opened from a disk may load no other file. It holds the
    figures, and description and data table for those who unfold them.

    Examples
    --------
    >>> embed_data({"data": [], "layout": {}})[:57]
    '(window.timelineData??={})[document.currentScript.src]={"'
    """
    figures = by_width(figure)
    about = caption_of(figures[max(figures)], language)
    data = page_data(_plots(figures), _plots(by_width(figures_dark or {})), language=about.language)
    name = content_id(data)
    notes = notes_list(about, name, table)
    html = description(about, name) + data_table(table, about, name)
    html += f'<details class="timeline-all-notes">{notes}</details>' if notes else ""
    more = safe_json({"id": name, "html": html})
    return f'{REGISTER}{data[:-1]},"more":{more}}};\n'


def _plots(figures: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    return {width: bare(figure) for width, figure in figures.items()}


def _html(piece: SnippetContext) -> str:
    whole = _figure(piece, notes_list(piece.about, ""))
    if len(whole) <= MOST_SNIPPET or not piece.about.notes or piece.live == "none":
        return whole
    label = f"{piece.about.words['note']} 1–{len(piece.about.notes)}"
    return _figure(piece, _unfolded(piece, "all-notes", label))


def _figure(piece: SnippetContext, notes: str) -> str:
    about, live = piece.about, piece.live != "none"
    looks = f" timeline-{piece.scheme}" if piece.scheme else ""
    looks += " timeline-with-toolbar" if live and zooms(_plots(piece.light)) else ""
    beside = f' data-figure="{escape(piece.address + DATA)}"' if live else ""
    words = about.words
    more = _unfolded(piece, "description", words["description"]) if about.description else ""
    more += _unfolded(piece, "data-table", words["data table"]) if piece.table else ""
    # The style comes first: what is painted without it would move as soon as it is there.
    return (
        f'{_style(piece)}<figure class="timeline timeline-figure timeline-embed{looks}" '
        f'id="{content_id(piece.address)}" lang="{escape(about.language.replace("_", "-"))}" '
        f'dir="{about.direction}"{beside}>\n{headline(about, piece.name)}\n'
        f'<div class="timeline-plot">{_picture(piece)}</div>\n'
        f'<div class="timeline-footer">{notes}{caption(about, _links(piece))}'
        f"{more * live}</div>\n"
        f"</figure>\n{_code(piece)}"
    )


def _links(piece: SnippetContext) -> Mapping[str, str]:
    return piece.links or {"SVG": piece.address + WIDE}


def _unfolded(piece: SnippetContext, name: str, label: str) -> str:
    """Return what the script fills from the file beside the snippet; until then it links to it."""
    links = _links(piece)
    kind = next((kind for kind in ("HTML", "CSV") if kind in links), next(iter(links)))
    link = f'<a href="{escape(safe_address(links[kind]))}">{escape(kind)}</a>'
    summary = f"<summary>{escape(label)}</summary>"
    return f'<details class="timeline-lazy timeline-{name}">{summary}{link}</details>'


def _picture(piece: SnippetContext) -> str:
    """Return the pictures, of which the reader's browser takes the one that fits."""
    sizes = piece.sizes()
    sources = "".join(
        f'<source srcset="{escape(piece.address + end)}" media="{when}"{_room(sizes[end])}>'
        for end, when in _WHEN.items()
        if end in sizes
    )
    image = (
        f'<img src="{escape(piece.address + WIDE)}" alt="{escape(piece.about.alt)}"'
        f"{_room(sizes[WIDE])}>"
    )
    return f"<picture>{sources}{image}</picture>" if sources else image


def _room(size: tuple[float, float]) -> str:
    """Return the size as attributes: the page keeps the room until the picture is there."""
    return f' width="{size[0]:.0f}" height="{size[1]:.0f}"'


def _style(piece: SnippetContext) -> str:
    if piece.live == "none":
        return ""
    return f'<link rel="stylesheet" href="{escape(piece.base + STYLE_FILE)}">\n'


def _code(piece: SnippetContext) -> str:
    """Return the script; a page may hold it many times, it works once."""
    if piece.live == "none":
        return ""
    where = f'data-plotly="{escape(piece.plotly)}"'
    if piece.live == "cdn":
        bundle = bundle_for(piece.light.values())
        where = f'data-plotly="{bundle.url}" data-integrity="{bundle.integrity}"'
    return f'<script src="{escape(piece.base + SCRIPT_FILE)}" {where} defer></script>\n'


def _iframe(piece: SnippetContext) -> str:
    """Return a frame and what gives it its page's height: files of ours, or a few lines."""
    height = round(piece.page_size[1] + PAGE_ROOM)
    look, code = 'style="width:100%;border:0"', ""
    if piece.live == "shared":  # nothing inline, for articles under a strict policy
        look = 'class="timeline-frame"'
        code = (
            f'<link rel="stylesheet" href="{escape(piece.base + STYLE_FILE)}">\n'
            f'<script src="{escape(piece.base + FRAME_FILE)}"></script>\n'
        )
    elif piece.live == "cdn":
        code = f"<script>\n{frame_script()}</script>\n"
    return (
        f'<iframe src="{escape(piece.address)}.html" title="{escape(piece.about.alt)}" '
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
