"""Dash, Streamlit and plotly.js accept our figures as plotly's."""

from __future__ import annotations

import json
from pathlib import Path

import plotly.io
import pytest

import timeline as tl
from tests.window import Window

pytestmark = pytest.mark.slow

BASIC = Path(__file__).parent / "browser/node_modules/plotly.js-basic-dist-min/plotly-basic.min.js"
TABLE = b"title,start,side\nAssault,1953-06-10,UK\nRelief,1953-06-12,US\n"
SCRIPT = f"""
import streamlit as st

import timeline as tl

st.plotly_chart(tl.gantt({TABLE!r}, title="June", width=720), theme=None)
"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_dash_serves_the_figure_whole():
    dash = pytest.importorskip("dash")
    figure = tl.gantt(TABLE, title="June", width=720)
    app = dash.Dash("figures")
    app.layout = dash.html.Div(dash.dcc.Graph(id="june", figure=figure))

    served = app.server.test_client().get("/_dash-layout").get_json()
    whole = json.loads(plotly.io.to_json(figure, remove_uids=False))
    assert served["props"]["children"]["props"]["figure"] == whole


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_streamlit_is_given_the_figure_whole():
    testing = pytest.importorskip("streamlit.testing.v1")
    app = testing.AppTest.from_string(SCRIPT).run(timeout=60)
    assert not app.exception

    [chart] = app.get("plotly_chart")
    shown = json.loads(chart.proto.spec)
    figure = json.loads(tl.gantt(TABLE, title="June", width=720).to_json())
    assert [trace["name"] for trace in shown["data"]] == [one["name"] for one in figure["data"]]
    assert shown["layout"]["title"] == figure["layout"]["title"]
    assert shown["layout"]["width"] == 720


@pytest.mark.browser
def test_a_page_with_plotly_js_draws_the_json_of_a_figure(tmp_path: Path, window: Window):
    figure = tl.gantt(TABLE, title="June", width=720)
    figure.write_json(tmp_path / "june.json")
    spec = (tmp_path / "june.json").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(
        f'<!doctype html><meta charset="utf-8"><div id="june"></div>'
        f"<script>{BASIC.read_text('utf-8')}</script><script>const spec = {spec};"
        'Plotly.newPlot("june", spec.data, spec.layout);</script>',
        encoding="utf-8",
    )
    window.open((tmp_path / "page.html").as_uri(), width=1000)
    drawn = window.ask("document.querySelector('#june .main-svg').parentNode.textContent")
    assert window.complaints == []
    assert window.ask("document.querySelectorAll('#june .barlayer .point').length") >= 2
    assert [text for text in ("June", "Assault", "Relief", "UK", "US") if text not in drawn] == []
