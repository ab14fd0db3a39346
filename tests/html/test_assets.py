"""Shared files of pages are written once, and never replaced by smaller ones."""

from __future__ import annotations

import gzip
import re
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.articles import chart, figures, table_rows
from tests.internals import (
    BARS_FILE,
    PAGE_FOLDER,
    PAGE_WIDTHS,
    bundle_for,
    compressed,
    contrast,
    embed_data,
    embed_snippet,
    home,
    inline_picture,
    page,
    page_script,
    page_style,
    pictures,
    plot_only,
    shared_beside,
    shared_files,
    write_files,
)
from timeline import THEMES

bundle = home("bundle_for")

BARS = {"data": [{"type": "bar"}, {"type": "scatter"}, {}]}


@pytest.mark.parametrize(
    ("figure", "small"),
    [
        (BARS, True),
        (
            {
                "data": [{"type": "scatter"}],
                "layout": {"xaxis": {"rangeslider": {"visible": False}}},
            },
            True,
        ),
        ({"data": [{"type": "heatmap"}]}, False),
        ({"data": [{"type": "pie"}]}, False),
        ({"data": [{"xcalendar": "coptic"}]}, False),
        ({"data": [], "layout": {"images": [{}]}}, False),
        ({"data": [], "layout": {"sliders": [{}]}}, False),
        ({"data": [], "layout": {"xaxis2": {"rangeslider": {}}}}, False),
    ],
)
def test_only_figures_that_need_it_have_the_whole_script(
    figure: dict[str, Any], small: bool
) -> None:
    assert (bundle_for([BARS, figure]).path == BARS_FILE) is small


def test_the_bundle_is_of_the_line_that_plotly_ships() -> None:
    assert f"plotly.js v{bundle.PLOTLY_VERSION}," in BARS_FILE.read_text("utf-8")[:100]
    shipped = bundle_for([{"data": [{"type": "heatmap"}]}]).url
    assert f"@{bundle.PLOTLY_VERSION.split('.')[0]}." in shipped, version("plotly")


def test_a_bundle_that_differs_is_seen_and_not_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "scripts")
    import fetch_bundle

    there = tmp_path / BARS_FILE.name
    there.write_bytes(b"another one")
    monkeypatch.setattr(fetch_bundle, "built_files", lambda: {there: b"ours"})
    monkeypatch.setattr(sys, "argv", ["fetch_bundle", "--check"])
    assert fetch_bundle.main() == 1
    assert there.read_bytes() == b"another one"
    del sys.modules["fetch_bundle"]


FIGURES = [{"data": [{"type": "bar"}]}]


def test_only_missing_or_different_files_are_returned(tmp_path: Path) -> None:
    lacking = shared_beside(FIGURES, tmp_path)
    assert tmp_path / "plotly.min.js" in lacking
    write_files(lacking)
    assert shared_beside(FIGURES, tmp_path) == {}
    (tmp_path / "timeline-figure.css").write_text("old")
    assert list(shared_beside(FIGURES, tmp_path)) == [tmp_path / "timeline-figure.css"]


def test_the_full_script_stays_and_no_other(tmp_path: Path) -> None:
    script = tmp_path / "plotly.min.js"
    ours = shared_beside(FIGURES, tmp_path)[script]
    full = shared_beside([{"data": [{"type": "heatmap"}]}], tmp_path)[script]
    script.write_bytes(full)
    assert script not in shared_beside(FIGURES, tmp_path)
    for other in (ours[:-1], ours + b"\n// more", full + b"\n// more"):
        script.write_bytes(other)
        assert script in shared_beside(FIGURES, tmp_path)


def test_the_style_names_the_colours_of_the_themes() -> None:
    style = page_style()
    for theme in (THEMES["light"], THEMES["dark"]):
        assert f"--tl-paper:{theme.paper};" in style
        assert contrast(theme.sides[0], theme.paper) >= 4.5  # it is the colour of links


def test_shared_style_loads_only_files_that_are_shared() -> None:
    files = shared_files(figures().values())
    named = re.findall(r"url\((.*?)\)", files["timeline-figure.css"].decode())
    assert named
    assert set(named) < set(files)


def test_the_script_reaches_for_nothing_outside() -> None:
    assert not re.search(r"https?:|fetch\(|XMLHttp|eval\(", page_script())
    modules = "".join(path.read_text("utf-8") for path in (PAGE_FOLDER / "script").rglob("*.js"))
    assert re.findall(r"innerHTML = (\w+)", modules) == ["textContent"]


def test_a_self_contained_page_is_sent_in_480_kilobytes() -> None:
    text = page(figures(), picture=inline_picture(chart(), PAGE_WIDTHS))
    assert "timeline-narrow" in text
    assert compressed(text.encode()) <= 480


@pytest.mark.slow
def test_an_article_with_two_figures_is_sent_in_500_kilobytes() -> None:
    shared = shared_files(figures().values())
    loaded = [data for name, data in shared.items() if "woff2" not in name or "latin-4" in name]
    loaded += [data for name, data in shared.items() if "latin-6" in name]
    scene = plot_only(chart().lay_out(720, THEMES["light"]))
    drawn = pictures(scene, THEMES["light"], {"svg"})["svg"]
    for name in "ab":
        data = embed_data(figures(), table=table_rows())
        loaded += [embed_snippet(figures(), name=name).encode(), data.encode(), drawn]
    assert sum(len(gzip.compress(data)) for data in loaded) <= 500_000
