"""A page has layouts for three widths; an edited figure is kept, with its data."""

import html as stdlib_html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.articles import HOSTILE, WIDTHS, chart, figures, hostile, table_rows
from tests.internals import (
    PAGE_WIDTHS,
    chart_of,
    gantt_chart,
    inline_picture,
    page,
    shared_files,
    table_of,
    versions,
)
from tests.layouts import table
from tests.window import Window, served
from timeline import UsageError, gantt, panels, read_events, render

CHECKERS = Path(__file__).parents[1] / "browser" / "node_modules"
POLICY = "default-src 'self'"


def embedded_data(text: str) -> dict[str, Any]:
    found = re.search(r'class="timeline-data">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_page_has_the_texts_of_the_figure_in_html() -> None:
    text = page(
        figures(), script="cdn", table=[["Title"], ["First assault"]], links={"CSV": "a.csv"}
    )
    assert '<html lang="en" dir="ltr"' in text
    assert "<h1>June 1953</h1>" in text
    assert "<title>June 1953</title>" in text
    assert '<a href="https://example.org/harry">https://example.org/harry</a>' in text
    assert '<th scope="row">First assault</th>' in text
    assert '<a href="a.csv">CSV</a>' in text


def test_texts_in_html_are_not_drawn() -> None:
    for entry in embedded_data(page(figures(), script="cdn"))["light"]:
        names = {text["name"] for text in entry["layout"]["annotations"]}
        assert not names & {"note", "source", "title", "subtitle"}
        assert "title" not in entry["layout"]


def test_the_account_of_the_table_is_in_the_page() -> None:
    about = embedded_data(page(figures(), script="cdn"))["about"]
    assert len(about["table_sha256"]) == 64
    assert "5" in about["account"]


def test_the_same_figures_give_the_same_bytes() -> None:
    assert page(figures(), theme="auto", figures_dark=figures("dark")) == page(
        figures(), theme="auto", figures_dark=figures("dark")
    )


def test_ids_differ_with_the_content() -> None:
    pages = [page(drawn, script="cdn") for drawn in (figures(), hostile())]
    assert len({re.findall('id="(timeline-[0-9a-f]{8})"', text)[0] for text in pages}) == 2


def test_inline_pages_name_no_address_to_load() -> None:
    text = re.sub(r"<script>.*?</script>", "", page(figures()), flags=re.DOTALL)
    assert not re.search(r'(src|srcset|href)="(?!#|data:|https://example\.org)', text)


def test_shared_pages_hold_no_code() -> None:
    text = page(figures(), script="shared")
    assert re.findall(r"<script(?! src=| type=\"application/json\")", text) == []
    assert "<style" not in text
    assert ' style="' not in text


def test_the_script_of_the_cdn_has_its_hash() -> None:
    text = page(figures(), script="cdn")
    (tag,) = re.findall(r'<script src="https:[^>]*>', text)
    assert re.search(r'integrity="sha384-[\w+/]{64}"', tag)
    assert 'crossorigin="anonymous"' in tag


def test_hostile_texts_are_escaped_everywhere() -> None:
    text = page(
        hostile(), script="cdn", table=table_rows(), theme="auto", links={"x": "javascript:1"}
    )
    plain = re.sub(r"<script[ >].*?</script>", "", text, flags=re.DOTALL)
    assert "<script" not in plain
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", plain)
    assert 'href="javascript' not in text.lower()
    for wanted in HOSTILE:
        assert stdlib_html.escape(wanted) in plain or wanted == HOSTILE[-1]


@pytest.mark.parametrize("option", ["script", "theme"])
def test_an_unknown_option_is_reported_with_the_known_ones(option: str) -> None:
    options: dict[str, Any] = {option: "darkk"}
    with pytest.raises(UsageError, match=f'{option} "darkk" is not known'):
        page(figures(), **options)


def test_no_figure_is_an_error() -> None:
    with pytest.raises(UsageError, match="at least one figure"):
        page({})


def test_a_figure_made_elsewhere_has_its_page() -> None:
    figure = {"data": [{"type": "heatmap"}], "layout": {"title": {"text": "A <b>map</b>"}}}
    text = page({700: figure})
    assert "<h1>A map</h1>" in text
    assert len(text) > 4_000_000  # the full script: the basic bundle draws no such trace


# ---- in the browser ----


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages")
    rows, dark = table_rows(), figures("dark")
    pages = {
        "inline": page(figures(), table=rows),
        "auto": page(figures(), theme="auto", figures_dark=dark, table=rows),
        "shared": page(figures(), script="shared", theme="auto", figures_dark=dark, table=rows),
        "hostile": page(hostile(), table=rows),
        "hostile-shared": page(hostile(), script="shared", table=rows),
        "cdn": page(figures(), script="cdn", picture=drawn_before()),
    }
    for name, text in pages.items():
        (place / f"{name}.html").write_text(text, encoding="utf-8")
    for name, data in shared_files(figures().values()).items():
        (place / name).write_bytes(data)
    return place


def drawn_before(**options: Any) -> Any:
    """Return the static picture in the page of ``figures``."""
    return inline_picture(chart(**options), PAGE_WIDTHS)


def texts_drawn(window: Window) -> list[str]:
    found: list[str] = window.ask(
        "[...document.querySelectorAll('.timeline-canvas text')].map((t) => t.textContent)"
    )
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 500, 720, 1000, 1080, 1400])
def test_the_page_fits_every_width(window: Window, folder: Path, width: int) -> None:
    address = f"{folder.as_uri()}/inline.html"
    assert window.open(address, width=width) == 1
    assert window.complaints == []
    assert [a for a in window.asked if not a.startswith("data:")] == [address]
    assert window.ask("document.documentElement.scrollWidth <= innerWidth")
    assert window.ask(OUTSIDE) == []


@pytest.mark.browser
def test_the_layout_follows_the_room(window: Window, folder: Path) -> None:
    heights = {}
    for width in (*WIDTHS, 400):
        window.open(f"{folder.as_uri()}/inline.html", width=width)
        heights[width] = window.ask("document.querySelector('.timeline-plot').clientHeight")
    window.resize(1080)
    window.ask("new Promise((done) => setTimeout(done, 100))")
    assert heights[360] == heights[400] > heights[1080]
    assert window.ask("document.querySelector('.timeline-plot').clientHeight") == heights[1080]


@pytest.mark.browser
@pytest.mark.parametrize("name", ["hostile", "hostile-shared"])
def test_hostile_texts_are_shown_and_do_nothing(window: Window, folder: Path, name: str) -> None:
    assert window.open(f"{folder.as_uri()}/{name}.html", width=720) == 1
    walked = []
    for _ in HOSTILE:
        window.ask("document.querySelector('.timeline-plot').focus()")
        window.press("ArrowRight")
        walked.append(window.ask("document.querySelector('.timeline-status').textContent"))
    assert window.ask("window.bad") is None
    assert window.complaints == []
    assert window.ask("document.querySelectorAll('main a[href^=javascript i]').length") == 0
    assert window.ask("document.querySelectorAll('main img, main b, svg a').length") == 0
    heading = window.ask("document.querySelector('h1').textContent")
    assert all(text in heading for text in HOSTILE[:-1])
    said = " ".join(walked)
    assert [text for text in HOSTILE[:-1] if text not in said] == []


@pytest.mark.browser
def test_zoom_has_its_own_ticks_and_comes_back(window: Window, folder: Path) -> None:
    window.open(f"{folder.as_uri()}/inline.html", width=1080)
    whole = texts_drawn(window)
    window.ask("document.querySelector('.timeline-plot').focus()")
    window.press("+", times=4)
    zoomed = texts_drawn(window)
    assert zoomed != whole
    assert window.ask(OVERLAPS) == []
    for width in (360, 1080):  # a phone that is turned, and back
        window.resize(width)
        window.ask("new Promise((done) => setTimeout(done, 100))")
    assert texts_drawn(window) == zoomed
    window.press("0")
    assert texts_drawn(window) == whole


#: Texts of the plot that reach over its edges.
OUTSIDE = """(() => {
  const room = document.querySelector(".timeline-plot").getBoundingClientRect();
  return [...document.querySelectorAll(".timeline-canvas text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < room.left - 0.5 || box.right > room.right + 0.5);
  }).map((text) => text.textContent);
})()"""

#: Pairs of texts of the plot that cover each other.
OVERLAPS = """(() => {
  const texts = document.querySelectorAll(
    ".timeline-canvas .xtick text, .timeline-texts g:first-of-type text:not([display=none])");
  const boxes = [...texts].filter((text) => text.textContent)
    .map((text) => [text.textContent, text.getBoundingClientRect()]);
  const apart = (a, b) => a.left >= b.right - 1 || b.left >= a.right - 1
    || a.top >= b.bottom - 2 || b.top >= a.bottom - 2;
  return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
    .filter(([, b]) => !apart(a, b)).map(([two]) => `${one} | ${two}`));
})()"""


@pytest.mark.browser
def test_events_can_be_walked_in_order_of_time(window: Window, folder: Path) -> None:
    window.open(f"{folder.as_uri()}/inline.html", width=720)
    window.ask("document.querySelector('.timeline-plot').focus()")
    said = []
    for _ in range(5):
        window.press("ArrowRight")
        said.append(window.ask("document.querySelector('.timeline-status').textContent"))
    order = ["Talks", "Battle", "First", "Counter", "Relief"]
    assert [re.split("[ -]", text)[1] for text in said] == order
    assert window.ask("document.querySelectorAll('.timeline-tooltip:not([hidden])').length") == 1
    window.press("Escape")
    assert window.ask("document.querySelectorAll('.timeline-tooltip:not([hidden])').length") == 0


@pytest.mark.browser
def test_it_works_under_a_policy_without_inline_code(window: Window, folder: Path) -> None:
    with served(folder, POLICY) as address:
        assert window.open(f"{address}/shared.html", width=720) == 1
        assert window.complaints == []
        assert all(asked.startswith(address) for asked in window.asked)


@pytest.mark.browser
def test_the_scheme_of_the_reader_is_followed(window: Window, folder: Path) -> None:
    colors = {}
    for scheme in ("light", "dark"):
        window.open(f"{folder.as_uri()}/auto.html", prefers_color_scheme=scheme)
        colors[scheme] = window.ask(
            "[getComputedStyle(document.documentElement).backgroundColor,"
            " getComputedStyle(document.querySelector('h1')).color,"
            " document.querySelector('.timeline-canvas svg').style.background]"
        )
    assert colors["light"][0] == "rgb(255, 255, 255)"
    assert colors["dark"][0] == colors["dark"][2] != colors["light"][2]
    assert colors["dark"][1] != colors["light"][1]


@pytest.mark.browser
def test_print_is_black_on_white_and_plain(window: Window, folder: Path) -> None:
    window.open(f"{folder.as_uri()}/auto.html", media="print", prefers_color_scheme="dark")
    shown = "getComputedStyle(document.querySelector('{}')).{}"
    assert window.ask(shown.format("html", "backgroundColor")) == "rgb(255, 255, 255)"
    assert window.ask(shown.format("h1", "color")) == "rgb(0, 0, 0)"
    for hidden in (".timeline-toolbar", ".timeline-data-table"):
        assert window.ask(shown.format(hidden, "display")) == "none"
    assert window.printed().startswith(b"%PDF")


@pytest.mark.browser
def test_on_paper_no_note_has_an_arrow_to_the_data_table(window: Window, tmp_path: Path) -> None:
    drawn = gantt_chart(table([{"title": "Relief", "start": "1953-06-12", "note": "By day."}]))
    (tmp_path / "page.html").write_bytes(render(drawn, {"html"})["html"])
    seen = {}
    for media in ("screen", "print"):
        window.open((tmp_path / "page.html").as_uri(), media=media)
        seen[media] = window.ask("document.querySelector('.timeline-notes').innerText").strip()
    assert seen["screen"].endswith("By day. ↑")
    assert seen["print"].endswith("By day.")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("events", "least", "most"), [(4, 0.99, 1), (38, 0.8, 0.98), (90, 0.8, 0.8)]
)
def test_a_plot_is_printed_on_one_page_where_it_can_be_read_there(
    events: int, least: float, most: float, window: Window, tmp_path: Path
) -> None:
    rows = [{"title": f"Event {at}", "start": "1953-06-10"} for at in range(events)]
    title = "A title of a figure that takes one line on a screen, and two of them on paper"
    path = tmp_path / "tall.html"
    path.write_bytes(render(gantt_chart(table(rows), title=title), {"html"})["html"])
    window.open(path.as_uri(), width=1080, height=900)
    pages = len(re.findall(rb"/Type\s*/Page\b", window.printed()))
    assert (pages == 1) == (events < 90)
    scale = window.ask(
        "dispatchEvent(new Event('beforeprint')),"
        " document.querySelector('.timeline-canvas').getBoundingClientRect().width"
        " / document.querySelector('.main-svg').viewBox.baseVal.width"
    )
    assert least <= scale <= most


@pytest.mark.browser
def test_without_scripts_the_picture_and_the_words_are_there(window: Window, folder: Path) -> None:
    window.scripts(False)
    try:
        window.open(f"{folder.as_uri()}/cdn.html")
    finally:
        window.scripts(True)
    assert window.ask(PICTURED) == ["medium"]
    assert "First assault" in window.ask("document.querySelector('.timeline-medium').textContent")


@pytest.mark.browser
def test_without_the_cdn_the_picture_is_there(window: Window, folder: Path) -> None:
    window.open(f"{folder.as_uri()}/cdn.html")
    assert window.ask(PICTURED) == ["medium"]


#: The visible layouts of the picture.
PICTURED = """[...document.querySelectorAll(".timeline-pictures > div")]
  .filter((one) => one.firstElementChild.getBoundingClientRect().height > 100)
  .map((one) => one.className.replace("timeline-", "")
    + (one.parentNode.matches(".timeline-picture-dark") ? " dark" : ""))"""


#: The cumulative layout shift, as the browser measures it.
SHIFT = """new Promise((done) => {
  let moved = 0;
  const add = (list) => list.getEntries().forEach((entry) => { moved += entry.value; });
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 250);
})"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("auto", 1080, "light"), ("auto", 360, "dark"), ("hostile", 720, "light")],
)
def test_axe_finds_nothing(
    window: Window, folder: Path, name: str, width: int, scheme: str
) -> None:
    window.open(f"{folder.as_uri()}/{name}.html", width=width, prefers_color_scheme=scheme)
    assert axe(window) == []


def axe(window: Window) -> list[str]:
    """Return what axe-core finds against WCAG 2.2 and good practice, open texts unfolded."""
    script = CHECKERS / "axe-core" / "axe.min.js"
    assert script.is_file(), "axe-core is missing: npm ci --prefix tests/browser"
    window.ask(script.read_text("utf-8") + "; null")
    window.ask("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    found: list[str] = window.ask(
        "axe.run().then((r) => r.violations.map((v) =>"
        " `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 200)).join(' || ')}`))"
    )
    return found


@pytest.mark.browser
def test_the_nu_checker_finds_no_error(folder: Path) -> None:
    files = [folder / f"{name}.html" for name in ("shared", "hostile-shared", "cdn")]
    assert nu_errors(files) == ""


def nu_errors(files: list[Path]) -> str:
    """Return what the Nu HTML checker calls an error in these files."""
    checker = CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    assert checker.is_file(), "vnu-jar is missing: npm ci --prefix tests/browser"
    java = shutil.which("java")
    assert java, "the Nu checker needs Java 11 or newer: apt-get install default-jre-headless"
    command = [java, "-jar", str(checker), "--errors-only", "--also-check-svg", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return done.stderr


LONG = "Counted by ear from the trenches in the last night; nobody could tell the guns apart."


@pytest.mark.browser
def test_marks_of_every_panel_are_read_out(window: Window, tmp_path: Path) -> None:
    text = (
        "title,start,side,measure,value,unit,claimed_by,source,note\n"
        "Assault,1953-06-10,PVA,,,,,,\nRelief,1953-06-12,US,,,,,,\n"
        f"Shells,1953-06-13,PVA,shells,300,rounds,the article,a,{LONG}\n"
    )
    charts = [{"chart": "gantt"}, {"chart": "claims", "measure": ["shells"]}]
    figure = panels(read_events(text.encode()), charts=charts, title="Both")
    (tmp_path / "page.html").write_bytes(render(figure, {"html"})["html"])
    window.open((tmp_path / "page.html").as_uri(), width=720)
    window.ask("document.querySelector('.timeline-plot').focus()")
    said = []
    for _ in range(3):
        window.press("ArrowRight")
        said.append(window.ask("document.querySelector('.timeline-status').textContent"))
    assert [text.partition(":")[0] for text in said] == ["1/3", "2/3", "3/3"]
    assert "300 rounds" in said[2]
    assert LONG in said[2]  # in one piece, wherever its lines are broken
    assert window.complaints == []


@pytest.fixture
def events():
    return read_events(pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10"]}))


def test_a_chart_and_its_figure_give_the_same_three_layouts(events):
    chart, figure = gantt_chart(events), gantt(events)

    assert list(versions(chart)) == list(PAGE_WIDTHS)
    assert versions(chart) == versions(figure)
    assert [layout["layout"]["width"] for layout in versions(chart).values()] == list(PAGE_WIDTHS)


def test_an_edit_is_kept_and_the_data_with_it(events):
    figure = gantt(events)
    figure.update_layout(title_text="Mine")

    assert chart_of(figure) is None
    (only,) = versions(figure).values()
    assert only["layout"]["title"]["text"] == "Mine"
    assert table_of(figure)[1][:2] == ("Assault", "10 June 1953")


def test_a_foreign_figure_has_no_data_of_ours():
    assert table_of({"data": [], "layout": {}}) is None
