"""Labels of bars that fill a zoomed view stay visible and legible."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.audit import SCRIPT
from tests.internals import gantt_chart
from tests.layouts import table
from tests.window import Window
from timeline import render

pytestmark = pytest.mark.browser

#: Unzoomed, each bar is shorter than its label, which is therefore beside it.
ROWS = [
    {"title": "Weeks of waiting for a truce", "start": "1953-05-20", "end": "1953-07-10"},
    {"title": "Battle of the certain outpost", "start": "1953-06-10", "end": "1953-06-14"},
    {"title": "Battle of about those days", "start": "1953-06-10~", "end": "1953-06-14~"},
    {"title": "Battle of some day in June", "start": "1953-06-XX"},
    {"title": "Phase of the certain outpost", "start": "1953-06-11", "end": "1953-06-13"},
]  # fmt: skip
#: Zooms to stretches of time; of each label in the plot: its text and whether it is in sight.
SEEN = """(() => {{
  const {{ zoom, plot }} = timelineFigures.figures[0];
  zoom.to([Date.parse("{low}Z"), Date.parse("{high}Z")]);
  const room = plot.getBoundingClientRect();
  const seen = [...document.querySelectorAll(".timeline-texts > g:first-of-type text")]
    .filter((text) => text.getAttribute("display") !== "none")
    .filter((text) => {{
      const box = text.getBoundingClientRect();
      return box.left >= room.left && box.right <= room.right;
    }});
  return JSON.stringify(seen.map((text) => text.textContent.replaceAll(" ", "")));
}})()"""
#: A zoom into the middle of the bars, and two steps along them.
VIEWS = [
    ("1953-06-12T06:00", "1953-06-12T18:00"),
    ("1953-06-12T03:00", "1953-06-12T15:00"),
    ("1953-06-11T12:00", "1953-06-12T00:00"),
]


@pytest.mark.parametrize("width", [360, 720, 1080])
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_a_bar_that_fills_the_view_keeps_its_label(
    window: Window, tmp_path: Path, width: int, theme: Any
) -> None:
    path = tmp_path / "page.html"
    chart = gantt_chart(table(ROWS), title="June", theme=theme)
    path.write_bytes(render(chart, {"html"})["html"])
    assert window.open(path.as_uri(), width=width) == 1
    for low, high in VIEWS:
        seen = json.loads(window.ask(SEEN.format(low=low, high=high)))
        titles = [row["title"].replace(" ", "") for row in ROWS]
        assert [title for title in titles if not any(title in text for text in seen)] == []
        report = window.ask(SCRIPT.read_text(encoding="utf-8"))
        assert [report[name] for name in ("overlaps", "cut", "small", "faint")] == [[], [], [], []]
    window.ask("timelineFigures.figures[0].zoom.to(null)")
    report = window.ask(SCRIPT.read_text(encoding="utf-8"))
    assert [report[name] for name in ("overlaps", "cut", "small", "faint")] == [[], [], [], []]
