"""Touch on a page: a tap shows a tooltip, two fingers zoom, one scrolls."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from tests.articles import figures
from tests.html.test_dense import frame
from tests.internals import bars_chart, gantt_chart, page
from tests.layouts import table
from tests.window import DRAWN, Window
from timeline import read_events, render

pytestmark = pytest.mark.browser

BROWSERS = ("chromium", "chromium-headless-shell")
WIDTHS = (360, 390)
LOSSES = (
    "title,start,side,measure,value,unit,claimed_by,source\n"
    "Battle,1953-06-10,PVA,killed,1450,people,UN Command,a\n"
    "Battle,1953-06-10,UN Command,killed,103,people,the article,a\n"
)
TALL = [{"title": f"Event {n}", "start": f"1953-06-{n % 28 + 1:02d}"} for n in range(150)]
FOREIGN: Any = {
    "data": [{"type": "scatter", "mode": "markers", "x": [1, 2, 3], "y": [1, 3, 2],
              "error_y": {"array": [1, 1, 1]}, "marker": {"size": 20}}],
    "layout": {"title": {"text": "Made elsewhere"}, "width": 360, "height": 300},
}  # fmt: skip

#: The middle of a mark that is in view, its half height, and its text.
MARK = """(() => {
  const { overlay, canvas } = timelineFigures.figures[0];
  const { left, top } = canvas.getBoundingClientRect();
  const shrink = canvas.getBoundingClientRect().width / timelineFigures.figures[0].layout.width;
  const { box, text } = [...overlay.marks.targets()].at(-1);
  const at = [left + shrink * (box.x0 + box.x1) / 2, top + shrink * (box.y0 + box.y1) / 2];
  return [...at, shrink * (box.y1 - box.y0) / 2, text.split("<br>")[0]];
})()"""
#: The tooltip, once a browser has had the time to take it away again.
SHOWN = """new Promise((done) => setTimeout(() => {
  const tip = document.querySelector(".timeline-tooltip");
  done(tip.hidden ? "" : tip.textContent);
}, 400))"""
WINDOW = "timelineFigures.figures[0].zoom.window"


@pytest.fixture(scope="module", params=BROWSERS)
def phone(request: pytest.FixtureRequest) -> Iterator[Window]:
    path = which(request.param)
    assert path, f"{request.param} is missing: apt-get install {request.param}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BROWSER_PATH", path)
        with Window() as window:
            window.send("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=5)
            yield window


def visit(phone: Window, path: Path, width: int) -> None:
    """Open a page as a phone shows it."""
    phone.send("Page.navigate", url="about:blank")
    phone.send(
        "Emulation.setDeviceMetricsOverride",
        width=width, height=740, deviceScaleFactor=2, mobile=True,
    )  # fmt: skip
    phone.complaints.clear()
    phone.send("Page.navigate", url=path.as_uri())
    while phone.ask("location.href") != path.as_uri():
        pass
    assert phone.ask(DRAWN) == 1


def touch(phone: Window, kind: str, *points: tuple[float, float]) -> None:
    places = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
    phone.send("Input.dispatchTouchEvent", type=kind, touchPoints=places)


def tap(phone: Window, x: float, y: float) -> None:
    touch(phone, "touchStart", (x, y))
    touch(phone, "touchEnd")


def drawn(name: str, folder: Path) -> Path:
    """Return the page of a chart."""
    if name == "bars":
        chart = bars_chart(read_events(LOSSES.encode()), measure=("killed",), title="Losses")
    elif name == "density":
        chart = gantt_chart(read_events(frame(3000)), title="Raids")
    else:
        chart = gantt_chart(table(TALL), title="June")
    path = folder / f"{name}.html"
    path.write_bytes(render(chart, {"html"})["html"])
    return path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("touch")
    return {name: drawn(name, folder) for name in ("gantt", "bars", "density")}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["gantt", "bars"])
def test_a_tap_shows_a_tooltip_until_the_next_tap(
    phone: Window, pages: dict[str, Path], name: str, width: int
) -> None:
    visit(phone, pages[name], width)
    x, y, _, text = phone.ask(MARK)
    tap(phone, x, y)
    assert phone.ask(SHOWN).split("\n")[0] == text
    box = phone.ask("document.querySelector('h1').getBoundingClientRect().toJSON()")
    tap(phone, box["x"] + 5, box["y"] + 5)
    assert phone.ask(SHOWN) == ""
    assert phone.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tap_shows_the_count_of_a_column(
    phone: Window, pages: dict[str, Path], width: int
) -> None:
    visit(phone, pages["density"], width)
    box = phone.ask("document.querySelector('.timeline-events').getBoundingClientRect().toJSON()")
    tap(phone, box["x"] + box["width"] / 2, box["y"] + 60)
    assert phone.ask(SHOWN).startswith("Sector ")


def test_a_mark_is_a_target_of_24_pixels(phone: Window, pages: dict[str, Path]) -> None:
    visit(phone, pages["gantt"], 360)
    x, y, half, text = phone.ask(MARK)
    assert half < 11.5
    tap(phone, x, y - 11.5)
    assert phone.ask(SHOWN).split("\n")[0] == text


@pytest.mark.parametrize("name", ["gantt", "density"])
def test_buttons_and_links_are_targets_of_24_pixels(
    phone: Window, pages: dict[str, Path], name: str
) -> None:
    visit(phone, pages[name], 360)
    small = phone.ask("""[...document.querySelectorAll("button, select, input, summary")]
      .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())
      .filter(({ width, height }) => Math.min(width, height) < 24).length""")
    assert small == 0


def test_one_finger_scrolls_the_page(phone: Window, pages: dict[str, Path]) -> None:
    visit(phone, pages["gantt"], 360)
    before = phone.ask(WINDOW)
    touch(phone, "touchStart", (180, 600))
    for y in range(580, 300, -20):
        touch(phone, "touchMove", (180, y))
    touch(phone, "touchEnd")
    assert phone.ask(SHOWN) == ""
    assert phone.ask("scrollY") > 150
    assert phone.ask(WINDOW) == before


def pinch(phone: Window, *, apart: bool) -> None:
    steps = range(30, 121, 10) if apart else range(120, 29, -10)
    for n, half in enumerate(steps):
        points = (180 - half, 400), (180 + half, 420)
        if n == 0:
            touch(phone, "touchStart", points[0])
        touch(phone, "touchMove" if n else "touchStart", *points)
    touch(phone, "touchEnd")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["gantt", "density"])
def test_two_fingers_zoom_the_figure_and_not_the_page(
    phone: Window, pages: dict[str, Path], name: str, width: int
) -> None:
    visit(phone, pages[name], width)
    low, high = phone.ask(WINDOW)
    pinch(phone, apart=True)
    assert phone.ask(SHOWN) == ""
    start, end = phone.ask(WINDOW)
    assert 3 < (high - low) / (end - start) < 5
    axis = "document.querySelector('.timeline-canvas').layout.xaxis.range"
    assert phone.ask(f"{axis}[0]") == pytest.approx(start, rel=1e-6)
    assert phone.ask("[visualViewport.scale, scrollX, scrollY]") == [1, 0, 0]
    pinch(phone, apart=False)
    assert phone.ask(f"new Promise((done) => setTimeout(() => done({WINDOW}), 200))") == [low, high]


def test_a_tap_of_the_key_hides_a_series(phone: Window, tmp_path: Path) -> None:
    path = tmp_path / "sides.html"
    rows = [{"title": f"Raid {n}", "start": f"1953-06-1{n}", "side": "AB"[n % 2]} for n in range(8)]
    path.write_bytes(render(gantt_chart(table(rows), title="Raids"), {"html"})["html"])
    visit(phone, path, 390)
    count = "document.querySelectorAll('.timeline-marks path[d]').length"
    before = phone.ask(count)
    box = phone.ask("document.querySelector('.legendtoggle').getBoundingClientRect().toJSON()")
    tap(phone, box["x"] + 20, box["y"] + box["height"] / 2)
    after = phone.ask(f"new Promise((done) => setTimeout(() => done({count}), 800))")
    assert after == before - 4


def test_a_foreign_figure_has_tooltips(phone: Window, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.html"
    path.write_text(page({360: FOREIGN}), encoding="utf-8")
    visit(phone, path, 360)
    shown = "document.querySelectorAll('.hoverlayer .hovertext').length"
    later = f"new Promise((done) => setTimeout(() => done({shown}), 500))"
    box = phone.ask(
        "document.querySelectorAll('.scatterlayer .point')[1].getBoundingClientRect().toJSON()"
    )
    tap(phone, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert phone.ask(later) == 1
    tap(phone, 10, 10)
    assert phone.ask(later) == 0


def test_an_embed_in_an_article_takes_taps(phone: Window, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(figures()), encoding="utf-8")
    visit(phone, path, 390)
    x, y, _, text = json.loads(json.dumps(phone.ask(MARK)))
    tap(phone, x, y)
    assert phone.ask(SHOWN).split("\n")[0] == text


def test_notes_behind_the_eighth_are_folded_on_a_phone(tmp_path: Path, window: Window) -> None:
    rows = [{"title": f"E {n}", "start": f"1953-06-{n:02}", "note": f"N {n}"} for n in range(1, 21)]
    path = tmp_path / "notes.html"
    path.write_bytes(render(gantt_chart(table(rows), title="x"), {"html"})["html"])
    seen = (
        "[...document.querySelectorAll('.timeline-notes li')].filter((n) => n.offsetHeight).length"
    )
    for width, many in ((720, 20), (360, 8)):
        window.open(path.as_uri(), width=width)
        assert window.ask(seen) == many
    window.ask("document.querySelector('.timeline-more-notes summary').click()")
    assert window.ask(seen) == 20
