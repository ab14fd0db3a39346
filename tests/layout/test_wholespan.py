"""The span of a figure: its outer bounds, in the window that it shows."""

from typing import Any

import pytest

from tests.internals import whole_span
from tests.layouts import laid_out, table

LONG = {"title": "Long", "start": "1950-06-25", "end": "1953-07-27"}


def told(*rows: dict[str, str], **window: Any) -> str:
    events = table([{"title": "One", "start": "1953-06-10", **row} for row in rows])
    return whole_span(events.frame, **window)


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (({}, {"start": "1953-06-18"}), "10–18 June 1953"),
        (({"start": "1943-02", "end": "/"}, {"start": "194X"}), "1940–1949"),
        (({"start": "1940~"}, {"start": "1949?"}), "1940–1949"),
        (({"end": "/"}, {"start": "1953-06-18"}), "10–18 June 1953"),
        (({}, {"start": "..", "end": "1953-06-18"}), "10–18 June 1953"),
        (({}, {"start": "1953-06-12 night"}), "10–13 June 1953"),
        (({"start": "1953-21"}, {"start": "1953-06"}), "March–June 1953"),
        (({"start": "1953-05"}, {"end": ".."}), "since May 1953 (ongoing)"),
        (({"start": "1953-06-10T04:30"}, {"start": "1953-06-10T06:00"}),
         "10 June 1953, 04:30–06:00"),
    ],
)  # fmt: skip
def test_no_row_speaks_for_all(rows: tuple[dict[str, str], ...], text: str) -> None:
    assert told(*rows) == told(*reversed(rows)) == text


def test_the_only_row_is_told_as_its_date_says() -> None:
    assert told({"end": "/"}) == "10 June 1953 – end unknown"
    assert told({"start": "1953~"}) == "about 1953"


@pytest.mark.parametrize(
    ("window", "text"),
    [
        ({"since": "1951", "until": "1952"}, "1951–1952"),
        ({"since": "1953-06", "until": "1953-06"}, "June 1953"),
        ({"since": "1953-06-05"}, "5 June – 27 July 1953"),
        ({"until": "1950-08-14"}, "25 June – 14 August 1950"),
        ({"since": "1940", "until": "1960"}, "25 June 1950 – 27 July 1953"),
    ],
)
def test_a_figure_of_a_window_tells_the_window(window: dict[str, Any], text: str) -> None:
    said = [text.text for text in laid_out([LONG], **window).texts if text.role == "subtitle"]
    assert [line.replace("\u2009", " ") for line in said] == [text]


def test_what_goes_on_did_not_begin_with_the_window() -> None:
    rows = [{**LONG, "end": ".."}]
    said = [t.text for t in laid_out(rows, since="1953").texts if t.role == "subtitle"]
    assert said == ["1 January 1953 – ongoing"]
