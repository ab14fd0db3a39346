"""Compare the export of 20-bar Gantts with other libraries, as ratios of medians.

Run ``python benchmarks/export.py``. Altair with vl-convert, matplotlib and kaleido are measured
if they are installed. Every task goes from a table in memory to the bytes of a 700 x 500 px
picture at scale 1, including the chart. Tasks alternate, so that other load on the machine
affects all of them alike.
"""

from __future__ import annotations

import datetime
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import timeline as tl
from timeline.export.save import render

BATCH = 32
ROUNDS = 15
SIZE = {"width": 700, "height": 500}
DAY = datetime.timedelta(days=1)

Rows = list[tuple[str, datetime.datetime, datetime.datetime]]
Way = Callable[[int], object]

#: Name, numerator, denominator and goal of each ratio.
RATIOS = (
    ("SVG: Altair / ours", "Altair SVG", "ours SVG", ">= 10"),
    ("SVG: matplotlib / ours", "matplotlib SVG", "ours SVG", ">= 20"),
    ("PNG: Altair / ours", "Altair PNG", "ours PNG", ">= 4"),
    ("PNG: matplotlib / ours", "matplotlib PNG", "ours PNG", ">= 7"),
    ("PDF: matplotlib / ours", "matplotlib PDF", "ours PDF", ">= 8"),
    ("SVG + PNG + PDF / PNG, ours", "ours three", "ours PNG", "<= 1.4"),
    ("SVG + PNG + PDF: kaleido's three / ours", "kaleido three", "ours three", ">= 20"),
    ("32 PNGs, whole process: write_image loop / ours", "write_image, 32", "ours, 32", ">= 45"),
    ("32 PNGs, whole process: write_images / ours", "write_images, 32", "ours, 32", ">= 6"),
    ("cold, CSV to SVG: ours / matplotlib's PNG", "ours SVG, cold", "matplotlib PNG, cold",
     "<= 0.65"),
    ("cold, CSV to PNG: ours / matplotlib", "ours PNG, cold", "matplotlib PNG, cold", "<= 0.75"),
    ("cold, CSV to PNG: ours / Altair", "ours PNG, cold", "Altair PNG, cold", "<= 0.5"),
    ("cold, CSV to PNG: ours / px.timeline", "ours PNG, cold", "px PNG, cold", "<= 0.3"),
)  # fmt: skip


def main() -> None:
    missing = [name for name in ("altair", "vl_convert", "matplotlib") if not find_spec(name)]
    if missing:
        print(f"not installed, and left out: {', '.join(missing)}")
    measured = {**warm(), **whole_processes()}
    print("\nmedian ms")
    for name, seconds in measured.items():
        print(f"  {name:40} {seconds * 1000:10.1f}")
    print(f"\n{'ratios':52} measured   goal")
    for name, over, under, goal in RATIOS:
        if over in measured and under in measured:
            print(f"  {name:50} {measured[over] / measured[under]:8.2f}   {goal}")


def warm() -> dict[str, float]:
    """Return the median seconds of one picture in a warm process."""
    ways = {**our_ways(), **peer_ways()}
    spent = in_turns(ways, ROUNDS)
    if find_spec("kaleido"):
        spent |= in_turns({"kaleido three": kaleido_three}, 3)
    return spent


def in_turns(ways: Mapping[str, Way], rounds: int) -> dict[str, float]:
    for way in ways.values():
        way(rounds)
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        # Alternate the direction, so that the order favours none.
        for name in list(ways)[:: -1 if number % 2 else 1]:
            start = time.perf_counter()
            ways[name](number)
            spent[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in spent.items()}


def rows(number: int) -> Rows:
    start = datetime.datetime(1953, 6, 10) + number * DAY
    return [
        (f"Event {n} of {number}", start + n * DAY, start + (n + 1 + n % 3) * DAY)
        for n in range(20)
    ]


def our_ways() -> dict[str, Way]:
    tables = [our_table(number) for number in range(ROUNDS + 1)]
    formats = {"SVG": {"svg"}, "PNG": {"png"}, "PDF": {"pdf"}, "three": {"svg", "png", "pdf"}}
    return {
        f"ours {name}": lambda n, f=wanted: render(chart(tables[n]), f, scale=1)
        for name, wanted in formats.items()
    }


def our_table(number: int) -> tl.EventTable:
    import pandas as pd

    lines = [
        {"title": name, "start": f"{start:%Y-%m-%d}", "end": f"{end:%Y-%m-%d}"}
        for name, start, end in rows(number)
    ]
    return tl.read_events(pd.DataFrame(lines))


def chart(events: tl.EventTable) -> Any:
    return tl.gantt(events, title="Battles", width=SIZE["width"])


def peer_ways() -> dict[str, Way]:
    ways: dict[str, Way] = {}
    if find_spec("altair") and find_spec("vl_convert"):
        import vl_convert

        frames = [frame(number) for number in range(ROUNDS + 1)]
        ways["Altair SVG"] = lambda n: vl_convert.vegalite_to_svg(altair_chart(frames[n]))
        ways["Altair PNG"] = lambda n: vl_convert.vegalite_to_png(altair_chart(frames[n]))
    if find_spec("matplotlib"):
        for format in ("svg", "png", "pdf"):
            ways[f"matplotlib {format.upper()}"] = lambda n, f=format: matplotlib_picture(n, f)
    return ways


def frame(number: int) -> Any:
    import pandas as pd

    return pd.DataFrame(rows(number), columns=["event", "start", "end"])


def altair_chart(table: Any) -> dict[str, Any]:
    import altair

    chart = altair.Chart(table, title="Battles", width=560, height=400)
    spec: dict[str, Any] = chart.mark_bar().encode(x="start", x2="end", y="event").to_dict()
    return spec


def matplotlib_picture(number: int, format: str) -> bytes:
    from matplotlib.dates import date2num
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5), dpi=100)
    axes = figure.add_subplot()
    for name, start, end in rows(number):
        axes.barh(name, date2num(end) - date2num(start), left=date2num(start), color="tab:blue")
    axes.xaxis_date()
    axes.set_title("Battles")
    figure.tight_layout()
    out = io.BytesIO()
    figure.savefig(out, format=format)
    return out.getvalue()


def kaleido_three(number: int) -> list[bytes]:
    """Return three formats by plotly's own export, with one browser for the whole process."""
    import kaleido
    import plotly.express as px

    kaleido.start_sync_server(silence_warnings=True)
    figure = px.timeline(frame(number), x_start="start", x_end="end", y="event").to_dict()
    return [
        kaleido.calc_fig_sync(figure, opts={"format": format, "scale": 1, **SIZE})
        for format in ("svg", "png", "pdf")
    ]


#: Scripts that write one or many pictures to ``folder``.
SCRIPTS = {
    "ours, 32": """
import datetime, pandas as pd, timeline as tl
charts = {}
for n in range(32):
    days = pd.date_range(datetime.date(1953, 6, 10) + datetime.timedelta(n), periods=20)
    table = pd.DataFrame({"title": [f"Event {k} of {n}" for k in range(20)],
                          "start": days.strftime("%Y-%m-%d")})
    charts[f"{folder}/{n}.png"] = tl.gantt(tl.read_events(table), width=700, title="Battles")
tl.save_all(charts, scale=1)
""",
    "write_images, 32": """
import datetime, pandas as pd, plotly.express as px, plotly.io
figures = []
for n in range(32):
    days = pd.date_range(datetime.date(1953, 6, 10) + datetime.timedelta(n), periods=20)
    table = pd.DataFrame({"event": [f"Event {k} of {n}" for k in range(20)],
                          "start": days, "end": days + pd.Timedelta(days=1)})
    figures.append(px.timeline(table, x_start="start", x_end="end", y="event", width=700))
plotly.io.write_images(figures, [f"{folder}/{n}.png" for n in range(32)])
""",
    "write_image, 2": """
import datetime, pandas as pd, plotly.express as px
for n in range(2):
    days = pd.date_range(datetime.date(1953, 6, 10) + datetime.timedelta(n), periods=20)
    table = pd.DataFrame({"event": [f"Event {k} of {n}" for k in range(20)],
                          "start": days, "end": days + pd.Timedelta(days=1)})
    px.timeline(table, x_start="start", x_end="end", y="event",
                width=700).write_image(f"{folder}/{n}.png")
""",
    "matplotlib PNG, cold": """
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.dates import date2num
table = pd.read_csv(f"{folder}/table.csv", parse_dates=["start", "end"])
figure = Figure(figsize=(7, 5), dpi=100)
axes = figure.add_subplot()
axes.barh(table.title, date2num(table.end) - date2num(table.start), left=date2num(table.start))
axes.xaxis_date()
figure.tight_layout()
figure.savefig(f"{folder}/out.png")
""",
    "Altair PNG, cold": """
import altair, pandas as pd
table = pd.read_csv(f"{folder}/table.csv", parse_dates=["start", "end"])
altair.Chart(table).mark_bar().encode(x="start", x2="end", y="title").save(f"{folder}/out.png")
""",
    "px PNG, cold": """
import pandas as pd, plotly.express as px
table = pd.read_csv(f"{folder}/table.csv", parse_dates=["start", "end"])
px.timeline(table, x_start="start", x_end="end", y="title").write_image(f"{folder}/out.png")
""",
}


def whole_processes() -> dict[str, float]:
    """Return the median seconds of whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        table = "".join(f"{n},{s:%Y-%m-%d},{e:%Y-%m-%d}\n" for n, s, e in rows(0))
        Path(folder, "table.csv").write_text("title,start,end\n" + table)
        python = [sys.executable, "-W", "ignore", "-c"]
        commands = {name: [*python, f"folder = {folder!r}\n{code}"]
                    for name, code in SCRIPTS.items()}  # fmt: skip
        ours = [sys.executable, "-m", "timeline", "gantt", f"{folder}/table.csv", "-o"]
        for format in ("svg", "png"):
            commands[f"ours {format.upper()}, cold"] = [*ours, f"{folder}/ours.{format}"]
        needs = {"matplotlib": "matplotlib", "Altair": "altair"}
        commands = {name: command for name, command in commands.items()
                    if find_spec(needs.get(name.split()[0], "plotly"))}  # fmt: skip
        ways: dict[str, Way] = {name: lambda _, c=command: run(c, folder)
                                for name, command in commands.items()}  # fmt: skip
        spent = in_turns(ways, 5)
    one_by_one = spent.pop("write_image, 2")
    return {**spent, "write_image, 32": one_by_one * BATCH / 2}


def run(command: list[str], folder: str) -> None:
    # As on a user's machine, bytecode is cached from the first run on.
    cache = {"PYTHONPYCACHEPREFIX": f"{folder}/bytecode", "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **cache})


if __name__ == "__main__":
    main()
