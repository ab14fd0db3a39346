"""marimo gets a frame in which a figure picks the layout that fits its column."""

import html
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

CODE = """\
import marimo, timeline as tl
import plotly.express as px
figure = tl.gantt(tl.read_events(b"title,start\\nAssault,1953-06-10\\n"), title="One June")
print(type(figure).__name__, "_chart" in vars(figure))
print(marimo.as_html(figure).text)
print(marimo.as_html(px.bar(x=[1], y=[2])).text.count("timeline-figure"))
"""


def test_marimo_frames_our_figures_and_no_others() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kind, *shown, others = done.stdout.splitlines()
    assert kind == "Figure True"
    assert shown[0].startswith("<iframe srcdoc=")
    assert 'onload="__resizeIframe(this)"' in done.stdout.replace("'", '"')
    page = html.unescape("\n".join(shown))
    assert "<strong>One June</strong>" in page
    for width in (360, 720, 1080):  # the page picks one layout for each
        assert f'"width":{width}' in page
    assert others == "0"


def test_elsewhere_a_figure_has_no_method_of_marimos() -> None:
    code = "import timeline as tl; print(hasattr(tl.gantt(b''), '_display_'))"
    code = code.replace("b''", "tl.read_events(b'title,start\\nA,1953\\n')")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "False", done.stderr
