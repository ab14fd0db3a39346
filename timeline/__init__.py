"""Timelines that show what happened when, how much, and who says so.

>>> import timeline as tl
>>> events = tl.read_events("data/korea-1953.csv")            # doctest: +SKIP
>>> figure = tl.gantt(events, group="Outpost Harry")          # doctest: +SKIP
>>> tl.save(figure, "harry.html", "harry.svg", "harry.png")   # doctest: +SKIP
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from timeline.errors import (
    BrowserError,
    ExportError,
    LayoutError,
    Problem,
    ReadError,
    TimelineError,
    UsageError,
    ValidationError,
)

if TYPE_CHECKING:
    from timeline.charts.bars import bars as bars
    from timeline.charts.diff import diff_gantt as diff_gantt
    from timeline.charts.gantt import gantt as gantt
    from timeline.charts.panels import panels as panels
    from timeline.export.doctor import doctor as doctor
    from timeline.export.save import render as render
    from timeline.export.save import save as save
    from timeline.export.save import save_all as save_all
    from timeline.formats.convert import convert as convert
    from timeline.gallery.build import build as build
    from timeline.gallery.figure import embed as embed
    from timeline.gallery.references import sources as sources
    from timeline.gallery.serve import serve as serve
    from timeline.gallery.serve import watch as watch
    from timeline.lazy.scan import scan_events as scan_events
    from timeline.model import EventTable as EventTable
    from timeline.notebooks.accessor import picked as picked
    from timeline.notebooks.accessor import widget as widget
    from timeline.notebooks.display import notebook as notebook
    from timeline.tables.checking.validate import read_events as read_events
    from timeline.tables.diff import diff as diff
    from timeline.tables.report import check as check
    from timeline.theme import THEMES as THEMES
    from timeline.theme import Theme as Theme

__version__ = "0.1.0"

# pandas and plotly are slow to import; "timeline --help" and "import timeline" need neither.
_LAZY = {
    "THEMES": "theme",
    "EventTable": "model",
    "Theme": "theme",
    "bars": "charts.bars",
    "build": "gallery.build",
    "check": "tables.report",
    "convert": "formats.convert",
    "diff": "tables.diff",
    "diff_gantt": "charts.diff",
    "doctor": "export.doctor",
    "embed": "gallery.figure",
    "gantt": "charts.gantt",
    "notebook": "notebooks.display",
    "panels": "charts.panels",
    "picked": "notebooks.accessor",
    "read_events": "tables.checking.validate",
    "render": "export.save",
    "save": "export.save",
    "save_all": "export.save",
    "scan_events": "lazy.scan",
    "serve": "gallery.serve",
    "sources": "gallery.references",
    "themes": "charts.themes",
    "watch": "gallery.serve",
    "widget": "notebooks.accessor",
}


__all__ = [
    "BrowserError", "ExportError", "LayoutError", "Problem", "ReadError", "TimelineError",
    "UsageError", "ValidationError", *_LAZY,
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    value = getattr(import_module(f"timeline.{_LAZY[name]}"), name)
    if _LAZY[name].startswith("charts."):
        import_module("timeline.notebooks.accessor").draw_images_ourselves()
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


# If pandas or a notebook is already loaded, register our charts with it.
if "pandas" in sys.modules:
    import_module("timeline.notebooks.accessor")
if {"IPython", "marimo"} & sys.modules.keys():
    import_module("timeline.notebooks.display").show_in_notebooks()
