"""Every format comes from one scene; files are complete or unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.internals import Chart, gantt_chart, jobs_of
from timeline import BrowserError, ExportError, UsageError, save, save_all

pytestmark = pytest.mark.slow

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


TABLE = b"title,start,side\nAssault,1953-06-10,PVA\nRelief,1953-06-12,UN\n"


def chart(title: str = "June") -> Chart:
    return gantt_chart(TABLE, title=title, width=400)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no browser on the machine."""
    monkeypatch.setenv("BROWSER_PATH", "/no/browser")
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("no_browser")
def test_a_figure_of_ours_is_drawn_in_every_format_without_a_browser(tmp_path: Path) -> None:
    ends = ("svg", "png", "pdf", "jpg", "webp", "html")
    save(chart().plotly(), *(tmp_path / f"a.{end}" for end in ends))
    begins = [(tmp_path / f"a.{end}").read_bytes()[:4] for end in ends]
    assert begins == [b"<svg", b"\x89PNG", b"%PDF", b"\xff\xd8\xff\xe0", b"RIFF", b"<!do"]


@pytest.mark.usefixtures("no_browser")
def test_a_changed_figure_needs_one_and_its_page_does_not(tmp_path: Path) -> None:
    figure = chart().plotly()
    figure.update_layout(title_text="Mine")
    with pytest.raises(
        BrowserError, match=r'the figure "Mine" cannot be drawn: no browser'
    ) as told:
        save(figure, tmp_path / "a.svg", tmp_path / "a.html")
    assert "Figures of timeline that nobody changed are drawn without a browser" in str(told.value)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


@pytest.mark.parametrize(
    ("names", "keywords", "message"),
    [
        (["a.svg", "a.pngg"], {}, '".pngg" is not a supported format'),
        ([], {}, "at least one file"),
        (["a.svg"], {"scale": -1.0}, "scale is -1; it must be above 0"),
        (
            ["a.png"],
            {"scale": 100.0},
            "scale is 100; the maximum is 16 pixels per figure pixel "
            "(SVG and PDF are sharp at any size)",
        ),
        (["a.svg"], {"width": float("inf")}, "width is inf"),
        (["a.svg"], {"engine": "cairo"}, 'engine "cairo" is not known (one of: auto, kaleido)'),
        (["a.svg"], {"paper": "a4"}, 'paper "a4" is only for PDF (name a file that ends in .pdf)'),
        (["a.pdf"], {"paper": "a4"}, "or was changed after it was drawn, cannot be split"),
        (["old.svg", "new.svg"], {"overwrite": False}, "old.svg: already exists"),
    ],
)
def test_wrong_usage_is_reported_before_anything_is_drawn(
    tmp_path: Path, names: list[str], keywords: dict[str, Any], message: str
) -> None:
    (tmp_path / "old.svg").write_bytes(b"old")
    with pytest.raises(UsageError) as caught:
        save(FIGURE, *(tmp_path / name for name in names), **keywords)
    assert message in str(caught.value)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old.svg": b"old"}


@pytest.mark.browser
def test_a_drawing_that_fails_changes_no_file(tmp_path: Path) -> None:
    for name in ("a.svg", "a.html"):
        (tmp_path / name).write_bytes(b"old")
    wrong = {**FIGURE, "data": [{"type": "gantt"}]}
    with pytest.raises(ExportError, match="cannot be drawn"):
        save(wrong, tmp_path / "a.svg", tmp_path / "new.png")
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"old"}


@pytest.mark.usefixtures("no_browser")
def test_html_needs_no_browser(tmp_path: Path) -> None:
    save(FIGURE, tmp_path / "a.html", script="shared")
    assert b"Sorties" in (tmp_path / "a.html").read_bytes()
    assert (tmp_path / "plotly.min.js").stat().st_size > 100_000


def figure(number: int) -> dict[str, Any]:
    bar = {"type": "bar", "y": [number, 2, 3]}
    size = {"width": 300, "height": 200}
    return {"data": [bar], "layout": {"title": {"text": f"Figure {number}"}, **size}}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_many_at_once_are_as_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "once").mkdir()
    (tmp_path / "each").mkdir()
    charts = {n: chart(f"Figure {n}") for n in range(8)}
    names = [(n, f"{n}.{end}") for n in charts for end in ("png", "svg", "pdf", "html")]
    save_all({str(tmp_path / "once" / name): charts[n] for n, name in names}, scale=1)
    for n, each in charts.items():
        save(each, *(tmp_path / "each" / name for m, name in names if m == n), scale=1)
    assert contents(tmp_path / "once") == contents(tmp_path / "each")


@pytest.mark.browser
def test_failures_are_named_and_the_rest_is_written(tmp_path: Path) -> None:
    figures: dict[str, Any] = {f"{n}.svg": chart(f"Figure {n}") for n in range(4)}
    wrong = {"data": [{"type": "gantt"}], "layout": {"title": {"text": "Wrong"}}}
    figures |= {"1.svg": wrong, "3.svg": {**wrong, "layout": {"title": {"text": "Wrong too"}}}}
    (tmp_path / "3.svg").write_text("as it was")
    with pytest.raises(ExportError) as caught:
        save_all({str(tmp_path / name): one for name, one in figures.items()})
    first, *rest = str(caught.value).splitlines()
    assert first == "2 of 4 figures were not written:"
    assert ['"Wrong"' in rest[0], '"Wrong too"' in rest[-1]] == [True, True]
    assert {path.name for path in tmp_path.iterdir()} == {f"{n}.svg" for n in (0, 2, 3)}
    assert (tmp_path / "3.svg").read_text() == "as it was"


@pytest.mark.usefixtures("no_browser")
def test_pages_need_no_browser(tmp_path: Path) -> None:
    save_all({str(tmp_path / f"{n}.html"): figure(n) for n in range(3)}, jobs=2)
    assert len(contents(tmp_path)) == 3
    with pytest.raises(BrowserError, match="no browser was found"):
        save_all({str(tmp_path / f"{n}.png"): figure(n) for n in range(3)})
    assert len(contents(tmp_path)) == 3


def test_nothing_is_begun_where_a_file_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("mine")
    files = {str(tmp_path / name): figure(1) for name in ("a.html", "b.html")}
    with pytest.raises(UsageError, match="already exists"):
        save_all(files, overwrite=False)
    assert contents(tmp_path) == {"b.html": b"mine"}


def test_an_object_that_is_not_a_figure_is_reported(tmp_path: Path) -> None:
    files = [str(tmp_path / f"{n}.html") for n in range(2)]
    with pytest.raises(UsageError, match="not of the kind int"):
        save_all(dict.fromkeys(files, 3))
    with pytest.raises(ExportError, match="2 of 2 figures were not written"):
        save_all(dict(zip(files, (3, "June"), strict=True)))
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("jobs", [0, -1])
def test_several_numbers_at_once_are_not_a_number(jobs: int) -> None:
    with pytest.raises(UsageError, match=f"jobs is {jobs}; it must be at least 1"):
        jobs_of(jobs)
