"""Small tables of claims, for the tests of bars."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from tests.internals import BarOptions, Layout, Look, Selection, bars_layout, select
from timeline import THEMES, EventTable, read_events

DEFAULTS = {
    "title": "Losses",
    "start": "1953-06-10",
    "end": "1953-06-18",
    "side": "PVA",
    "measure": "killed",
    "unit": "people",
    "claimed_by": "UN Command",
    "source": "x",
    "kind": "",
    "note": "",
    "place": "",
    "group": "",
}

#: The losses at Outpost Harry as one article tells them.
LOSSES: tuple[Mapping[str, str], ...] = (
    {"side": "UN Command", "measure": "killed", "value": "103", "claimed_by": "article"},
    {"side": "UN Command", "measure": "wounded", "value": "553", "claimed_by": "article"},
    {"side": "UN Command", "measure": "missing", "value": "44", "claimed_by": "article"},
    {"measure": "killed", "value": "1450", "note": "An estimate."},
    {"measure": "wounded", "value": "3800", "note": "An estimate."},
    {"measure": "casualties", "value": "2038", "claimed_by": "PVA", "note": "Not told apart."},
)
MEASURES = ("killed", "wounded", "missing", "casualties")


def table(rows: Sequence[Mapping[str, str]]) -> EventTable:
    """Return a checked table of claims; the first is line 2, the rest as in ``DEFAULTS``."""
    return _read(pd.DataFrame([{**DEFAULTS, **row} for row in rows]).to_csv(index=False))


@lru_cache(maxsize=256)
def _read(text: str) -> EventTable:
    return read_events(text.encode())


def claims(*rows: Mapping[str, str]) -> Selection:
    """Return a selection of claims."""
    return select(table(rows), claims=True)


def look(width: float = 720, **options: Any) -> Look:
    """Return a look with two sides."""
    colors = {"UN Command": 0, "PVA": 1}
    return Look(width, THEMES[options.pop("theme", "light")], colors, **options)


def bars_of(selection: Selection, look: Look, **options: Any) -> Layout:
    """Return the layout of bars."""
    return bars_layout(selection, look, BarOptions(**options))
