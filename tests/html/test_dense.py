"""The page of a density chart in a real browser: counts, zoom, search, table."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.audit import KEY, audit_page
from tests.html.test_page import axe, nu_errors
from tests.internals import Chart, counts_under_way, gantt_chart
from tests.internals import density_coded as coded
from tests.window import Window
from timeline import read_events, render

pytestmark = pytest.mark.browser

MANY = 12_000
SPAN = 1000 * 86400
#: The view of the page's only figure.
VIEW = """(() => {
  window.view = timelineFigures.figures[0].density;
  return view.events.count;
})()"""


def frame(many: int = MANY) -> pd.DataFrame:
    dice = np.random.default_rng(5)
    day = np.datetime64("1950-06-25T00:00")
    start = day + dice.integers(0, SPAN // 60, many).astype("timedelta64[m]")
    end = start + (dice.lognormal(6, 1.5, many).astype(int) + 1).astype("timedelta64[m]")
    return pd.DataFrame(
        {
            "title": [f"raid {n}" for n in range(many)],
            "start": np.datetime_as_string(start, unit="m"),
            "end": np.datetime_as_string(end, unit="m"),
            "lane": [f"Sector {n}" for n in dice.integers(0, 5, many)],
            "side": [f"Side {n}" for n in dice.integers(0, 3, many)],
            "kind": [("patrol", "shelling")[n] for n in dice.integers(0, 2, many)],
            "source": "made up",
        }
    )


@pytest.fixture(scope="module")
def chart() -> Chart:
    return gantt_chart(read_events(frame()), title="Raids", theme="auto")


@pytest.fixture(scope="module")
def page(chart: Chart, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dense") / "raids.html"
    path.write_bytes(render(chart, {"html"})["html"])
    return path


@pytest.fixture(scope="module")
def opened() -> Iterator[Window]:
    with Window() as window:
        yield window


@pytest.fixture
def window(opened: Window, page: Path) -> Window:
    opened.send("Page.navigate", url="about:blank")  # the same address would not reload
    assert opened.open(page.as_uri(), width=1080) == 1
    return opened


def told(window: Window) -> str:
    texts = window.ask(
        "[...document.querySelectorAll('.timeline-texts text')].map((text) => text.textContent)"
    )
    return " ".join(text for text in texts if "count" in text or "event" in text)


def look_of_sides(events: pd.DataFrame) -> Any:
    look = type("Look", (), {"color_by": "side", "language": "en", "colors": {}})()
    look.colors = dict.fromkeys(sorted(set(events["side"])), "")
    return look


def test_counts_in_any_window_are_those_of_counting_one_by_one(window: Window) -> None:
    assert window.ask(VIEW) == MANY
    compare_counts(window, read_events(frame()).frame, windows=60)


@pytest.mark.parametrize("many", [100_000, 1_000_000])
def test_counts_are_those_of_the_table_at_any_size(
    opened: Window, tmp_path: Path, many: int
) -> None:
    events = read_events(frame(many))
    page = tmp_path / "many.html"
    page.write_bytes(render(gantt_chart(events, title="Raids", notes=False), {"html"})["html"])
    assert opened.open(page.as_uri(), width=1080) == 1
    assert opened.ask(VIEW) == many
    compare_counts(opened, events.frame, windows=12)


def compare_counts(window: Window, events: pd.DataFrame, *, windows: int) -> None:
    """See that what the page counts between any two instants is what the table holds there."""
    lanes, names, sides = coded(events, look_of_sides(events))
    shape = (len(lanes.names), len(names))
    times = [events[name].to_numpy(float) for name in ("start_earliest", "end_latest")]
    dice = np.random.default_rng(1)
    for _ in range(windows):
        low = times[0].min() + dice.uniform(-0.1, 1) * SPAN
        high = low + SPAN * 10.0 ** dice.uniform(-5, 0.1)
        query = f"view.events.countColumns({low}, {high}, {(high - low) / 300})"
        found = json.loads(
            window.ask(f"(() => {{ const c = {query};"
                       " return JSON.stringify({...c, counts: [...c.counts]}) })()")
        )  # fmt: skip
        many = found["columns"]
        edges = (found["first"] + np.arange(many + 1)) * found["length"]
        counts = np.array(found["counts"]).reshape(*shape, many + 1)[:, :, :-1]
        wanted = counts_under_way(*times, lanes.of_row, sides, edges=edges, shape=shape)
        assert (counts == wanted).all(), (low, high)
        seen = (times[0] < high) & ((times[1] > low) | (times[0] >= low))
        assert found["total"] == seen.sum()


def test_the_figure_describes_its_columns_at_each_zoom(window: Window) -> None:
    first = told(window)
    assert "count the events under way, per" in first
    for _ in range(3):
        window.ask("document.querySelector('.timeline-toolbar button').click()")
    assert told(window) != first
    for _ in range(7):
        window.ask("document.querySelector('.timeline-toolbar button').click()")
    assert "Each bar is an event" in told(window)
    assert window.complaints == []


WIDE = """{
  const measure = CanvasRenderingContext2D.prototype.measureText;
  CanvasRenderingContext2D.prototype.measureText = function (text) {
    return { width: 1.06 * measure.call(this, text).width };
  };
}"""


@pytest.mark.parametrize("language", ["en", "de", "ru", "zh", "ja"])
@pytest.mark.parametrize("script", ["", WIDE], ids=["as drawn", "measured too wide"])
def test_the_description_of_counts_wraps(
    opened: Window, tmp_path: Path, language: str, script: str
) -> None:
    chart = gantt_chart(read_events(frame()), title="Raids", language=language)
    added = opened.send("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]
    try:
        assert audit_page(chart, window=opened, folder=tmp_path, width=360) == []
        heights = [box_of(opened, key)[-1] for key in ("0", *"+" * 6)]
    finally:
        opened.send("Page.removeScriptToEvaluateOnNewDocument", identifier=added)
    assert len(set(heights)) == 1


def box_of(window: Window, key: str) -> list[float]:
    """Return the size of the plot once a key was pressed."""
    window.ask(KEY.format(keys=json.dumps([key])))
    box = "document.querySelector('.timeline-canvas').getBoundingClientRect()"
    return list(window.ask(f"[{box}.width, {box}.height]"))


def test_a_link_to_an_event_zooms_to_it_and_says_it(opened: Window, page: Path) -> None:
    opened.send("Page.navigate", url="about:blank")
    opened.open(f"{page.as_uri()}#event-6000", width=720)
    said = wait(opened, "document.querySelector('.timeline-status').textContent")
    rows = frame().sort_values("start", kind="stable")
    assert said.startswith(f"6000/{MANY}: {rows.iloc[5999].title}, ")


def wait(window: Window, expression: str) -> str:
    """Return what an expression gives as soon as that is something."""
    asked = f"""(async () => {{
      for (let n = 0; n < 250 && !({expression}); n++) await new Promise((d) => setTimeout(d, 20));
      return {expression};
    }})()"""
    return str(window.ask(asked))


def test_titles_are_found_and_lead_to_their_events(window: Window) -> None:
    window.ask("""(() => {
      const input = document.querySelector(".timeline-search input");
      input.value = "RAID 777";
      input.dispatchEvent(new Event("input"));
    })()""")
    wanted = frame()["title"].str.contains("raid 777").sum()
    found = wait(window, "document.querySelector('.timeline-results span')?.textContent")
    assert found == f"{wanted} found"
    window.ask("document.querySelector('.timeline-results button').click()")
    said = wait(window, "document.querySelector('.timeline-status').textContent")
    assert "raid 777" in said
    assert window.ask("location.hash").startswith("#event-")


def test_filtered_events_are_not_found(window: Window) -> None:
    events = frame()[frame()["title"].str.contains("raid 77")]
    window.ask("""(() => {
      document.querySelector(".timeline-search input").value = "raid 77";
      const [side, kind] = document.querySelectorAll(".timeline-search select");
      for (const [choice, n] of [[side, 2], [kind, 1]]) {
        choice.selectedIndex = n;
        choice.dispatchEvent(new Event("change"));
      }
    })()""")
    asked = "[...document.querySelectorAll('.timeline-search select')]"
    side, kind = window.ask(f"{asked}.map((one) => one.selectedOptions[0].textContent)")
    wanted = ((events["side"] == side) & (events["kind"] == kind)).sum()
    assert 0 < wanted < len(events)
    found = wait(window, "document.querySelector('.timeline-results span')?.textContent")
    assert found == f"{wanted} found"


def test_sides_and_kinds_can_be_left_out(window: Window) -> None:
    window.ask(VIEW)
    kinds, sides = frame()["kind"], frame()["side"]
    count = "view.events.within(-1e12, 1e12).total"
    window.ask("view.events.onlyKind = view.events.data.kinds.indexOf('patrol')")
    assert window.ask(count) == (kinds == "patrol").sum()
    window.ask("view.events.hiddenSides.add(view.events.data.sides.indexOf('Side 1'))")
    assert window.ask(count) == ((kinds == "patrol") & (sides != "Side 1")).sum()


def test_the_key_hides_a_side_on_the_plot(window: Window) -> None:
    ink = """(() => {
      const plot = document.querySelector("canvas.timeline-events");
      const { data } = plot.getContext("2d").getImageData(0, 0, plot.width, plot.height);
      let inked = 0;
      for (let n = 3; n < data.length; n += 4) inked += data[n] > 0;
      return inked;
    })()"""
    before = window.ask(ink)
    window.ask("""(() => {
      const plot = document.querySelector(".js-plotly-plot");
      const side = plot.data.findIndex((trace) => trace.name === "Side 1");
      return Plotly.restyle(plot, { visible: "legendonly" }, [side]).then(() => null);
    })()""")
    window.ask("new Promise((done) => setTimeout(done, 200))")
    assert 0 < window.ask(ink) < before


def test_one_side_or_kind_can_be_chosen_without_a_pointer(window: Window) -> None:
    choose = """(() => {{
      const choice = document.querySelectorAll(".timeline-search select")[{place}];
      choice.value = [...choice.options].find((one) => one.text === "{name}").value;
      choice.dispatchEvent(new Event("change"));
      return new Promise((done) => setTimeout(done, 300));
    }})()"""
    sides, kinds, days = frame()["side"], frame()["kind"], frame()["start"]
    assert counted(window) == MANY
    window.ask(choose.format(place=0, name="Side 1"))
    assert counted(window) == (sides == "Side 1").sum()
    window.ask(choose.format(place=1, name="patrol"))
    assert counted(window) == ((sides == "Side 1") & (kinds == "patrol")).sum()
    shown = "document.querySelectorAll('.legend .traces')"
    faint = f"[...{shown}].filter((one) => Number(getComputedStyle(one).opacity) < 1).length"
    assert window.ask(faint) == 2
    window.ask(choose.format(place=0, name="All sides"))
    window.ask(choose.format(place=1, name="All kinds"))
    assert (counted(window), window.ask(faint)) == (len(days), 0)


def counted(window: Window) -> int:
    """Return how many events the list of events in view has, page by page."""
    return int(
        window.ask("""(async () => {
      const view = document.querySelector(".timeline-event-table");
      const next = document.querySelectorAll(".timeline-pages button")[1];
      const rows = () => document.querySelectorAll(".timeline-rows tbody tr").length;
      const wait = () => new Promise((done) => setTimeout(done, 30));
      view.open = false;
      await wait();
      view.open = true;
      for (let n = 0; n < 50 && !rows(); n++) await wait();
      const click = HTMLAnchorElement.prototype.click;
      let link;
      HTMLAnchorElement.prototype.click = function () { link = this.href; };
      document.querySelectorAll(".timeline-pages button")[2].click();
      for (let n = 0; n < 200 && !link; n++) await wait();
      HTMLAnchorElement.prototype.click = click;
      return (await (await fetch(link)).text()).trim().split("\\r\\n").length - 1;
    })()""")
    )


def test_the_file_of_events_in_view_has_every_one_with_its_time(window: Window) -> None:
    rows = frame().sort_values("start", kind="stable")
    found = pd.read_csv(io.StringIO(saved(window)), dtype=str)
    columns = ["title", "start", "end", "lane", "side", "kind", "source"]
    assert found.columns.tolist() == columns
    assert found.to_numpy().tolist() == rows[columns].to_numpy().tolist()


def saved(window: Window) -> str:
    """Return the file of the events in view."""
    text = window.ask("""(async () => {
      const click = HTMLAnchorElement.prototype.click;
      let link;
      HTMLAnchorElement.prototype.click = function () { link = this.href; };
      document.querySelectorAll(".timeline-pages button")[2].click();
      while (!link) await new Promise((done) => setTimeout(done, 20));
      HTMLAnchorElement.prototype.click = click;
      return (await fetch(link)).text();
    })()""")
    return str(text)


#: Titles, dates as in a table, and their texts.
DOUBTS = [
    ("Unknown day", "1952-05-XX", "", "some day in May 1952"),
    ("About", "1952~", "", "about 1952"),
    ("Perhaps", "1952-06?", "", "June 1952 (uncertain)"),
    ("Just a day", "1952-07-04", "", "4 Jul 1952"),
    ("Just a month", "1952-07", "1952-08", "July–August 1952"),
    ("To the second", "1952-07-04T10:11:12", "", "4 Jul 1952, 10:11:12"),
    ("Written apart", "1952-07-04 10:11", "", "4 Jul 1952, 10:11"),
    ("End of the day", "1952-07-04T24:00", "", "4 July 1952, 24:00"),
    ("Night attack", "1952-07-10 night", "", "night of 10 July 1952"),
    ("Some year", "195X", "", "some time in the 1950s"),
    ("Goes on", "1952-08-01", "..", "since 1 August 1952 (ongoing)"),
    ("Open before", "../1952-02-01", "", "until 1 February 1952"),
    ("End unknown", "1952-03-03", "/", "3 March 1952 – end unknown"),
    ("Members", "{1952-02-03,1952-02-20}", "", "3 February 1952 and 20 February 1952"),
    ("Long ago", "-0479-09-20", "", "20 September 480 BCE"),
    ("With a zone", "1952-07-04T10:11+09:00", "", "4 July 1952, 10:11 (UTC+09:00)"),
]  # fmt: skip


def test_dates_are_shown_and_saved_as_in_the_table(opened: Window, tmp_path: Path) -> None:
    odd = pd.DataFrame(DOUBTS, columns=["title", "start", "end", "note"]).assign(source="made up")
    plain = frame(2100)
    events = pd.concat([plain, odd]).fillna("")
    events["remark"] = [f'=“{n}”\n"' for n in range(len(events))]
    path = tmp_path / "doubts.html"
    path.write_bytes(render(gantt_chart(read_events(events)), {"html"})["html"])
    assert opened.open(path.as_uri(), width=1080) == 1
    for title, _, _, told in DOUBTS:
        opened.ask(f"""(() => {{
          document.querySelector(".timeline-results").replaceChildren();
          const input = document.querySelector(".timeline-search input");
          input.value = "{title}";
          input.dispatchEvent(new Event("input"));
        }})()""")
        result = "document.querySelector('.timeline-results button')"
        assert wait(opened, f"{result}?.textContent") == f"{title}, {told}"
        opened.ask(f"{result}.click()")
        status = "document.querySelector('.timeline-status').textContent"
        assert f": {title}, {told}" in wait(opened, f"{status}.includes('{title}, ') && {status}")
        opened.ask("timelineFigures.figures[0].zoom.to(null)")
    cells = "[...document.querySelectorAll('.timeline-rows tbody tr')].map((row) => row.innerText)"
    opened.ask("document.querySelector('.timeline-event-table').open = true")
    wait(opened, "document.querySelector('.timeline-rows td')?.textContent")
    listed = dict(row.split("\t")[:2] for row in opened.ask(cells))
    assert listed["Open before"] == "until 1 February 1952"
    assert listed["Long ago"] == "20 September 480 BCE"
    found = read_events(saved(opened).encode()).frame
    names = [*events.columns]
    wanted = events.sort_values(names).to_numpy().tolist()
    assert found[names].sort_values(names).to_numpy().tolist() == wanted


def test_columns_on_the_plot_are_as_high_as_the_counts_of_the_table(window: Window) -> None:
    heights = np.array(
        json.loads(
            window.ask("""(() => {
      const plot = document.querySelector("canvas.timeline-events");
      const { width, height } = plot;
      const { data } = plot.getContext("2d").getImageData(0, 0, width, height);
      const strip = height / 5;
      const inked = (x, lane) => {
        let sum = 0;
        for (let y = Math.round(strip * lane); y < Math.round(strip * (lane + 1)); y++) {
          sum += data[4 * (y * width + x) + 3] / 255;
        }
        return sum;
      };
      const lanes = [0, 1, 2, 3, 4];
      const across = (lane) => Array.from({ length: width }, (_, x) => inked(x, lane));
      return JSON.stringify(lanes.map(across));
    })()""")
        )
    )
    days = float(told(window).split("per ")[1].split(" day")[0])
    low, high = (
        pd.Timestamp(edge).timestamp()
        for edge in window.ask("document.querySelector('.js-plotly-plot').layout.xaxis.range")
    )
    events = read_events(frame()).frame
    lanes, names, sides = coded(events, look_of_sides(events))
    times = [events[name].to_numpy(float) for name in ("start_earliest", "end_latest")]
    length = days * 86400
    edges = np.arange(np.floor(low / length), np.ceil(high / length) + 1) * length
    shape = (len(lanes.names), len(names))
    counts = counts_under_way(*times, lanes.of_row, sides, edges=edges, shape=shape).sum(axis=1)
    middles = ((edges[:-1] + edges[1:]) / 2 - low) / (high - low) * heights.shape[1]
    seen = (middles > 2) & (middles < heights.shape[1] - 2)
    room = json.loads(window.ask("document.querySelector('script.timeline-data').textContent"))
    wanted = np.sqrt(counts / counts.max()) * room["events"]["room"]
    drawn = heights[:, middles[seen].astype(int)]
    assert np.abs(drawn - wanted[:, seen]).max() < 1.0


def test_arrows_walk_through_the_events_in_the_order_of_time(window: Window) -> None:
    window.ask("document.querySelector('.timeline-plot').focus()")
    rows = frame().sort_values("start", kind="stable")
    window.press("ArrowRight")
    first = wait(window, "document.querySelector('.timeline-status').textContent")
    window.press("ArrowRight")
    wait(window, "document.querySelector('.timeline-status').textContent.startsWith('2/')")
    second = window.ask("document.querySelector('.timeline-status').textContent")
    window.press("End")
    wait(window, f"document.querySelector('.timeline-status').textContent.startsWith('{MANY}/')")
    last = window.ask("document.querySelector('.timeline-status').textContent")
    for said, row in ((first, 0), (second, 1), (last, MANY - 1)):
        assert said.startswith(f"{row + 1}/{MANY}: {rows.iloc[row].title}, ")


def test_events_in_view_are_listed_by_page(window: Window) -> None:
    window.ask("document.querySelector('.timeline-event-table').open = true")
    wait(window, "document.querySelector('.timeline-rows td')?.textContent")
    rows = frame().sort_values("start", kind="stable")
    heads = "[...document.querySelectorAll('.timeline-rows th')].map((cell) => cell.textContent)"
    assert window.ask(heads) == ["Title", "Time", "Group", "Side", "Kind"]
    cells = (
        "[...document.querySelectorAll('.timeline-rows tbody tr')]"
        ".map((row) => row.cells[0].textContent)"
    )
    assert window.ask(cells) == rows["title"].head(50).tolist()
    window.ask("document.querySelectorAll('.timeline-pages button')[1].click()")
    second = rows.iloc[50].title
    wait(window, f"document.querySelector('.timeline-rows td').textContent === '{second}'")
    assert window.ask(cells) == rows["title"].iloc[50:100].tolist()


def test_the_tooltip_of_a_column_states_its_counts(window: Window) -> None:
    window.ask("""(() => {
      const box = document.querySelector("canvas.timeline-events").getBoundingClientRect();
      const [clientX, clientY] = [box.left + box.width / 2, box.top + box.height / 2];
      document.querySelector(".timeline-plot")
        .dispatchEvent(new PointerEvent(
          "pointermove", { clientX, clientY, bubbles: true, pointerType: "mouse" }));
    })()""")
    tip = window.ask("document.querySelector('.timeline-tooltip').textContent").split("\n")
    assert tip[0].startswith("Sector ")
    assert any(line.startswith("Side 1: ") for line in tip)


@pytest.mark.parametrize("width", [360, 720, 1080])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_width_and_has_no_fault(
    opened: Window, page: Path, width: int, scheme: str
) -> None:
    opened.send("Page.navigate", url="about:blank")
    opened.open(page.as_uri(), width=width, prefers_color_scheme=scheme)
    opened.ask("document.querySelector('.timeline-event-table').open = true")
    assert opened.ask("document.documentElement.scrollWidth") <= width
    assert axe(opened) == []
    assert opened.complaints == []


def test_the_nu_checker_finds_nothing(page: Path) -> None:
    assert nu_errors([page]) == ""


def test_a_box_to_zoom_into_moves_nothing_until_it_is_let_go(window: Window) -> None:
    box = window.ask("""(() => {
      const box = document.querySelector("canvas.timeline-events").getBoundingClientRect();
      return [box.left, box.top, box.width];
    })()""")
    first = told(window)
    middle = box[0] + box[2] / 2

    def mouse(kind: str, x: float) -> None:
        window.send("Input.dispatchMouseEvent", type=kind, x=x, y=box[1] + 40, button="left",
                    buttons=int(kind != "mouseReleased"), clickCount=1)  # fmt: skip

    mouse("mousePressed", middle)
    for step in (20, 60, 100):
        mouse("mouseMoved", middle + step)
    window.ask("new Promise((done) => setTimeout(done, 200))")
    assert told(window) == first
    mouse("mouseReleased", middle + 100)
    window.ask("new Promise((done) => setTimeout(done, 600))")
    assert told(window) != first
