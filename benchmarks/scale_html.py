"""Opening and zooming pages of many events: ours beside px.timeline and bokeh, in one browser.

Run ``python benchmarks/scale_html.py [COUNT ...]``. Each page is opened three times in headless
Chromium, alternating with the others; the output shows medians, ratios to ours, and the goals.

- "seen": from navigation to the first paint, which for ours is the picture of the whole figure
- "opened": from navigation until three frames after the page is interactive
- "zoom": from zooming to a tenth of the span until three frames later (which alone take some
  45 ms); in brackets, until the first of these frames, when a reader sees the result

The ratio of zooms includes the wait for frames, and is thus a lower bound. With a million events,
px.timeline does not open; another tool's page that keeps the browser busy for 20 seconds "did not
finish".
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd
from manyevents import many_events

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.window import Window

Results = dict[str, dict[str, Any]]
Medians = tuple[float, float, float, float, float]
REPEATS = 3
SIZES = (1_000, 100_000, 1_000_000, 5_000_000)
MAX_PX, MAX_BOKEH = 100_000, 1_000_000  # beyond, px.timeline does not open within a minute

FRAMES = """for (let n = 0; n < 3; n++) await new Promise((done) => requestAnimationFrame(done));"""
READY = {
    "ours": "document.querySelector('.timeline-interactive')",
    "px": "document.querySelector('.js-plotly-plot .main-svg')",
    "bokeh": "window.Bokeh?.documents?.[0]?.is_idle",
}
PLOTLY_ZOOM = """const plot = document.querySelector('.js-plotly-plot');
const [low, high] = window.whole ??= plot.layout.xaxis.range.map((at) => +new Date(at));
await Plotly.relayout(plot, {'xaxis.range': [low + (high - low) * %s, low + (high - low) * %s]});
"""
BOKEH_ZOOM = """const range = Bokeh.documents[0].roots()[0].x_range;
const [low, high] = window.whole ??= [range.start, range.end];
range.setv({start: low + (high - low) * %s, end: low + (high - low) * %s});
"""
ZOOM = {"ours": PLOTLY_ZOOM, "px": PLOTLY_ZOOM, "bokeh": BOKEH_ZOOM}


def ours(frame: pd.DataFrame, path: Path) -> float:
    from timeline.charts.gantt import gantt_chart
    from timeline.export.save import save
    from timeline.tables.checking.validate import read_events

    events = read_events(frame)
    before, begun = reset_peak(), time.perf_counter()
    save(gantt_chart(events, title="Many events", notes=False), path, script="shared")
    seconds = time.perf_counter() - begun
    BESIDE[len(frame)] = memory("VmHWM") - before
    return seconds


def memory(name: str) -> float:
    """Return megabytes of this process: ``VmRSS`` now, ``VmHWM`` at peak since ``reset_peak``."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{name}:")[1].split()[0]) / 1024


def reset_peak() -> float:
    """Reset the peak memory; return the memory in use, in megabytes."""
    Path("/proc/self/clear_refs").write_text("5")
    return memory("VmRSS")


def px(frame: pd.DataFrame, path: Path) -> float:
    import plotly.express

    begun = time.perf_counter()
    figure = plotly.express.timeline(
        frame, x_start="start", x_end="end", y="lane", color="side", hover_name="title"
    )
    figure.write_html(path)
    return time.perf_counter() - begun


def bokeh(frame: pd.DataFrame, path: Path) -> float:
    from bokeh.embed import file_html
    from bokeh.models import ColumnDataSource
    from bokeh.palettes import Category10
    from bokeh.plotting import figure
    from bokeh.resources import INLINE
    from bokeh.transform import factor_cmap

    begun = time.perf_counter()
    data = frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))
    lanes, sides = sorted(set(frame["lane"])), sorted(set(frame["side"]))
    plot = figure(
        y_range=lanes, x_axis_type="datetime", width=1080, height=800,
        tooltips=[("title", "@title")], active_drag=None,
    )  # fmt: skip
    plot.hbar(
        y="lane", left="start", right="end", height=0.8, line_width=0,
        fill_color=factor_cmap("side", Category10[10], sides), source=ColumnDataSource(data),
    )  # fmt: skip
    path.write_text(file_html(plot, INLINE, "bokeh"), "utf-8")
    return time.perf_counter() - begun


#: Megabytes for making our page, besides the table, by number of events.
BESIDE: dict[int, float] = {}
MAKERS = {"ours": ours, "px": px, "bokeh": bokeh}


def renderer_megabytes() -> float:
    """Return the memory of the largest renderer process."""
    sizes = [0.0]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" not in (process / "cmdline").read_bytes():
                continue
            status = (process / "status").read_text()
        except OSError:
            continue
        line = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS: 0")
        sizes.append(int(line.split()[1]) / 1024)
    return max(sizes)


def opened(window: Window, name: str, path: Path) -> Medians:
    """Return ms until opened and of a zoom, megabytes, and ms until zoom and page are seen."""
    window.send("Page.navigate", url="about:blank")
    window.resize(1080, 900)
    window.send("Page.navigate", url=path.as_uri())
    asked = f"""(async () => {{
      while (document.readyState !== "complete" || !({READY[name]}))
        await new Promise((done) => setTimeout(done, 5));
      {FRAMES}
      return performance.now();
    }})()"""
    for _ in range(400):
        if window.ask("location.href") == path.as_uri():
            break
        time.sleep(0.005)
    drawn = window.ask(asked)
    first = window.ask("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    zooms = []
    for low in (0.2, 0.5, 0.35):
        zoom = ZOOM[name] % (low, low + 0.1)
        asked = f"""(async () => {{
          const begun = performance.now();
          {zoom}
          let seen = 0;
          requestAnimationFrame(() => setTimeout(() => (seen = performance.now() - begun)));
          {FRAMES}
          return [performance.now() - begun, seen];
        }})()"""
        zooms.append(window.ask(asked))
    painted, seen = (median(column) for column in zip(*zooms, strict=True))
    return drawn, painted, renderer_megabytes(), seen, first


def measure(number: int, folder: Path) -> Results:
    frame = many_events(number)
    names = ["ours", *(["px"] if number <= MAX_PX else [])]
    names += ["bokeh"] if number <= MAX_BOKEH else []
    found: Results = {}
    for name in names:
        path = folder / f"{name}-{number}.html"
        found[name] = {
            "built": MAKERS[name](frame, path),
            "file": path.stat().st_size / 1e6,
            "path": path,
        }
        found[name]["runs"] = []
    del frame
    for _ in range(REPEATS):
        for name in names:
            if None not in found[name]["runs"]:
                found[name]["runs"].append(run(name, found[name]["path"]))
    for one in found.values():
        unfinished = None in one["runs"]
        one["medians"] = None if unfinished else tuple(map(median, zip(*one["runs"], strict=True)))
    return found


def run(name: str, path: Path) -> Medians | None:
    """Return the measurements of a page, or None if another tool's page does not finish."""
    try:
        with Window() as window:
            return opened(window, name, path)
    except TimeoutError:
        if name == "ours":
            raise
        return None


def goals(number: int, found: Results, opened_at: dict[int, float]) -> list[str]:
    """Return the goals for a number of events, with the measurements."""
    ours = found["ours"]
    drawn, zoom, renderer, *_ = ours["medians"]

    def times(name: str, at: int) -> float | None:
        theirs = found[name]["medians"]
        return theirs and float(theirs[at] / ours["medians"][at])

    told = {
        1_000: lambda: [
            at_most("file, MB", ours["file"], 0.9),
            at_least("seen, times as fast as bokeh", times("bokeh", 4), 1),
            at_least("opens, times as fast as px.timeline", times("px", 0), 2),
            at_least("opens, times as fast as bokeh", times("bokeh", 0), 1),
            at_least("zooms, times as fast as px.timeline", times("px", 1), 1),
        ],
        100_000: lambda: [
            at_most("file, MB", ours["file"], 2.5),
            at_least("opens, times as fast as px.timeline", times("px", 0), 10),
            at_least("zooms, times as fast as px.timeline", times("px", 1), 100),
            at_least("  the same, until it is seen", times("px", 3), 100),
            at_least("opens, times as fast as bokeh", times("bokeh", 0), 1),
        ],
        1_000_000: lambda: [
            at_most("file, MB", ours["file"], 12),
            at_most("built, s", ours["built"], 1.5),
            at_most("built in, MB beside the table", BESIDE[number], 500),
            at_least("opens, times as fast as bokeh", times("bokeh", 0), 5),
            at_most("zoom, ms", zoom, 60),
            at_most("renderer, MB", renderer, 300),
        ],
        5_000_000: lambda: [
            *([at_most("opens, times as long as a million", drawn / opened_at[1_000_000], 2)]
              if 1_000_000 in opened_at else []),
            at_most("zoom, ms", zoom, 100),
        ],
    }  # fmt: skip
    return told[number]() if number in told else []


def at_most(what: str, value: float, goal: float) -> str:
    return f"  {'met   ' if value <= goal else 'MISSED'} {what}: {value:.2f} (at most {goal:g})"


def at_least(what: str, value: float | None, goal: float) -> str:
    if value is None:
        return f"  unknown {what}: that page did not finish"
    return f"  {'met   ' if value >= goal else 'MISSED'} {what}: {value:.2f} (at least {goal:g})"


def line(number: int, name: str, one: dict[str, Any], first: Medians) -> str:
    """Return a row of the table."""
    begun = f"| {number:,} | {name} | {one['built']:.2f} | {one['file']:.2f} |"
    if one["medians"] is None:
        return f"{begun} did not finish | | | |"
    drawn, zoom, renderer, zoomed, seen = one["medians"]
    ratios = (f" ({one['medians'][at] / first[at]:.1f})" for at in (4, 0, 1))
    told = list(ratios) if name != "ours" else ["", "", ""]
    return (
        f"{begun} {seen:.0f}{told[0]} | {drawn:.0f}{told[1]} | {zoom:.0f} [{zoomed:.0f}]{told[2]} "
        f"| {renderer:.0f} |"
    )


def main() -> None:
    opened_at: dict[int, float] = {}
    print("| events | page | built s | file MB | seen ms | opened ms | zoom ms | renderer MB |")
    print("|---|---|---|---|---|---|---|---|")
    wanted = [int(text) for text in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        for number in wanted:
            found = measure(number, Path(folder))
            first = found["ours"]["medians"]
            opened_at[number] = first[0]
            for name, one in found.items():
                print(line(number, name, one, first), flush=True)
            print("\n".join(goals(number, found, opened_at)), flush=True)


if __name__ == "__main__":
    main()
