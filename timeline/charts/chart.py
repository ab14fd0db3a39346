"""A chart: what is drawn, before it is known how wide and in which colours.

Each chart function is one page of verbs: choose the rows, choose the words and the
colours, lay out, transcribe. The figure is a plain ``plotly.graph_objects.Figure``;
what made it rides along in ``figure._chart``, so that an export to HTML can lay
it out again for a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias

from timeline.captions.datatable import Table
from timeline.errors import Problem
from timeline.layout.gantt.pages import one_page
from timeline.layout.scene import Layout
from timeline.layout.style import Paper, paper_of
from timeline.renderers.plotly.figure import plotly_figure
from timeline.theme import Theme
from timeline.theme_file import theme_of

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

__all__ = ["PROTOCOLS", "Chart", "cache_layouts", "plotly_of"]

Arguments = ParamSpec("Arguments")

#: A width in pixels and a theme in, a layout out.
LayOut: TypeAlias = Callable[[float, Theme], Layout]

#: Methods by which a tool asks a figure to show or to draw itself, by name.
PROTOCOLS: dict[str, Callable[..., Any]] = {}

#: Layouts that a chart keeps: three widths of a page, the picture, and some of other themes.
KEPT = 8


def cache_layouts(lay_out: LayOut) -> LayOut:
    """Return a function that lays out once for each of the last few widths.

    Layouts have no colours, only their names: those for light and dark are one.
    """
    known: dict[str, Layout] = {}

    def laid_out(width: float, theme: Theme) -> Layout:
        asked = f"{float(width)} {theme.frame}"
        if asked not in known:
            for oldest in list(known)[: 1 - KEPT]:
                known.pop(oldest, None)
            # The same number in every file, whether it came as 720 or as 720.0.
            whole = int(width) if float(width).is_integer() else width
            known[asked] = lay_out(whole, theme)
        return known[asked]

    return laid_out


@dataclass(frozen=True)
class Chart:
    """A chart that can be laid out at any width and in any theme, again and again.

    ``account`` says where each row of its table went (``timeline.tables.report``),
    ``remarks`` are warnings about choices of the drawing. ``columns``
    gives the events of a figure that only counts them, for pages to search and zoom
    (``timeline.layout.density.columns``). ``split`` lays it out on pages of a width and a height;
    without it a page holds the whole. ``files`` are those that its table was
    read from. ``resize`` returns what lays it out at another width and height; without it a
    chart is as high as it needs.
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
        """The files that the chart was made of, its theme among them: none is written to."""
        return (*self.files, *filter(None, [self.theme.file]))

    def figure(self, *, width: float | None = None, theme: str | Theme = "") -> dict[str, Any]:
        """Return the plotly figure as plain dicts, at another width or theme if asked."""
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
        sheet = paper_of(paper)
        if self.split is not None:
            return self.split(sheet, self.theme)
        return tuple(one_page(self.lay_out(sheet.width, self.theme), sheet))

    def plotly(self) -> Figure:
        """Return the chart as a plotly figure that remembers how it was made."""
        from timeline.renderers.plotly.figure_json import figure_of

        self.lay_out(self.width, self.theme)  # raises where the chart cannot be laid out
        figure = figure_of(self.figure)
        figure._chart = self
        for name, show in PROTOCOLS.items():
            setattr(figure, name, partial(show, figure))
        return figure


def plotly_of(chart_of: Callable[Arguments, Chart]) -> Callable[Arguments, Figure]:
    """Give the function of the same options that returns a plotly figure."""

    @wraps(chart_of)
    def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Figure:
        return chart_of(*args, **kwargs).plotly()

    return drawn
