"""Measure the export of 20-bar Gantts beside its peers, in one run, as ratios of medians.

Run it with ``python benchmarks/export.py``; Altair with vl-convert and matplotlib
are measured where they are installed. Every way writes 700 x 500 px at scale 1. The
plotly figures are the same for all that draw plotly; Altair and matplotlib are
measured with and without the building of their chart. The ways take turns, so that
what else the machine does falls on all of them alike.
"""

from __future__ import annotations

import asyncio
import datetime
import io
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from timeline.export.driver.browser import Browser

from timeline.export.save import render

BATCH = 32
ROUNDS = 12
FIGURES = 500
THREE = ("svg", "png", "pdf")
SIZE = {"width": 700, "height": 500}
DAY = datetime.timedelta(days=1)

#: What is asked: a row, the most or least that its ratio may be, and by whom.
GOALS = {
    "batch of 32 PNGs, start and close included: write_image loop / ours": ">= 20",
    "batch of 32 PNGs, start and close included: write_images / ours": ">= 4",
    "PNG, warm: Altair and vl-convert / ours": ">= 2.5",
    "PNG, warm: matplotlib / ours": ">= 2.2",
    "PNG, warm: ours / bare toImage loop in one tab": "<= 1.5",
    "PNG, warm, two tabs: ours / bare toImage loop in one tab": "<= 1.15",
    "SVG, warm: Altair and vl-convert / ours": ">= 3",
    "SVG, warm: matplotlib / ours": ">= 4",
    "SVG + PNG + PDF / PNG, ours": "<= 1.35",
    "SVG + PNG + PDF: kaleido's three renders / ours": ">= 15",
    "memory over 500 figures: last fifth / first fifth": "<= 1.2",
}

Rows = list[tuple[str, datetime.datetime, datetime.datetime]]
Way = Callable[[], object]


def main() -> None:
    missing = [name for name in ("altair", "vl_convert", "matplotlib") if not find_spec(name)]
    if missing:
        print(f"not installed, and left out: {', '.join(missing)}")
    measured = {**warm(), **batch(), "memory": memory()}
    print("\nmedians")
    for name, spent in measured.items():
        print(f"  {name:44} {spent:10.4f}")
    print("\nratios" + " " * 68 + "measured   goal")
    for name, ratio in ratios(measured).items():
        print(f"  {name:70} {ratio:8.2f}   {GOALS.get(name, '')}")


def ratios(spent: Mapping[str, float]) -> dict[str, float]:
    pairs = {
        "batch of 32 PNGs, start and close included: write_image loop / ours":
            ("write_image loop, batch", "ours, batch"),
        "batch of 32 PNGs, start and close included: write_images / ours":
            ("write_images, batch", "ours, batch"),
        "batch of 32 PNGs, start and close included: one tab / two tabs":
            ("ours in one tab, batch", "ours, batch"),
        "PNG, warm: Altair and vl-convert / ours": ("Altair PNG", "ours PNG"),
        "PNG, warm: Altair and vl-convert, chart built before / ours":
            ("Altair PNG, built before", "ours PNG"),
        "PNG, warm: matplotlib / ours": ("matplotlib PNG", "ours PNG"),
        "PNG, warm: matplotlib, figure built before / ours":
            ("matplotlib PNG, built before", "ours PNG"),
        "PNG, warm: ours / bare toImage loop in one tab": ("ours PNG", "toImage PNG"),
        "PNG, warm, two tabs: ours / bare toImage loop in one tab":
            ("ours PNG, two tabs", "toImage PNG"),
        "SVG, warm: Altair and vl-convert / ours": ("Altair SVG", "ours SVG"),
        "SVG, warm: matplotlib / ours": ("matplotlib SVG", "ours SVG"),
        "SVG, warm: ours / bare toImage loop in one tab": ("ours SVG", "toImage SVG"),
        "SVG, warm, two tabs: ours / bare toImage loop in one tab":
            ("ours SVG, two tabs", "toImage SVG"),
        "SVG + PNG + PDF / PNG, ours": ("ours three", "ours PNG"),
        "SVG + PNG + PDF: kaleido's three renders / ours": ("kaleido three", "ours three"),
                }  # fmt: skip
    found = {
        name: spent[over] / spent[under]
        for name, (over, under) in pairs.items()
        if over in spent and under in spent
    }
    return {**found, "memory over 500 figures: last fifth / first fifth": spent["memory"]}


def rows(number: int) -> Rows:
    start = datetime.datetime(1953, 6, 10) + number * DAY
    return [
        (f"Event {n} of {number}", start + n * DAY, start + (n + 1 + n % 3) * DAY)
        for n in range(20)
    ]


def figure(number: int) -> dict[str, Any]:
    """Return a Gantt as plotly draws it: bars whose base is their start."""
    names, starts, ends = zip(*rows(number), strict=True)
    spans = [(end - start).total_seconds() * 1000 for start, end in zip(starts, ends, strict=True)]
    trace = {
        "type": "bar", "orientation": "h", "y": list(names), "x": spans,
        "base": [start.isoformat() for start in starts],
    }  # fmt: skip
    layout = {
        **SIZE, "xaxis": {"type": "date"}, "yaxis": {"automargin": True}, "paper_bgcolor": "#fff",
        "font": {"family": "Inter, sans-serif"},
        "title": {"text": f"Battle {number}"}, "meta": {"title": f"Battle {number}"},
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def warm() -> dict[str, float]:
    """Seconds of one figure in what is running already."""
    figures = [figure(number) for number in range(ROUNDS)]
    spent: dict[str, list[float]] = {}
    with Browser() as browser, Browser(tabs=2) as two, kaleido() as stock:
        for end in 3 * ("png", "svg"):
            in_two_tabs(two, figures, end)
        ways = {**our_ways(browser), **peer_ways()}
        for end in ("png", "svg"):  # these tell their own time
            ways[f"toImage {end.upper()}"] = lambda n, e=end: in_tab(browser, [figures[n]], e)[0]
        for way in ways.values():
            way(0)
        for number in range(ROUNDS):
            # Forth and back, so that nobody has the same neighbour each time.
            for name in list(ways)[:: -1 if number % 2 else 1]:
                told: list[object] = []
                whole = timed(lambda w=ways[name], n=number, t=told: t.append(w(n)))
                own = name.startswith("toImage")
                spent.setdefault(name, []).append(float(str(told[0])) if own else whole)
            for end in ("png", "svg"):
                both = timed(lambda e=end: in_two_tabs(two, figures, e)) / len(figures)
                spent.setdefault(f"ours {end.upper()}, two tabs", []).append(both)
            if number < 3:
                spent.setdefault("kaleido three", []).append(
                    timed(
                        lambda n=number: [stock(figures[n], end) for end in ("svg", "png", "pdf")]
                    )
                )
    return {name: statistics.median(times) for name, times in spent.items()}


def our_ways(browser: Browser) -> dict[str, Callable[[int], object]]:
    figures = [figure(number) for number in range(ROUNDS)]
    formats = {"ours PNG": {"png"}, "ours SVG": {"svg"}, "ours three": {"svg", "png", "pdf"}}
    return {
        name: lambda n, f=wanted: render(figures[n], f, browser=browser, scale=1)
        for name, wanted in formats.items()
    }


def in_two_tabs(browser: Browser, figures: list[dict[str, Any]], format: str) -> list[bytes]:
    """Draw figures as a build does: two threads ask a browser that has two tabs."""
    with ThreadPoolExecutor(2) as pool:
        return list(
            pool.map(lambda one: render(one, {format}, browser=browser, scale=1)[format], figures)
        )


class kaleido:  # noqa: N801 -- it is used as a function that is left with "with"
    """Kaleido as plotly uses it, kept open: one render a format, the tab reloaded each time."""

    def __enter__(self) -> Callable[[dict[str, Any], str], bytes]:
        from kaleido import Kaleido

        self.loop = asyncio.new_event_loop()
        self.open = Kaleido()
        self.loop.run_until_complete(self.open.open())
        return self.draw

    def draw(self, wanted: dict[str, Any], format: str) -> bytes:
        """Return a figure in a format."""
        options = {"format": format, "scale": 1, **SIZE}
        made: bytes = self.loop.run_until_complete(self.open.calc_fig(wanted, opts=options))
        return made

    def __exit__(self, *error: object) -> None:
        self.loop.run_until_complete(self.open.close())
        self.loop.close()


def peer_ways() -> dict[str, Callable[[int], object]]:
    ways: dict[str, Callable[[int], object]] = {}
    if find_spec("altair") and find_spec("vl_convert"):
        import vl_convert

        before = [altair_chart(number) for number in range(ROUNDS)]
        ways["Altair PNG"] = lambda n: vl_convert.vegalite_to_png(altair_chart(n).to_dict())
        ways["Altair SVG"] = lambda n: vl_convert.vegalite_to_svg(altair_chart(n).to_dict())
        ways["Altair PNG, built before"] = lambda n: vl_convert.vegalite_to_png(before[n].to_dict())
    if find_spec("matplotlib"):
        built = [matplotlib_figure(number) for number in range(ROUNDS)]
        ways["matplotlib PNG"] = lambda n: saved(matplotlib_figure(n), "png")
        ways["matplotlib SVG"] = lambda n: saved(matplotlib_figure(n), "svg")
        ways["matplotlib PNG, built before"] = lambda n: saved(built[n], "png")
    return ways


def altair_chart(number: int) -> Any:
    import altair
    import pandas as pd

    frame = pd.DataFrame(rows(number), columns=["event", "start", "end"])
    chart = altair.Chart(frame, title=f"Battle {number}", width=560, height=400)
    return chart.mark_bar().encode(x="start", x2="end", y="event")


def matplotlib_figure(number: int) -> Any:
    from matplotlib.dates import date2num
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(7, 5), dpi=100)
    axes = drawn.add_subplot()
    for name, start, end in rows(number):
        axes.barh(name, date2num(end) - date2num(start), left=date2num(start), color="tab:blue")
    axes.xaxis_date()
    axes.set_title(f"Battle {number}")
    drawn.tight_layout()
    return drawn


def saved(drawn: Any, format: str) -> bytes:
    out = io.BytesIO()
    drawn.savefig(out, format=format)
    return out.getvalue()


IN_TAB = """async (figures, format) => {
  const spent = [];
  for (const figure of figures) {
    const start = performance.now();
    await Plotly.toImage(figure, { format, width: 700, height: 500 });
    spent.push((performance.now() - start) / 1000);
  }
  return spent;
}"""


def in_tab(browser: Browser, figures: list[dict[str, Any]], format: str) -> list[float]:
    """Loop in JavaScript: no protocol, no Python, nothing finished or written."""
    body = json.dumps(f"return ({IN_TAB})(...arguments)")
    return list(browser.ask(f"draw.constructor({body})", figures, format))


def batch() -> dict[str, float]:
    """Seconds of 32 PNG files, from nothing running to nothing running."""
    import plotly.graph_objects as go
    import plotly.io

    figures = [figure(number) for number in range(BATCH)]
    plotly_figures = [go.Figure(each) for each in figures]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.png") for number in range(BATCH)]

        def ours(tabs: int) -> None:
            with Browser(tabs=tabs) as browser, ThreadPoolExecutor(tabs) as pool:

                def write(number: int) -> None:
                    made = render(figures[number], {"png"}, browser=browser, scale=1)
                    paths[number].write_bytes(made["png"])

                list(pool.map(write, range(BATCH)))

        def loop() -> None:
            for each, path in zip(plotly_figures[:2], paths, strict=False):
                each.write_image(path, **SIZE)

        def together() -> None:
            plotly.io.write_images(plotly_figures, paths, **SIZE)

        spent: dict[str, list[float]] = {
            "ours": [], "ours in one tab": [], "write_images": [], "write_image loop": []
        }  # fmt: skip
        for _ in range(3):
            spent["ours"].append(timed(lambda: ours(2)))
            spent["ours in one tab"].append(timed(lambda: ours(1)))
            spent["write_images"].append(timed(together))
            spent["write_image loop"].append(timed(loop) * BATCH / 2)
    return {f"{name}, batch": statistics.median(times) for name, times in spent.items()}


def memory() -> float:
    """Memory of the browser over the last fifth of 500 figures, for one of the first fifth."""
    held = []
    with Browser() as browser:
        for number in range(FIGURES):
            browser.draw(figure(number), {"svg", "png"}, scale=1)
            if number % 10 == 9:
                held.append(resident(os.getpid()))
    fifth = len(held) // 5
    return statistics.mean(held[-fifth:]) / statistics.mean(held[:fifth])


def resident(pid: int) -> float:
    """Proportional memory, in MB, of all processes below one."""
    total = 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            for line in Path(f"/proc/{child}/smaps_rollup").read_text().splitlines():
                total += float(line.split()[1]) / 1024 if line.startswith("Pss:") else 0.0
            total += resident(int(child))
    return total


def timed(way: Way) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
