"""A figure as a piece of HTML that stands alone in the middle of a notebook's page.

Takes a figure; returns text that draws itself wherever a script may run, without any
network: plotly's script is in it, compressed, and is unpacked once a page. Where no
script runs, the alternative text and the data can be read.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

from timeline.errors import UsageError, did_you_mean
from timeline.html.assets import bundle_for, page_script, page_style
from timeline.html.data import content_id, page_data
from timeline.html.markup import Told, caption, data_table, description, notes_list, told
from timeline.html.page import table_of, versions
from timeline.html.stills import bare

__all__ = ["SCRIPTS", "fragment"]

#: Where the script of a figure in a notebook is from: in the notebook, or from plotly's CDN.
SCRIPTS = ("inline", "cdn")

# Unpacks and runs what is packed, once a page, and then draws; a page may hold many of these.
# Some, VS Code among them, run a copy of this that stands elsewhere: what is packed is asked for.
_UNPACK = """\
(() => {
  const packed = document.querySelector("script.timeline-packed").textContent;
  window.timelineUnpacked ??= (async () => {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(plain).text();
    document.head.append(script);
  })();
  window.timelineUnpacked.then(() => window.timelineFigures.drawAll());
})();"""


def fragment(figure: Any, *, script: str = "inline") -> str:
    """Return a figure as HTML to be put into a page as it is.

    Parameters
    ----------
    figure
        A plotly figure; one of ours is laid out for a phone, a tablet and a page.
    script
        ``"inline"``: no network is asked, and each figure takes about half a megabyte.
        ``"cdn"``: plotly's script comes from its CDN, by its hash.

    Raises
    ------
    UsageError
        If the script is to come from elsewhere.

    Examples
    --------
    >>> text = fragment({"data": [], "layout": {"title": {"text": "June"}}}, script="cdn")
    >>> "<strong>June</strong>" in text, "integrity" in text
    (True, True)
    """
    if script not in SCRIPTS:
        hint = did_you_mean(script, SCRIPTS) or f"one of: {', '.join(SCRIPTS)}"
        raise UsageError(f'script "{script}" is not known ({hint})')
    figures = versions(figure)
    about = told(figures[max(figures)])
    plots = {width: bare(one) for width, one in figures.items()}
    data = page_data(plots, {}, language=about.language)
    body = _body(about, data, content_id(data), table_of(figure))
    style = page_style(sorted(set(body)))
    return f"<style>\n{style}</style>\n{body}\n{_code(plots, script)}"


def _body(about: Told, data: str, name: str, table: Any) -> str:
    subtitle = f" {escape(about.subtitle)}" if about.subtitle else ""
    return (
        f'<figure class="timeline timeline-figure" id="{name}" '
        f'lang="{escape(about.language.replace("_", "-"))}" dir="{about.direction}">\n'
        f'<div class="timeline-plot" data-alt="{escape(about.alt)}">'
        f"<noscript><p>{escape(about.alt)}</p></noscript></div>\n"
        f'<script type="application/json" class="timeline-data">{data}</script>\n'
        f"<figcaption><p><strong>{escape(about.title)}</strong>{subtitle}</p>"
        f"{notes_list(about, name)}{caption(about)}{description(about, name)}"
        f"{data_table(table, about)}</figcaption>\n</figure>"
    )


def _code(plots: Mapping[int, Mapping[str, Any]], script: str) -> str:
    bundle = bundle_for(plots.values(), cdn=script == "cdn")
    if script == "cdn":
        where = f'data-plotly="{bundle.url}" data-integrity="{bundle.integrity}"'
        return f"<script {where}>{page_script()}</script>\n"
    packed = _packed(bundle.text())
    return (
        f'<script type="application/gzip" class="timeline-packed">{packed}</script>'
        f"<script>{_UNPACK}</script>\n"
    )


@cache
def _packed(plotly: str) -> str:
    both = f"{plotly}\n;{page_script()}".encode()
    return base64.b64encode(gzip.compress(both, mtime=0)).decode("ascii")
