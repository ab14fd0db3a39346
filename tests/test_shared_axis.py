"""Charts on one time axis, and figures of changes, in a real browser."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.audit import audit, audit_page
from tests.internals import Chart, diff_chart, panels_chart
from tests.layout.panels.test_panels import CHARTS, TABLE
from tests.layout.panels.test_tracks import CLAIMS
from tests.stats.test_diff import HEAD, NEW, OLD
from tests.window import Window
from timeline import read_events, render

pytestmark = pytest.mark.browser

WIDTHS = (360, 720, 1080)
#: Positions of the plots of a page on the screen, and the lengths of their axes.
AXES = """(() => {
  const plot = document.querySelector('.js-plotly-plot')._fullLayout;
  const axes = [plot.xaxis, plot.xaxis2, plot.xaxis3];
  return axes.map((axis) => [axis._offset, axis._length, ...axis.range]);
})()"""
ZOOM = "document.querySelector('.timeline-toolbar button').click()"


def panels(charts: Sequence[Mapping[str, str]] = CHARTS) -> Chart:
    return panels_chart(read_events(TABLE.encode()), charts=charts, title="June")


def changes() -> Chart:
    return diff_chart(*(read_events((HEAD + rows).encode()) for rows in (OLD, NEW)))


@pytest.mark.parametrize(
    "chart", [panels(), panels(CLAIMS), changes()], ids=["panels", "claims", "changes"]
)
def test_pictures_and_pages_have_no_fault(chart: Chart, window: Window, tmp_path: Path) -> None:
    for width in WIDTHS:
        layout = chart.lay_out(width, chart.theme)
        found = audit(layout, chart.theme, window=window, folder=tmp_path)
        assert found == [], width
    for width in WIDTHS:
        assert audit_page(chart, window=window, folder=tmp_path, width=width) == [], width


@pytest.mark.parametrize("charts", [CHARTS, CLAIMS], ids=["panels", "claims"])
def test_plots_of_a_page_are_aligned_to_the_pixel_whole_and_zoomed(
    charts: Sequence[Mapping[str, str]], window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "panels.html"
    path.write_bytes(render(panels(charts), {"html"})["html"])
    for width in WIDTHS:
        window.open(path.as_uri(), width=width, height=900)
        whole = window.ask(AXES)
        window.ask(ZOOM)
        zoomed = window.ask(AXES)
        assert whole[0] != zoomed[0]
        for first, *others in (whole, zoomed):
            assert all(axis == first for axis in others), width


@pytest.mark.parametrize("charts", [CHARTS, CLAIMS], ids=["panels", "claims"])
def test_plots_of_an_svg_are_aligned_to_the_pixel(charts: Sequence[Mapping[str, str]]) -> None:
    chart = panels(charts)
    text = render(chart, {"svg"})["svg"].decode()
    moved = set(re.findall(r"translate\(([\d.]+),\s*([\d.]+)\)", text))
    sizes = set(re.findall(r'<rect width="([\d.]+)" height="([\d.]+)"', text))
    for panel in chart.lay_out(chart.width, chart.theme).panels:
        box = panel.box
        assert (f"{box.x0:g}", f"{box.y0:g}") in moved
        assert (f"{box.x1 - box.x0:g}", f"{box.y1 - box.y0:g}") in sizes
