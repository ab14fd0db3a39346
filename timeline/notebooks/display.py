"""Figures in notebooks: displayed, kept in exports, and set in our font.

Figures stay ``plotly.graph_objects.Figure``. JupyterLab and VS Code draw plotly's own data type,
which ``nbconvert`` leaves out; in a kernel our figures also carry self-contained HTML, with
plotly's script compressed and unpacked once per page. Without scripts, the alternative text and the
data can be read. marimo gets the same HTML in a frame. A renderer that the user chose
(``plotly.io.renderers.default``) is respected; Quarto sets one itself, which is no such choice.

Plotly's extensions of JupyterLab and VS Code draw with the fonts of the reader's machine. All
outputs of a notebook share one page, so a script among them loads the font that the figure was
measured in. Each chunk of the font is sent once per session, and again if its cell is rerun.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import sys
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from timeline.charts.chart import PAGE_WIDTHS, PROTOCOLS, chart_of, table_of, versions
from timeline.errors import check_choice
from timeline.html import markup
from timeline.html.assets import bundle_for, page_script, page_style
from timeline.html.data import content_id, inline_picture, page_data, plot_areas, zooms
from timeline.html.markup import Caption, caption_of
from timeline.renderers.plotly.figure_json import json_text
from timeline.typography.font import font_face_css

_SCRIPT = """(() => {
  const style = document.createElement("style");
  style.textContent = %s;
  document.head.append(style);
})();"""

#: For each rule of the font, the cell and its run whose output has it.
_loaded: dict[str, tuple[str, str]] = {}


def hand_over(figure: Mapping[str, Any]) -> None:
    """Add the font of a figure to the outputs of its cell, unless an output has it already."""
    script = font_script(figure)
    if script:
        # Exports without scripts use the text, which is empty.
        _display({"application/javascript": script, "text/plain": ""})


def _display(forms: Mapping[str, Any]) -> None:
    from IPython import display

    show: Any = display.display
    show(forms, raw=True)


def font_script(figure: Mapping[str, Any]) -> str:
    """Return a script with the chunks of our font that a figure needs and no output has.

    Examples
    --------
    >>> figure = {"layout": {"font": {"family": "Inter"}, "title": {"text": "Ἀθῆναι"}}}
    >>> font_script(figure).count("@font-face") > 2, font_script(figure)
    (True, '')
    """
    text = json_text({name: figure.get(name) for name in ("data", "layout")})
    if "Inter" not in text:
        return ""
    cell, run = _running()
    rules = [
        rule
        for rule in font_face_css(sorted(set(text))).splitlines()
        # Running a cell again removes its earlier output.
        if rule not in _loaded or (cell and _loaded[rule][0] == cell and _loaded[rule][1] != run)
    ]
    _loaded.update(dict.fromkeys(rules, (cell, run)))
    return _SCRIPT % json.dumps("\n".join(rules)) if rules else ""


def _running() -> tuple[str, str]:
    """Return the ids of the running cell and of this run; empty if the front end sends none."""
    get_parent = getattr(getattr(_shell(), "kernel", None), "get_parent", None)
    request = (get_parent("shell") if get_parent else None) or {}
    cell = (request.get("metadata") or {}).get("cellId") or ""
    return str(cell), str((request.get("header") or {}).get("msg_id", ""))


def _shell() -> Any:
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


#: Sources of the script of a figure in a notebook: the notebook, or plotly's CDN.
FRAGMENT_SCRIPTS = ("inline", "cdn")

# Unpacks and runs the packed script once per page, then draws; a page may have several of these.
# VS Code and others run a copy of this elsewhere, so the packed script is found by its class.
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
    """Return a figure as HTML to insert into a page.

    Parameters
    ----------
    figure
        A plotly figure; charts of ours are laid out for phone, tablet and desktop.
    script
        ``"inline"``: needs no network; each figure takes about half a megabyte.
        ``"cdn"``: plotly's script comes from its CDN, with its hash.

    Raises
    ------
    UsageError
        If ``script`` is unknown.

    Examples
    --------
    >>> text = fragment({"data": [], "layout": {"title": {"text": "June"}}}, script="cdn")
    >>> "<strong>June</strong>" in text, "integrity" in text
    (True, True)
    """
    check_choice("script", script, FRAGMENT_SCRIPTS)
    figures = versions(figure)
    about = caption_of(figures[max(figures)])
    plots = plot_areas(figures)
    data = page_data(plots, {}, language=about.language)
    chart, name = chart_of(figure), content_id(data)
    still = inline_picture(chart, PAGE_WIDTHS[:2])(name) if chart else ""
    body = _body(about, data, name, table_of(figure), still=still, toolbar=zooms(plots))
    style = page_style(sorted(set(body)))
    return f"<style>\n{style}</style>\n{body}\n{_code(plots, script)}"


def _body(about: Caption, data: str, name: str, table: Any, *, still: str, toolbar: bool) -> str:
    alt = escape(about.alt)
    return (
        f'<figure class="timeline timeline-figure{" timeline-with-toolbar" * toolbar}" id="{name}" '
        f"{about.attributes}>\n"
        f"{markup.headline(about)}\n"
        f'<div class="timeline-plot" role="img" aria-label="{alt}" data-alt="{alt}">'
        f"{still or f'<noscript><p>{alt}</p></noscript>'}</div>\n"
        f'<script type="application/json" class="timeline-data">{data}</script>\n'
        f'<div class="timeline-footer">{markup.notes_list(about, name, table)}'
        f"{markup.caption(about)}{markup.description(about, name)}"
        f"{markup.data_table(table, about, name)}</div>\n</figure>"
    )


def _code(plots: Mapping[int, Mapping[str, Any]], script: str) -> str:
    bundle = bundle_for(plots.values())
    if script == "cdn":
        return f"<script {bundle.attributes}>{page_script()}</script>\n"
    packed = _packed(bundle.text())
    return (
        f'<script type="application/gzip" class="timeline-packed">{packed}</script>'
        f"<script>{_UNPACK}</script>\n"
    )


@cache
def _packed(plotly: str) -> str:
    both = f"{plotly}\n;{page_script()}".encode()
    return base64.b64encode(gzip.compress(both, mtime=0)).decode("ascii")


#: Plotly's default renderers in a kernel, and under Quarto.
UNCHOSEN = frozenset({"plotly_mimetype", "plotly_mimetype+notebook", "vscode"})
QUARTOS_OWN = frozenset({"notebook", "notebook_connected"})

#: Picture formats of documents without HTML, by pandoc's names.
PICTURES = {
    **dict.fromkeys(("latex", "beamer", "pdf", "context"), "pdf"),
    **dict.fromkeys(("docx", "odt", "opendocument", "pptx", "rtf", "typst"), "png"),
}


def is_chosen(renderer: str) -> bool:
    """Return whether the user chose plotly's renderer.

    Examples
    --------
    >>> is_chosen("png"), is_chosen("plotly_mimetype")
    (True, False)
    """
    return renderer not in (UNCHOSEN | QUARTOS_OWN if by_quarto() else UNCHOSEN)


def picture_kind() -> str:
    """Return the picture format for a document of Quarto, or "" for HTML.

    Examples
    --------
    >>> picture_kind()
    ''
    """
    if not by_quarto():
        return ""
    try:  # Quarto 1.8 and newer
        info = json.loads(Path(os.environ["QUARTO_EXECUTE_INFO"]).read_text("utf-8"))
        kind = info["format"]["pandoc"]["to"]
    except (KeyError, TypeError, OSError, ValueError):
        # Older versions only say whether pictures should be PDF, for LaTeX.
        return "pdf" if os.environ.get("QUARTO_FIG_FORMAT") == "pdf" else ""
    return PICTURES.get(str(kind).partition("+")[0].partition("-")[0], "")


def by_quarto() -> bool:
    """Return whether Quarto runs the kernel.

    Examples
    --------
    >>> by_quarto()
    False
    """
    return "QUARTO_FIG_WIDTH" in os.environ


MIME = "application/vnd.plotly.v1+json"
#: No button sends a figure to a server.
CONFIG = {"showSendToCloud": False, "plotlyServerURL": "", "displaylogo": False}
#: A figure of the default width is shown at the width of a cell, as notebooks cut off wider ones.
#: Any other width was chosen by the user.
DEFAULT_WIDTH, CELL_WIDTH = 1080, 720
TYPES = {"pdf": "application/pdf", "png": "image/png"}

#: Ways of storing a figure in a notebook.
SCRIPTS = ("inline", "cdn", "picture", "none")

# Without margins, so that the layout has the whole width of the column.
_PAGE = (
    '<!doctype html><meta charset="utf-8"><title>Timeline</title>'
    "<style>body{margin:0;overflow-x:hidden}</style>"
)

_script = "inline"


def notebook(*, script: str = "inline") -> None:
    """Choose what figures store in a notebook, so that exports show them.

    Parameters
    ----------
    script
        ``"inline"``: everything that draws them, so that no network is needed (about half a
        megabyte each). ``"cdn"``: plotly's script comes from its CDN, with its hash, when
        the exported page is opened. ``"picture"``: only an SVG: smaller, always the same, and
        shown by every viewer of saved notebooks. ``"none"``: nothing; an export has no figures.

    Raises
    ------
    UsageError
        If ``script`` is unknown.

    Examples
    --------
    >>> notebook(script="web")
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: script "web" is not known (one of: inline, cdn, picture, none)
    """
    global _script
    check_choice("script", script, SCRIPTS)
    _script = script


def bundle(figure: Any) -> dict[str, Any]:
    """Return all forms of a figure that a notebook may show, by type.

    Examples
    --------
    >>> from plotly.graph_objects import Figure
    >>> list(bundle(Figure()))
    ['application/vnd.plotly.v1+json', 'text/html', 'text/plain']
    """
    import plotly.io

    from timeline.export.save import render

    plain = for_cell(figure)
    shown: dict[str, Any] = {}
    if printed := picture_kind():
        picture = render(figure, {printed}, width=_cell_width(figure))[printed]
        shown[TYPES[printed]] = base64.b64encode(picture).decode()
    elif _script == "picture":
        picture = render(figure, {"svg"}, width=_cell_width(figure))["svg"]
        shown["image/svg+xml"] = picture.decode()
    else:
        shown |= plotly.io.renderers["plotly_mimetype"].to_mimebundle(plain)
        shown[MIME] = {**shown[MIME], "config": {**shown[MIME].get("config", {}), **CONFIG}}
    if _script in FRAGMENT_SCRIPTS and not printed:
        shown["text/html"] = fragment(figure, script=_script)
    meta = figure.layout.meta
    shown["text/plain"] = str((meta or {}).get("alt") or "a figure")
    return shown


def for_cell(figure: Any) -> dict[str, Any]:
    """Return a figure as a dictionary, at the width of a cell unless the user chose one.

    Examples
    --------
    >>> for_cell({"data": [], "layout": {"width": 1080}})
    {'data': [], 'layout': {'width': 1080}}
    """
    from timeline.renderers.plotly.figure_json import figure_dict

    chart = chart_of(figure)
    return figure_dict(figure) if chart is None else chart.figure(width=_cell_width(figure))


def _cell_width(figure: Any) -> float | None:
    """Return the width of a cell for a chart of default width, else None."""
    chart = chart_of(figure)
    return CELL_WIDTH if chart is not None and chart.width == DEFAULT_WIDTH else None


def show_in_notebooks() -> None:
    """In a kernel, show our figures by ``bundle``, in marimo ``_framed``; elsewhere do nothing.

    Examples
    --------
    >>> show_in_notebooks()
    """
    shell = _shell()
    if shell is not None and hasattr(shell, "kernel"):
        shell.display_formatter.ipython_display_formatter.for_type_by_name(
            "plotly.graph_objs._figure", "Figure", _show
        )
    if "marimo" in sys.modules:
        PROTOCOLS["_display_"] = _framed


def _framed(figure: Any) -> Any:
    """Return a figure in a frame, as marimo shows HTML with scripts.

    marimo would cut off a plotly figure in a narrower column; in the frame, a figure of ours
    takes the layout that fits.
    """
    script = _script if _script in FRAGMENT_SCRIPTS else "inline"
    page = f"{_PAGE}{fragment(figure, script=script)}"
    # marimo lets a frame grow but never shrink, so it starts low.
    return sys.modules["marimo"].iframe(page, height="100px")


def _show(figure: Any) -> None:
    import plotly.io

    if not hasattr(figure, "_chart") or is_chosen(plotly.io.renderers.default):
        figure._ipython_display_()
        return
    forms = bundle(figure)
    _display(forms)
    # Documents of Quarto use the HTML, which contains the font.
    if MIME in forms and not by_quarto():
        hand_over(forms[MIME])
