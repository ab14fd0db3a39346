"""A sample figure of themes: every element of a Gantt, drawn once in each theme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.captions.datatable import Table
from timeline.charts.chart import Chart, plotly_of
from timeline.dates.calendar import instant
from timeline.dates.calendar import nights as nights_between
from timeline.layout.gantt import plan_gantt
from timeline.layout.panels import stacked
from timeline.layout.scene import Layout
from timeline.layout.style import Look
from timeline.locale.language import language as speak
from timeline.options import width_of
from timeline.stats.selection import in_time, select
from timeline.tables.checking.validate import read_events
from timeline.theme import THEMES, Theme
from timeline.theme_file import theme_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["themes", "themes_chart"]

#: What each way of drawing is called, and dates that are drawn so.
WAYS = (
    ("certain time", "1953-06-02", "1953-06-08"),
    ("possible time", "1953-06-09", "1953-06"),
    ("approximate", "1953-06-03~", "1953-06-09~"),
    ("goes on", "1953-06-20", ".."),
    ("end unknown", "1953-06-12", "/"),
    ("instant", "1953-06-16T04:30", ""),
)
#: What the picture tells of a theme, beside what is seen.
TOLD = ("paper", "ink", "muted", "neutral")


def themes_chart(name: str | Theme | None = None, *, width: float | str = 720) -> Chart:
    """Draw a sample in each theme: sides, uncertain and open time, phases, nights, an era.

    Parameters
    ----------
    name
        A theme, or a TOML file of your own; by default all of ours.
    width
        Pixels, or a name as in ``gantt``.

    Returns
    -------
    Figure
        A ``plotly.graph_objects.Figure`` (``themes``), or the chart that makes it.

    Raises
    ------
    UsageError
        There is no such theme.

    Examples
    --------
    >>> figure = themes()
    >>> [shape.fillcolor for shape in figure.layout.shapes if shape.name == "ground"]
    ['#ffffff', '#15181d', '#ffffff']
    """
    shown = [theme_of(name)] if name else list(THEMES.values())
    title = f"Themes: {', '.join(one.name for one in shown)}"

    def lay_out(at_width: float, _: Theme) -> Layout:
        parts = [(_sample(one, at_width), one) for one in shown]
        return stacked(parts, {"title": title, "alt": title, "language": "en"})

    def tabulate() -> Table:
        rows = (
            (one.name, *(getattr(one, key) for key in TOLD), " ".join(one.sides)) for one in shown
        )
        return (("name", *TOLD, "sides"), *rows)

    return Chart(lay_out, tabulate, width_of(width), shown[0])


themes = plotly_of(themes_chart)


def _sample(theme: Theme, width: float) -> Layout:
    """Return the sample of a theme, its colours listed under its name."""
    sides = [f"Side {number + 1}" for number in range(len(theme.sides))]
    selection = select(read_events(_rows(sides)), claims=False)
    selection = replace(selection, rows=in_time(selection.rows))
    look = Look(width, theme, {side: place for place, side in enumerate(sides)})
    plan = plan_gantt(selection, look, nights=_nights())
    text = ", ".join(f"{key} {getattr(theme, key)}" for key in TOLD)
    return replace(plan, key=(), look=replace(look, title=theme.name, subtitle=text)).figure()


def _rows(sides: list[str]) -> pd.DataFrame:
    """Return one event for each side, each way of drawing, a phase, an era and a marker."""
    import pandas as pd

    words = speak("en").words
    ways = [
        {"title": words[key].capitalize(), "start": start, "end": end} for key, start, end in WAYS
    ]
    colored = [
        {"title": side, "side": side, "start": f"1953-06-{3 * n % 12 + 1:02d}",
         "end": f"1953-06-{3 * n % 12 + 7:02d}", "group": "Sides"}
        for n, side in enumerate(sides)
    ]  # fmt: skip
    others = [
        {"title": "A phase of it", "start": "1953-06-04", "end": "1953-06-07", "parent": "0"},
        {"title": "Era", "start": "1953-06-08", "end": "1953-06-14", "kind": "era"},
        {"title": "Marked instant", "start": "1953-06-21T06:00", "kind": "marker"},
    ]
    rows = [*colored, *({"group": "Ways", **way} for way in ways), *others]
    numbered = [
        {"id": "" if row in others else str(n - len(sides)), **row} for n, row in enumerate(rows)
    ]
    return pd.DataFrame(numbered).fillna("")


def _nights() -> list[tuple[float, float]]:
    """Return the nights of the last days of the sample, over Outpost Harry."""
    low, high = (float(instant(1953, 6, day)) for day in (15, 19))
    return nights_between(low, high, latitude=38.3, longitude=127.3, utc_offset_hours=9.0)
