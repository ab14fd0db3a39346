"""Figures for page tests: one like those of the gallery, one with hostile texts."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Any

import pandas as pd

from tests.internals import gantt_chart
from timeline import read_events

WIDTHS = (360, 720, 1080)

#: Each of these would run, hide or break something, were it taken for more than a text.
HOSTILE = (
    "<script>window.bad = 1</script>",
    '</script><img src=x onerror="window.bad = 1">',
    "%{y} & <br> <b>bold</b>",
    "\"quoted\" 'text' `tick`",
    "😀 上甘岭",
    "שלום عليكم",
    "]]> <!-- --> &lt;b&gt;",
    "javascript:window.bad=1",
    '<a href="javascript:window.bad=1">click</a>',
    "$x^2$ {{template}} {% raw %}",
    "line\u2028separator",
)

_ROWS = [
    ("Battle of Outpost Harry", "1953-06-10", "1953-06-18", "Outpost Harry", "", "b"),
    ("First assault", "1953-06-10 night", "", "Outpost Harry", "PVA", ""),
    ("Counter-attack", "1953-06-11T02:00", "1953-06-11T05:30", "Outpost Harry", "US", ""),
    ("Relief in place", "1953-06-13", "", "Outpost Harry", "Greece", "b"),
    ("Talks at Panmunjom", "1953-05", "..", "Diplomacy", "", ""),
]


def figures(theme: str = "light", **options: Any) -> dict[int, dict[str, Any]]:
    """Return a Gantt of a battle, by width: a copy, so that a test may change it."""
    return deepcopy(_figures(theme, **options))


@lru_cache
def _figures(theme: str, **options: Any) -> dict[int, dict[str, Any]]:
    drawn = chart(**options)
    return {width: drawn.figure(width=width, theme=theme) for width in WIDTHS}


@lru_cache
def chart(**options: Any) -> Any:
    """Return the chart of a battle that ``figures`` draws."""
    columns = ["title", "start", "end", "group", "side", "note"]
    table = pd.DataFrame(_ROWS, columns=columns)
    options = {"title": "June 1953", "source": "Source: https://example.org/harry", **options}
    return gantt_chart(read_events(table), **options)


@lru_cache
def hostile(theme: str = "light") -> dict[int, dict[str, Any]]:
    """Return a Gantt in which every text is from ``HOSTILE``."""
    texts = list(HOSTILE)
    columns = dict.fromkeys(("title", "group", "lane", "side", "note", "place"), texts)
    table = pd.DataFrame({**columns, "start": [f"1953-06-{n + 1:02d}" for n in range(len(texts))]})
    drawn = gantt_chart(read_events(table), title=" ".join(texts), source=" ".join(texts))
    return {width: drawn.figure(width=width, theme=theme) for width in WIDTHS}


def table_rows() -> list[list[str]]:
    """Return a data table, hostile texts in it."""
    return [["Title", "Note"], *([text, f"{n}"] for n, text in enumerate(HOSTILE))]
