"""A figure as text to paste into an article: HTML, an iframe, Markdown or another markup.

Takes a figure and the name under which its files stand; returns the snippet. The
picture comes first, so that it is right without a script, in feeds and in print; in
HTML the interactive figure takes its place where a script may run. Every text is
escaped in the way of the markup that it goes into.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote

from timeline.errors import UsageError, did_you_mean
from timeline.web.assets import SCRIPT_FILE, STYLE_FILE
from timeline.web.bundle import bundle_for
from timeline.web.markup import Told, caption, data_table, picture, told
from timeline.web.page import Figures, by_width
from timeline.web.pagedata import content_id, page_data
from timeline.web.phrases import latex_text, markdown_text, one_line, wiki_text

__all__ = ["KINDS", "embed"]

LIVE = ("shared", "cdn", "none")

#: Room for a page's tools and table switch around its plot, until the page tells its height.
PAGE_ROOM = 120

# Answers what our pages tell (timeline/web/figure.js); the sender decides which frame grows.
_LISTENER = """\
<script>
addEventListener("message", (event) => {
  const height = Number(event.data?.["timeline-height"]);
  if (!(height > 0)) return;
  for (const frame of document.querySelectorAll("iframe[data-timeline]")) {
    if (frame.contentWindow === event.source) frame.height = Math.ceil(height);
  }
});
</script>"""


@dataclass(frozen=True)
class _Piece:
    """What every snippet is made of."""

    figures: Mapping[int, Mapping[str, Any]]
    dark: Mapping[int, Mapping[str, Any]]
    about: Told
    name: str
    address: str
    live: str = "shared"
    plotly: str = "plotly.min.js"
    base: str = ""
    table: Sequence[Sequence[str]] | None = None
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> tuple[float, float]:
        layout = self.figures[max(self.figures)]["layout"]
        return layout.get("width", 700), layout.get("height", 450)

    @property
    def caption(self) -> str:
        parts = (self.about.title, self.about.source, self.about.license)
        return one_line(" ".join(_ended(part) for part in parts if part))


def embed(
    figure: Figures,
    *,
    kind: str = "html",
    name: str = "figure",
    base: str = "",
    live: str = "shared",
    shared_name: str = "plotly.min.js",
    figures_dark: Figures | None = None,
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
        Of the files, without suffix: the picture is ``name.svg`` (``name.pdf`` for
        LaTeX), its dark twin ``name-dark.svg``, the page of the iframe ``name.html``.
    base
        What stands before these names: a folder or an address, with its slash.
    live
        For ``html``: where the interactive figure has its script from, ``shared``
        (files at ``base``) or ``cdn`` (plotly's only); ``none``: the picture alone.
    shared_name
        The file of plotly at ``base``, for ``shared``.
    figures_dark
        The same in the dark theme; then the dark twin of the picture is named too.
    table
        The data as texts, header first, for ``html``.
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
    >>> print(embed(figure, kind="markdown", name="june"))
    ![June 1953 \[draft\]](june.svg)
    <BLANKLINE>
    *June 1953 \[draft\].*
    """
    _known("kind", kind, tuple(KINDS))
    _known("live", live, LIVE)
    figures = by_width(figure)
    piece = _Piece(
        figures=figures,
        dark=by_width(figures_dark or {}),
        about=told(figures[max(figures)], language),
        name=name,
        address=base + quote(name),
        live=live,
        plotly=base + quote(shared_name),
        base=base,
        table=table,
        links=links or {},
    )
    return KINDS[kind](piece).rstrip("\n")


def _known(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        hint = did_you_mean(value, known) or f"one of: {', '.join(known)}"
        raise UsageError(f'{name} "{value}" is not known ({hint})')


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…。！？" else f"{text}."


def _html(piece: _Piece) -> str:
    data = page_data(piece.figures, piece.dark, language=piece.about.language)
    name = content_id(f"{piece.address} {data}")
    scheme = " timeline-auto" if piece.dark else ""
    twin = f"{piece.address}-dark.svg" if piece.dark else ""
    image = picture(f"{piece.address}.svg", twin, alt=piece.about.alt, size=piece.size)
    links = piece.links or {"SVG": f"{piece.address}.svg"}
    return (
        f'<figure class="timeline timeline-figure{scheme}" id="{name}" '
        f'lang="{escape(piece.about.language.replace("_", "-"))}" dir="{piece.about.direction}">\n'
        f'<div class="timeline-plot" data-alt="{escape(piece.about.alt)}">{image}</div>\n'
        f"{_live(piece, data)}"
        f"<figcaption><p>{escape(_ended(piece.about.title or piece.name))}</p>"
        f"{caption(piece.about, links)}{data_table(piece.table, piece.about)}</figcaption>\n"
        f"</figure>\n{_code(piece)}"
    )


def _live(piece: _Piece, data: str) -> str:
    if piece.live == "none":
        return ""
    return f'<script type="application/json" class="timeline-data">{data}</script>\n'


def _code(piece: _Piece) -> str:
    """Return style and script; a page may hold them many times, they work once."""
    if piece.live == "none":
        return ""
    where = f'data-plotly="{escape(piece.plotly)}"'
    if piece.live == "cdn":
        bundle = bundle_for(piece.figures.values(), cdn=True)
        where = f'data-plotly="{bundle.url}" data-integrity="{bundle.integrity}"'
    return (
        f'<link rel="stylesheet" href="{escape(piece.base + STYLE_FILE)}">\n'
        f'<script src="{escape(piece.base + SCRIPT_FILE)}" {where} defer></script>\n'
    )


def _iframe(piece: _Piece) -> str:
    height = round(piece.size[1] + PAGE_ROOM)
    return (
        f'<iframe src="{escape(piece.address)}.html" title="{escape(piece.about.alt)}" '
        f'height="{height}" loading="lazy" data-timeline style="width:100%;border:0"></iframe>\n'
        f"{_LISTENER}\n"
    )


def _markdown(piece: _Piece) -> str:
    alt = markdown_text(one_line(piece.about.alt))
    return f"![{alt}]({piece.address}.svg)\n\n*{markdown_text(piece.caption)}*\n"


def _myst(piece: _Piece) -> str:
    return (
        f":::{{figure}} {piece.address}.svg\n:label: fig-{_label(piece)}\n"
        f":alt: {one_line(piece.about.alt)}\n:width: {piece.size[0]:.0f}px\n\n"
        f"{markdown_text(piece.caption)}\n:::\n"
    )


def _quarto(piece: _Piece) -> str:
    alt = one_line(piece.about.alt).replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"![{markdown_text(piece.caption)}]({piece.address}.svg)"
        f'{{#fig-{_label(piece)} fig-alt="{alt}" width={piece.size[0]:.0f}px}}\n'
    )


def _latex(piece: _Piece) -> str:
    alt = latex_text(one_line(piece.about.alt))
    return (
        "\\begin{figure}\n  \\centering\n"
        f"  \\includegraphics[width=\\linewidth, alt={{{alt}}}]{{{piece.base}{piece.name}.pdf}}\n"
        f"  \\caption{{{latex_text(piece.caption)}}}\n"
        f"  \\label{{fig:{_label(piece)}}}\n\\end{{figure}}\n"
    )


def _wikitext(piece: _Piece) -> str:
    alt, text = wiki_text(one_line(piece.about.alt)), wiki_text(piece.caption)
    return f"[[File:{piece.name}.svg|thumb|upright=2.5|alt={alt}|{text}]]\n"


def _label(piece: _Piece) -> str:
    """Return the name as every markup takes a label: ASCII letters, digits and dashes."""
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in piece.name)
    return "-".join(words.lower().split()) or content_id(piece.name)


#: The markups that we write, by name.
KINDS: Mapping[str, Callable[[_Piece], str]] = {
    "html": _html,
    "iframe": _iframe,
    "markdown": _markdown,
    "myst": _myst,
    "quarto": _quarto,
    "latex": _latex,
    "wikitext": _wikitext,
}
