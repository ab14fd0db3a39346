"""The small script draws what it is known to draw, byte for byte as the full one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.internals import json_text, needs_full_script
from timeline import Browser

HEAT: dict[str, Any] = {"data": [{"type": "heatmap", "z": [[1, 2], [3, 4]]}], "layout": {}}


@pytest.fixture
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


def figure(number: int, kind: str) -> dict[str, Any]:
    values = [(number * step) % 17 + 1 for step in (3, 5, 7, 11)]
    trace = {"type": kind, ("values" if kind == "pie" else "y"): values}
    layout = {"title": {"text": f"Figure {number}"}, "width": 300, "height": 200}
    return {"data": [trace], "layout": layout}


def svg(browser: Browser, wanted: dict[str, Any]) -> bytes:
    return browser.draw(wanted, {"svg"})["svg"]


@pytest.mark.parametrize(
    ("wanted", "full"),
    [
        ({"data": [{"type": "bar"}, {"x": [1]}]}, False),
        ({"data": []}, False),
        ({"data": [{"type": "bar"}, {"type": "scattergl"}]}, True),
        ({"data": [{"type": ["bar"]}]}, True),
        ({"data": [3]}, True),
        ({"data": [], "layout": {"xaxis": {"calendar": "julian"}}}, True),
        ({"data": [{"xcalendar": "gregorian", "x": ["1953"]}]}, False),
    ],
)
def test_the_small_script_serves_only_what_it_is_known_to_draw(
    wanted: dict[str, Any], full: bool
) -> None:
    assert needs_full_script(wanted, json_text(wanted)) is full


@pytest.mark.browser
def test_the_small_script_and_the_full_one_draw_the_same_bytes(browser: Browser) -> None:
    wanted = [figure(n, kind) for n, kind in enumerate(["bar", "scatter", "pie"] * 4)]
    formats = {"svg", "png"}
    small = [browser.draw(each, formats, scale=1) for each in wanted]
    svg(browser, HEAT)  # from here on the page has the full script
    assert [browser.draw(each, formats, scale=1) for each in wanted] == small


@pytest.mark.browser
def test_a_figure_that_needs_the_full_script_is_drawn_with_it(browser: Browser) -> None:
    julian = {"data": [{"x": ["1582-10-04", "1582-10-06"], "y": [1, 2], "xcalendar": "julian"}],
              "layout": {"xaxis": {"calendar": "julian", "tickformat": "%Y-%m-%d"}}}  # fmt: skip
    assert b"<image" in svg(browser, HEAT)
    alone = svg(browser, julian)
    browser.close()
    assert svg(browser.start(), julian) == alone
