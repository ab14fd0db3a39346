"""Every format comes from one drawing, and a file is there whole or as it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pandas as pd
import pytest

from tests.internals import MANY, gantt_chart, jobs_of, json_text
from timeline import Browser, BrowserError, ExportError, UsageError, render, save, save_all

SVG = "{http://www.w3.org/2000/svg}"
FIGURE: dict[str, Any] = {
    "data": [{"type": "bar", "orientation": "h", "x": [3, 5], "y": ["Allied", "Chinese"]}],
    "layout": {
        "width": 400,
        "height": 300,
        "paper_bgcolor": "#fff",
        "font": {"family": "Inter, sans-serif"},
        "meta": {"title": "Sorties", "alt": "3 against 5", "language": "en", "rows": 2},
    },
}


class Painter(Browser):
    """A browser that paints by number, and counts."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[list[str]] = []

    def draw(
        self, figure: Mapping[str, Any], formats: Collection[str], **size: Any
    ) -> dict[str, bytes]:
        self.drawn.append(sorted(formats))
        if figure["data"] == "wrong":
            raise ExportError("Sorties: cannot be drawn")
        raw = b'<svg xmlns="http://www.w3.org/2000/svg"><text>Inter</text></svg>'
        png = b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0\0\0"
        return {name: {"svg": raw, "png": png}.get(name, name.encode()) for name in formats}


def test_all_formats_come_from_one_drawing(tmp_path: Path) -> None:
    painter = Painter()
    save(FIGURE, *(tmp_path / f"a.{end}" for end in ("svg", "png", "pdf", "jpg")), browser=painter)
    assert painter.drawn == [["jpeg", "pdf", "png", "svg"]]
    assert (tmp_path / "a.jpg").read_bytes() == b"jpeg"
    assert fromstring((tmp_path / "a.svg").read_bytes()).findtext(f"{SVG}title") == "Sorties"


@pytest.mark.parametrize(
    ("names", "keywords", "told"),
    [
        (["a.svg", "a.pngg"], {}, '".pngg" is no format we write'),
        ([], {}, "at least one file"),
        (["a.svg"], {"scale": -1.0}, "scale is -1; a number above 0 is wanted"),
        (
            ["a.png"],
            {"scale": 100.0},
            "scale is 100; at most 16 pixels are drawn for one of the figure "
            "(SVG and PDF are sharp at any size)",
        ),
        (["a.svg"], {"width": float("inf")}, "width is inf"),
        (["a.svg"], {"fonts": "outline"}, 'fonts is "outline"'),
        (["a.svg"], {"paper": "a4"}, 'paper "a4" is for PDF alone (name a file that ends in .pdf)'),
        (["a.pdf"], {"paper": "a4"}, "not ours, or was changed after it was drawn, is not split"),
        (["old.svg", "new.svg"], {"overwrite": False}, "old.svg: exists already"),
    ],
)
def test_wrong_use_is_told_before_anything_is_drawn(
    tmp_path: Path, names: list[str], keywords: dict[str, Any], told: str
) -> None:
    (tmp_path / "old.svg").write_bytes(b"old")
    painter = Painter()
    with pytest.raises(UsageError) as caught:
        save(FIGURE, *(tmp_path / name for name in names), browser=painter, **keywords)
    assert told in str(caught.value)
    assert painter.drawn == []
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old.svg": b"old"}


def test_a_drawing_that_fails_changes_no_file(tmp_path: Path) -> None:
    for name in ("a.svg", "a.html"):
        (tmp_path / name).write_bytes(b"old")
    wrong = {**FIGURE, "data": "wrong"}
    with pytest.raises(ExportError, match="Sorties: cannot be drawn"):
        save(wrong, tmp_path / "a.svg", tmp_path / "new.png", browser=Painter())
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"old"}


def test_html_needs_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/no/browser")
    save(FIGURE, tmp_path / "a.html", script="shared")
    assert b"Sorties" in (tmp_path / "a.html").read_bytes()
    assert (tmp_path / "plotly.min.js").stat().st_size > 100_000
    with pytest.raises(BrowserError, match="BROWSER_PATH=/no/browser is no file"):
        save(FIGURE, tmp_path / "a.svg")
    assert not (tmp_path / "a.svg").exists()


def test_html_is_written_where_no_browser_draws_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/no/browser")
    with pytest.raises(BrowserError, match="BROWSER_PATH=/no/browser is no file"):
        save(FIGURE, tmp_path / "a.html", tmp_path / "a.svg", tmp_path / "a.png")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    page = (tmp_path / "a.html").read_text()
    assert "Sorties" in page
    assert "a.svg" not in page


def test_the_font_is_embedded_or_named() -> None:
    embedded, named = (
        render(FIGURE, {"svg"}, browser=Painter(), fonts=fonts)["svg"]
        for fonts in ("embed", "name")
    )
    assert b"@font-face" in embedded
    assert b"@font-face" not in named


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as kept:
        yield kept


@pytest.mark.browser
def test_a_figure_in_another_font_is_drawn_too(browser: Browser) -> None:
    other = {**FIGURE, "layout": {**FIGURE["layout"], "font": {"family": "serif"}}}
    ours, theirs = (render(each, {"png"}, browser=browser)["png"] for each in (FIGURE, other))
    assert ours != theirs


@pytest.mark.browser
def test_files_are_the_same_from_run_to_run(browser: Browser, tmp_path: Path) -> None:
    formats = {"svg", "png", "pdf", "webp", "jpeg"}
    first = render(FIGURE, formats, browser=browser)
    other = {**FIGURE, "layout": {**FIGURE["layout"], "title": {"text": "between"}}}
    render(other, formats, browser=browser)
    assert render(FIGURE, formats, browser=browser) == first
    with Browser() as fresh:
        assert render(FIGURE, formats, browser=fresh) == first


@pytest.mark.browser
def test_a_long_gantt_is_split_over_pages_of_paper(browser: Browser, tmp_path: Path) -> None:
    rows = [{"title": f"Assault {n}", "start": "1953-06-10~", "id": f"e{n}"} for n in range(90)]
    chart = gantt_chart(pd.DataFrame(rows), title="One day", theme="dark")
    path = tmp_path / "pages.pdf"
    save(chart, path, tmp_path / "whole.svg", paper="a4-landscape", browser=browser)
    printed = path.read_bytes()
    pages = len(chart.pages("a4-landscape"))
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == pages > 1
    assert set(re.findall(rb"/MediaBox \[([^]]*)\]", printed)) == {b"0 0 841.91998 594.95996"}
    assert b"/Subtype /Image" not in printed
    assert b"/Title (One day)" in printed
    save(chart.plotly(), path, paper="a4-landscape")
    assert path.read_bytes() == printed
    whole = fromstring((tmp_path / "whole.svg").read_bytes())
    assert float(whole.get("height", "0")) > 720


@pytest.mark.browser
def test_a_page_of_paper_names_its_parts_otherwise_than_the_next(browser: Browser) -> None:
    figure = json_text(
        {**FIGURE, "data": [{**FIGURE["data"][0], "marker": {"pattern": {"shape": "/"}}}]}
    )
    options = {"formats": [], "characters": "", "title": "", "lang": "en"}
    names = [
        {
            element.get("id")
            for element in fromstring(
                browser.ask("draw", figure, {**options, "page": page})["svg"]
            ).iter()
            if element.get("id")
        }
        for page in range(3)
    ]
    assert all(names)
    assert len(set.union(*names)) == sum(len(found) for found in names)


@pytest.mark.browser
def test_a_finished_svg_says_what_it_is(browser: Browser) -> None:
    root = fromstring(render(FIGURE, {"svg"}, browser=browser)["svg"])
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "sorties-title sorties-desc"
    assert root.findtext(f"{SVG}desc") == "3 against 5"
    assert root.findtext(f"{SVG}metadata") == '{"language":"en","rows":2}'
    assert {"Allied", "Chinese"} <= {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert all(str(name).startswith("sorties-") for name in ids)
    assert len(ids) == len(set(ids))


@pytest.mark.browser
def test_paper_is_drawn_only_where_it_has_a_colour(browser: Browser) -> None:
    bare = {**FIGURE, "layout": {**FIGURE["layout"], "paper_bgcolor": "rgba(0, 0, 0, 0)"}}
    papers = []
    for figure in (FIGURE, bare):
        root = fromstring(render(figure, {"svg"}, browser=browser, fonts="name")["svg"])
        drawn = [part for part in root if part.tag == f"{SVG}rect"]
        papers.append([part.get("style") for part in drawn])
    assert papers == [["fill:#fff"], []]


def figure(number: int) -> dict[str, Any]:
    bar = {"type": "bar", "y": [number, 2, 3]}
    size = {"width": 300, "height": 200}
    return {"data": [bar], "layout": {"title": {"text": f"Figure {number}"}, **size}}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.browser
def test_many_at_once_are_as_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "once").mkdir()
    (tmp_path / "each").mkdir()
    figures = {n: figure(n) for n in range(2 * MANY)}
    names = [(n, f"{n}.{end}") for n in figures for end in ("png", "svg", "pdf", "html")]
    save_all({str(tmp_path / "once" / name): figures[n] for n, name in names}, scale=1)
    with Browser() as browser:
        for n, each in figures.items():
            files = [tmp_path / "each" / name for m, name in names if m == n]
            save(each, *files, scale=1, browser=browser)
    assert contents(tmp_path / "once") == contents(tmp_path / "each")


@pytest.mark.browser
def test_what_is_wrong_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    figures = {f"{n}.svg": figure(n) for n in range(8)}
    wrong = {"data": [{"type": "gantt"}], "layout": {"title": {"text": "Wrong"}}}
    figures |= {"1.svg": wrong, "5.svg": {**wrong, "layout": {"title": {"text": "Wrong too"}}}}
    (tmp_path / "5.svg").write_text("as it was")
    with Browser(tabs=2) as browser, pytest.raises(ExportError) as caught:
        save_all({str(tmp_path / name): one for name, one in figures.items()}, browser=browser)
    first, *rest = str(caught.value).splitlines()
    assert first == "2 of 8 figures were not written:"
    assert [line.partition(":")[0] for line in rest] == ["Wrong", "Wrong too"]
    assert {path.name for path in tmp_path.iterdir()} == {f"{n}.svg" for n in range(8) if n != 1}
    assert (tmp_path / "5.svg").read_text() == "as it was"


def test_pages_need_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/none")
    save_all({str(tmp_path / f"{n}.html"): figure(n) for n in range(3)}, jobs=2)
    assert len(contents(tmp_path)) == 3
    with pytest.raises(BrowserError, match="/none is no file"):
        save_all({str(tmp_path / f"{n}.png"): figure(n) for n in range(3)})
    assert len(contents(tmp_path)) == 3


def test_nothing_is_begun_where_a_file_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("mine")
    files = {str(tmp_path / name): figure(1) for name in ("a.html", "b.html")}
    with pytest.raises(UsageError, match="exists already"):
        save_all(files, overwrite=False)
    assert contents(tmp_path) == {"b.html": b"mine"}


def test_what_is_no_figure_is_told(tmp_path: Path) -> None:
    files = [str(tmp_path / f"{n}.html") for n in range(2)]
    with pytest.raises(UsageError, match="not of the kind int"):
        save_all(dict.fromkeys(files, 3))
    with pytest.raises(ExportError, match="2 of 2 figures were not written"):
        save_all(dict(zip(files, (3, "June"), strict=True)))
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("jobs", [0, -1])
def test_so_many_at_once_are_no_number(jobs: int) -> None:
    with pytest.raises(UsageError, match=f"jobs is {jobs}; a number from 1 is wanted"):
        jobs_of(jobs)
