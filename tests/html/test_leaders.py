"""Leader lines in a page appear and disappear with their labels."""

import json

import pytest

from tests.internals import gantt_chart
from tests.layouts import table
from timeline import render

ROWS = [
    {"title": f"Raid {n} on the outpost and its relief", "start": f"1953-06-{n * 3 % 28 + 1:02d}"}
    for n in range(24)
]
#: For each leader: whether it and its label are visible; its position, and the label's start;
#: and whether the label is in a bar.
LED = """JSON.stringify([...document.querySelectorAll(".timeline-texts line")].map((line) => {
  const label = line.nextSibling;
  const [foot, box] = [line.getBoundingClientRect(), label.getBoundingClientRect()];
  return [line.getAttribute("display") ?? "inline", label.getAttribute("display") ?? "inline",
    foot.left - box.left, foot.top - box.bottom, box.width,
    [...document.querySelectorAll(".timeline-marks path")].some((mark) => {
      const bar = mark.getBoundingClientRect();
      return box.left >= bar.left && box.right <= bar.right && Math.abs(box.top + box.bottom
        - bar.top - bar.bottom) < 6;
    })];
}))"""


@pytest.mark.browser
def test_a_leader_is_shown_where_its_label_is(tmp_path, window):
    chart = gantt_chart(table(ROWS), title="Raids", labels="leaders")
    layout = chart.lay_out(720, chart.theme)
    led = [rule for rule in layout.panels[0].rules if rule.style == "leader"]
    path = tmp_path / "page.html"
    path.write_bytes(render(chart, {"html"})["html"])
    hidden = []
    window.open(path.as_uri(), width=720)
    for _ in range(5):
        found = json.loads(window.ask(LED))
        assert len(found) == len(led) > 10
        for line, label, along, up, width, in_bar in found:
            assert line == label or (label == "inline" and in_bar)
            if line == "inline":
                assert -1 <= along <= width + 1
                assert -1 <= up <= 6  # the letters end above the foot of their line
        hidden.append([line for line, *_ in found].count("none"))
        window.ask("document.querySelector('.timeline-toolbar button').click()")
    assert window.ask("document.querySelectorAll('.timeline-canvas .js-line').length") == 0
    assert hidden[0] == 0 < hidden[2]
