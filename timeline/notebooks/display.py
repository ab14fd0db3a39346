"""How our figures are shown in a notebook: as plotly's, and still there when it is exported.

Plotly shows a figure by its own kind of data alone, which JupyterLab and VS Code draw
and ``nbconvert`` leaves out. In a kernel our figures, which stay plotly's own
``Figure``, bring HTML along that stands alone. A renderer that the reader has chosen
(``plotly.io.renderers.default``) is left to do its work. marimo, which asks figures
themselves, is given the same HTML in a frame.
"""

from __future__ import annotations

import base64
import sys
from typing import Any

from timeline.charts.chart import PROTOCOLS
from timeline.errors import UsageError, did_you_mean
from timeline.notebooks.documents import by_quarto, chosen, picture_kind
from timeline.notebooks.fontscript import hand_over

__all__ = ["bundle", "for_cell", "framed", "notebook", "register"]

MIME = "application/vnd.plotly.v1+json"
#: No button sends a figure to a server.
CONFIG = {"showSendToCloud": False, "plotlyServerURL": "", "displaylogo": False}
#: A figure as wide as figures are by default is shown in a cell at a width that cells have:
#: notebooks cut off what is wider. Any other width is what somebody asked for.
BY_DEFAULT, CELL = 1080, 720
TYPES = {"pdf": "application/pdf", "png": "image/png"}

#: What a figure brings along.
SCRIPTS = ("inline", "cdn", "picture", "none")

# The body takes no margin of its own, so that the layout has the whole width of the column.
_PAGE = (
    '<!doctype html><meta charset="utf-8"><title>Timeline</title>'
    "<style>body{margin:0;overflow-x:hidden}</style>"
)

_script = "inline"


def notebook(*, script: str = "inline") -> None:
    """Choose what figures bring into a notebook, so that they stay when it is exported.

    Parameters
    ----------
    script
        ``"inline"``: all that draws them, so that no network is ever asked (about half a
        megabyte each). ``"cdn"``: plotly's script comes from its CDN, by its hash, when
        the exported page is opened. ``"picture"``: an SVG and nothing else, drawn by a
        browser: smaller, the same each time, and seen where saved notebooks are looked at.
        ``"none"``: nothing; an export has no figures.

    Raises
    ------
    UsageError
        If the script is to come from elsewhere.

    Examples
    --------
    >>> notebook(script="web")
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: script "web" is not known (one of: inline, cdn, picture, none)
    """
    global _script
    if script not in SCRIPTS:
        hint = did_you_mean(script, SCRIPTS) or f"one of: {', '.join(SCRIPTS)}"
        raise UsageError(f'script "{script}" is not known ({hint})')
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
    from timeline.notebooks.fragment import SCRIPTS as FRAGMENTS
    from timeline.notebooks.fragment import fragment

    plain = for_cell(figure)
    shown: dict[str, Any] = {}
    if printed := picture_kind():
        shown[TYPES[printed]] = base64.b64encode(render(plain, {printed})[printed]).decode()
    elif _script == "picture":
        shown["image/svg+xml"] = render(plain, {"svg"})["svg"].decode()
    else:
        shown |= plotly.io.renderers["plotly_mimetype"].to_mimebundle(plain)
        shown[MIME] = {**shown[MIME], "config": {**shown[MIME].get("config", {}), **CONFIG}}
    if _script in FRAGMENTS and not printed:
        shown["text/html"] = fragment(figure, script=_script)
    meta = figure.layout.meta
    shown["text/plain"] = str((meta or {}).get("alt") or "a figure")
    return shown


def for_cell(figure: Any) -> dict[str, Any]:
    """Return a figure as plain dicts, at a width that a cell has unless one was asked for.

    Examples
    --------
    >>> for_cell({"data": [], "layout": {"width": 1080}})
    {'data': [], 'layout': {'width': 1080}}
    """
    from timeline.html.page import chart_of
    from timeline.renderers.plotly.figure_json import figure_dict

    chart = chart_of(figure)
    if chart is None or chart.width != BY_DEFAULT:
        return figure_dict(figure)
    return chart.figure(width=CELL)


def register() -> None:
    """In a kernel, show our figures by ``bundle``, in marimo ``framed``; elsewhere do nothing.

    Examples
    --------
    >>> register()
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None and hasattr(shell, "kernel"):
        shell.display_formatter.ipython_display_formatter.for_type_by_name(
            "plotly.graph_objs._figure", "Figure", _show
        )
    if "marimo" in sys.modules:
        PROTOCOLS["_display_"] = framed


def framed(figure: Any) -> Any:
    """Return a figure as marimo shows HTML with scripts: in a frame as high as what it holds.

    marimo shows a plotly figure at its own width, cut off where the column is narrower; in
    its frame a figure of ours takes the layout that fits the column.
    """
    from timeline.notebooks.fragment import SCRIPTS as FRAGMENTS
    from timeline.notebooks.fragment import fragment

    script = _script if _script in FRAGMENTS else "inline"
    page = f"{_PAGE}{fragment(figure, script=script)}"
    # marimo lets a frame grow, and never shrink: it begins low.
    return sys.modules["marimo"].iframe(page, height="100px")


def _show(figure: Any) -> None:
    import plotly.io

    if not hasattr(figure, "_chart") or chosen(plotly.io.renderers.default):
        figure._ipython_display_()
        return
    from IPython import display as shown

    put: Any = shown.display
    forms = bundle(figure)
    put(forms, raw=True)
    # What a document of Quarto takes is the HTML, which has the font in it.
    if MIME in forms and not by_quarto():
        hand_over(forms[MIME])
