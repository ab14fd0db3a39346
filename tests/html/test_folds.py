"""A page with axis breaks zooms like any other, and its ticks show the true time."""

import json

import numpy as np
import pytest

from tests.internals import AxisBreaks, gantt_chart, instant, versions
from tests.layouts import table
from timeline import render

ROWS = [
    {"title": "Invasion", "start": "1950-06-25"},
    {"title": "Assault", "start": "1953-06-10 night"},
    {"title": "Truce", "start": "1953-07-27"},
    {"title": "Geneva", "start": "1954-04-26", "end": "1954-07-20"},
]
TICKS = """JSON.stringify((({tickvals, ticktext, range}) => ({tickvals, ticktext, range}))(
  document.querySelector(".timeline-canvas").layout.xaxis))"""


def folds_of_chart(chart):
    meta = versions(chart)[1080]["layout"]["meta"]
    return AxisBreaks(tuple(map(tuple, meta["folds"]["gaps"])), meta["folds"]["shown"])


@pytest.mark.browser
def test_ticks_show_the_true_time_at_every_zoom(tmp_path, window):
    chart = gantt_chart(table(ROWS), title="Far apart", fold=True)
    folds = folds_of_chart(chart)
    assert len(folds.gaps) == 2
    (tmp_path / "page.html").write_bytes(render(chart, {"html"})["html"])
    months = {
        f"1<br>{name} 1953": instant(1953, month, 1) for name, month in (("Jun", 6), ("Jul", 7))
    }
    seen = set()
    window.open((tmp_path / "page.html").as_uri(), width=720)
    spans = []
    for _ in range(4):
        window.ask("document.querySelector('.timeline-toolbar button').click()")
        axis = json.loads(window.ask(TICKS))
        spans.append(axis["range"][1] - axis["range"][0])
        for at, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
            if text in months:
                seen.add(text)
                assert at == pytest.approx(folds.at(np.array([months[text]]))[0], abs=1)
    assert spans == pytest.approx([spans[0] / 2**n for n in range(4)])
    assert seen


def test_a_figure_without_folds_says_nothing_of_them():
    meta = versions(gantt_chart(table(ROWS[3:]), fold=True))[1080]["layout"]["meta"]
    assert "folds" not in meta
