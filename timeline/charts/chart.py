"""A chart, independent of width and colours, and the account of its table as a file.

Each chart function follows the same steps: choose rows, captions and colours, lay out, convert. The
result is a plain ``plotly.graph_objects.Figure``; its chart is attached as ``figure._chart``, so
that an HTML export can lay it out again for a phone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias

from timeline.errors import Problem, UsageError, ValidationError
from timeline.files import write_files
from timeline.layout.scene import Layout
from timeline.options import Paper, paper_of
from timeline.renderers.plotly.figure_json import figure_dict, is_untouched
from timeline.tables.report import account_bytes, refusal_of
from timeline.theme import HEX_COLOR, THEMES, Theme
from timeline.theme_file import theme_of
from timeline.typography.font import missing_glyphs

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from timeline.captions.datatable import Table

__all__ = [
    "PAGE_WIDTHS",
    "PROTOCOLS",
    "Chart",
    "cache_layouts",
    "chart_of",
    "glyphs_without_font",
    "inputs_of",
    "plotly_of",
    "refused",
    "report_file",
    "source_columns",
    "table_of",
    "versions",
]

Arguments = ParamSpec("Arguments")

#: A width in pixels and a theme in, a layout out.
LayOut: TypeAlias = Callable[[float, Theme], Layout]

#: Methods by which a tool asks a figure to show or to draw itself, by name.
PROTOCOLS: dict[str, Callable[..., Any]] = {}

_NUMBERED = re.compile(r"U\+([0-9A-F]{4,6})\b")
#: Layouts that a chart keeps: three widths of a page, the picture, and some of other themes.
KEPT = 8


def cache_layouts(lay_out: LayOut) -> LayOut:
    """Cache the layouts of the last few widths.

    Layouts have no colours, only their names: those for light and dark are one.
    """
    known: dict[str, Layout] = {}

    def laid_out(width: float, theme: Theme) -> Layout:
        key = f"{float(width)} {theme.frame}"
        if key not in known:
            for oldest in list(known)[: 1 - KEPT]:
                known.pop(oldest, None)
            # The same number in every file, whether it came as 720 or as 720.0.
            whole = int(width) if float(width).is_integer() else width
            known[key] = lay_out(whole, theme)
        return known[key]

    return laid_out


@dataclass(frozen=True)
class Chart:
    """A chart that can be laid out repeatedly, at any width and in any theme.

    ``account`` is the row report of its table (``timeline.tables.report``), ``remarks`` are
    warnings about choices of the drawing. ``columns``
    returns the events of a density chart, for pages to search and zoom
    (``timeline.layout.density.columns``). ``split`` lays it out on pages of a width and a height;
    without it, one page holds all of it. ``files`` are those that its table was
    read from. ``resize`` returns a function that lays it out at another width and height;
    without it, the height follows from the contents.
    """

    lay_out: LayOut = field(repr=False)
    tabulate: Callable[[], Table] = field(repr=False)
    width: float
    theme: Theme = field(repr=False)
    account: Mapping[str, Any] = field(default_factory=dict, repr=False)
    remarks: tuple[Problem, ...] = field(default=(), repr=False)
    columns: Callable[[], Mapping[str, Any]] | None = field(default=None, repr=False)
    split: Callable[[Paper, Theme], tuple[Layout, ...]] | None = field(default=None, repr=False)
    files: tuple[str, ...] = field(default=(), repr=False)
    resize: Callable[[float, float], LayOut] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Lay out and write the table once: picture, page, file and snippet ask for them."""
        object.__setattr__(self, "tabulate", cache(self.tabulate))
        object.__setattr__(self, "lay_out", cache_layouts(self.lay_out))

    @property
    def inputs(self) -> tuple[str, ...]:
        """The input files of the chart, its theme included; none may be overwritten."""
        return (*self.files, *filter(None, [self.theme.file]))

    def figure(self, *, width: float | None = None, theme: str | Theme = "") -> dict[str, Any]:
        """Return the plotly figure as plain dicts, at another width or theme if asked."""
        from timeline.renderers.plotly.figure import plotly_figure

        look = theme_of(theme) if theme else self.theme
        return plotly_figure(self.lay_out(width or self.width, look), look)

    def pages(self, paper: str | Paper) -> tuple[Layout, ...]:
        """Return the scene of each page of paper.

        Raises
        ------
        UsageError
            No paper has that name.
        LayoutError
            The chart cannot be split, and one page does not hold it.
        """
        from timeline.layout.gantt.pages import one_page

        sheet = paper_of(paper)
        if self.split is not None:
            return self.split(sheet, self.theme)
        return tuple(one_page(self.lay_out(sheet.width, self.theme), sheet))

    def plotly(self) -> Figure:
        """Return the chart as a plotly figure that keeps a reference to its chart."""
        from timeline.renderers.plotly.figure_json import figure_of

        self.lay_out(self.width, self.theme)  # raises where the chart cannot be laid out
        figure = figure_of(self.figure)
        figure._chart = self
        for name, show in PROTOCOLS.items():
            setattr(figure, name, partial(show, figure))
        return figure


def plotly_of(function: Callable[Arguments, Chart]) -> Callable[Arguments, Figure]:
    """Wrap a chart function so that it returns a plotly figure."""

    @wraps(function)
    def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Figure:
        return function(*args, **kwargs).plotly()

    return drawn


#: Keys of the layout after whose change a figure is laid out again.
RESIZED = frozenset({"width", "height", "autosize", "template"})
#: Widths of the layouts in a page, in pixels.
PAGE_WIDTHS = (360, 720, 1080)
#: Plotly's width of a figure that states none.
UNSTATED_WIDTH = 700

#: Plotly figures as dictionaries, by width.
Figures: TypeAlias = Mapping[int, Mapping[str, Any]]


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
    original, changed = figure_dict(chart.plotly()), figure_dict(figure)
    return chart if original == changed else _resized(chart, original, changed)


def _resized(chart: Chart, original: Mapping[str, Any], changed: Mapping[str, Any]) -> Chart | None:
    """Return a chart at the size and in the theme of its figure, if that is all that differs."""
    before, after = original["layout"], changed["layout"]
    keys = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    if original["data"] != changed["data"] or not keys <= RESIZED:
        return None
    width = after.get("width") or chart.width
    theme = _theme_like(chart, after.get("template")) if "template" in keys else chart.theme
    lay_out = chart.lay_out
    if "height" in keys and after.get("height"):
        if chart.resize is None:
            return None
        lay_out = chart.resize(width, after["height"])
    return replace(chart, width=width, theme=theme, lay_out=lay_out)


def _theme_like(chart: Chart, template: Any) -> Theme:
    """Return the theme that is as light or dark as a template of plotly."""
    ground = str(((template or {}).get("layout") or {}).get("paper_bgcolor") or "white")
    channels = [int(part) for part in re.findall(r"\d+", ground)[:3]] if "rgb" in ground else []
    mixed = "#" + "".join(f"{min(channel, 255):02x}" for channel in channels)
    paper = mixed if channels else {"white": "#ffffff", "black": "#000000"}.get(ground, ground)
    if not HEX_COLOR.fullmatch(paper):
        return chart.theme
    dark = Theme(paper=paper).dark
    return chart.theme if dark == chart.theme.dark else THEMES["dark" if dark else "light"]


def source_columns(figure: Any) -> Mapping[str, Any] | None:
    """Return the events of a density chart; None for any other figure."""
    chart = chart_of(figure)
    return chart.columns() if chart and chart.columns else None


def table_of(figure: Any) -> Table | None:
    """Return the data of a chart as rows of texts, header first; None for a foreign figure.

    Examples
    --------
    >>> table_of({"data": [], "layout": {}}) is None
    True
    """
    chart = _chart(figure)
    return chart.tabulate() if chart else None


def versions(figure: Any, *, theme: str = "") -> Figures:
    """Return a figure as dictionaries, by the width it is laid out for.

    Examples
    --------
    >>> versions({"data": [], "layout": {"width": 500}})
    {500: {'data': [], 'layout': {'width': 500}}}
    """
    chart = chart_of(figure)
    if chart is None:
        return by_width(figure_dict(figure))
    return {width: chart.figure(width=width, theme=theme) for width in PAGE_WIDTHS}


def by_width(figure: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
    """Return a figure by its width, with an empty layout if it has none.

    Examples
    --------
    >>> by_width({"data": [], "layout": {"width": 720}})
    {720: {'data': [], 'layout': {'width': 720}}}
    """
    layout = figure.get("layout") or {}
    return {int(layout.get("width") or UNSTATED_WIDTH): {**figure, "layout": layout}}


def glyphs_without_font(figure: Any) -> str:
    """Return the characters of a figure that neither our font nor a system font has.

    Pictures show them as boxes.

    Parameters
    ----------
    figure
        A chart, or the plotly figure that it became; another has no account, and none is named.

    Examples
    --------
    >>> glyphs_without_font({"data": []})
    ''
    """
    chart = _chart(figure)
    missing = str(chart.account.get("missing_glyphs", "")) if chart else ""
    numbered = (chr(int(number, 16)) for number in _NUMBERED.findall(missing))
    characters = "".join(sorted({*(char for char in missing if not char.isascii()), *numbered}))
    if not characters:
        return ""
    from timeline.renderers.pdf import without_font

    return missing_glyphs([without_font(characters)])


def _chart(figure: Any) -> Chart | None:
    chart = figure if isinstance(figure, Chart) else getattr(figure, "_chart", None)
    return chart if isinstance(chart, Chart) else None


def inputs_of(figure: Any) -> tuple[str, ...]:
    """Return the files that a figure was made of; none may be one that it is written to.

    Examples
    --------
    >>> inputs_of({"data": []})
    ()
    """
    chart = _chart(figure)
    return chart.inputs if chart else ()


def report_file(
    figure: Any,
    report: str | os.PathLike[str] | None,
    outputs: Container[str],
    *,
    without_font: str = "",
) -> dict[str, bytes]:
    """Return the row report of a figure's table by file name, or nothing without a name.

    Parameters
    ----------
    figure
        A chart, or the plotly figure that it became.
    report
        The file to write.
    outputs
        The files of the figure.
    without_font
        The characters that no font has, where that is known.

    Raises
    ------
    UsageError
        The figure was made of no table, or the file is one of the figure's own.

    Examples
    --------
    >>> report_file({"data": []}, None, ())
    {}
    >>> report_file({"data": []}, "account.json", ())
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: report: this figure was made of no table (draw it by gantt or bars)
    """
    if report is None:
        return {}
    name = os.fspath(report)
    if name in outputs:
        raise UsageError(f"{name}: cannot be both a figure and its report (name another file)")
    chart = _chart(figure)
    if chart is None or not chart.account:
        raise UsageError("report: this figure was made of no table (draw it by gantt or bars)")
    boxes = {"glyphs_without_font": without_font} if without_font else {}
    return {name: account_bytes({**chart.account, **boxes})}


def refused(error: ValidationError, report: str | os.PathLike[str]) -> None:
    """Write the account of a table that has errors: no row is drawn, and why.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> from timeline.errors import Problem
    >>> path = pathlib.Path(tempfile.mkdtemp(), "account.json")
    >>> problem = Problem("a.csv", 2, "start", "soon", "is no date")
    >>> refused(ValidationError([problem], rows=1), path)
    >>> json.loads(path.read_text())["rows"]["drawn"]
    0
    """
    write_files({os.fspath(report): account_bytes(refusal_of(error))})
