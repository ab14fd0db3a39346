"""A dark picture that is made of the light one is the one that the browser draws."""

from pathlib import Path
from typing import Any

import pytest

from tests.internals import Chart, gantt_chart, read_gallery, recolored
from tests.internals import entry_chart as chart_of
from timeline import THEMES, Browser, read_events

GALLERY = Path(__file__).parents[2] / "data" / "figures.toml"
SVG = b'<svg style="background: rgb(255, 255, 255); fill: rgb(31, 35, 40)">#ffffff</svg>'


def figure(paper: str = "#ffffff", ink: str = "#1f2328", **more: Any) -> dict[str, Any]:
    return {"data": [], "layout": {"paper_bgcolor": paper, "font": {"color": ink}, **more}}


DARK = figure("#15181d", "#eceff3")


def test_colours_are_changed_and_texts_are_not() -> None:
    assert recolored(SVG, figure(), DARK) == (
        b'<svg style="background: rgb(21, 24, 29); fill: rgb(236, 239, 243)">#ffffff</svg>'
    )


def test_what_a_figure_says_of_itself_is_not_drawn() -> None:
    assert recolored(SVG, figure(meta={"theme": "light"}), DARK) is not None


@pytest.mark.parametrize(
    "other",
    [
        figure("#15181d", "#eceff3", width=9),  # it says more
        {"data": [{}], "layout": figure()["layout"]},
        figure("#15181d", "rgba(1,2,3,0.5)"),  # it is seen through
        figure("#15181d", "white"),
    ],
)
def test_figures_that_differ_in_more_than_colours_are_drawn(other: dict[str, Any]) -> None:
    assert recolored(SVG, figure(), other) is None


def test_a_colour_that_is_two_in_the_dark_is_drawn() -> None:
    one, other = figure("#ffffff", "#ffffff"), figure("#15181d", "#eceff3")
    assert recolored(b'<svg style="fill: rgb(255, 255, 255)"/>', one, other) is None


@pytest.mark.parametrize("mixed", ["rgb(77, 77, 77)", "#4d4d4d"])
def test_a_colour_that_plotly_has_mixed_is_drawn(mixed: str) -> None:
    assert recolored(f'<svg style="fill: {mixed}"/>'.encode(), figure(), DARK) is None


def test_a_colour_that_plotly_sets_itself_is_drawn_where_the_figure_has_it_too() -> None:
    svg = b'<svg style="fill: rgb(68, 68, 68)"/>'
    assert recolored(svg, figure(), DARK) == svg
    assert recolored(svg, figure(ink="#444444"), DARK) is None


def charts() -> dict[str, Chart]:
    entries = read_gallery(GALLERY).entries
    found = {each.name: chart_of(each, read_events(each.table, **each.reading)) for each in entries}
    table = b"title,start,end,side\nAssault,1953-06-10,..,PVA\nRelief,1953-06~,1953-07,US\n"
    found["open"] = gantt_chart(read_events(table), labels="numbers")
    return found


@pytest.mark.browser
def test_every_figure_of_the_gallery_is_the_same_made_and_drawn() -> None:
    made = 0
    with Browser() as browser:
        for name, chart in charts().items():
            for width in (360, 1080):
                light = chart.figure(width=width, theme="light")
                for theme in sorted(THEMES.keys() - {"light"}):
                    other = chart.figure(width=width, theme=theme)
                    twin = recolored(browser.draw(light, {"svg"})["svg"], light, other)
                    if twin is None:
                        assert theme != "dark", f"{name} is drawn twice at {width}"
                        continue
                    made += 1
                    assert twin == browser.draw(other, {"svg"})["svg"], f"{name}, {theme}, {width}"
    assert made >= 20
