"""What the script of a page reads: the figures, the words and the dates of a language, as JSON.

Takes figures by width; returns JSON that can stand inside a ``<script>`` element
whatever texts are in it, and an id made from that JSON. Hover texts, which are
the same at every width and by day and night, are written once and numbered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from timeline.locale.language import language as speak
from timeline.locale.messages import page_words
from timeline.renderers.plotly.figure_json import json_text

__all__ = ["content_id", "page_data", "safe_json"]

#: A year and a day whose digits cannot be mistaken for another part of a date.
YEAR, DAY = 8888, 31
#: What a page tells of where its figures come from.
ACCOUNT = ("table", "table_sha256", "version", "account", "warnings")
CONTROLS = ("zoom in", "zoom out", "whole", "walk")
#: What a page needs besides where its events can be searched.
SEARCH = (
    *(
        "search",
        "found",
        "sides",
        "kinds",
        "in view",
        "joined",
        "events as one",
        "events table",
        "previous",
        "next",
    ),
    *("title", "time", "group", "side", "kind"),
)


def page_data(
    light: Mapping[int, Mapping[str, Any]],
    dark: Mapping[int, Mapping[str, Any]],
    *,
    language: str = "en",
    events: Mapping[str, Any] | None = None,
) -> str:
    r"""Return the JSON of a page's figures.

    Parameters
    ----------
    light, dark
        Plotly figures by the width that they are laid out for; ``dark`` may be empty.
    language
        Of the words and dates that the script writes.
    events
        Columns of events that the script counts itself, in place of the figure's areas.

    Examples
    --------
    >>> figure = {"data": [{"hovertext": ["a < b"]}], "layout": {}}
    >>> text = page_data({360: figure, 720: figure}, {})
    >>> text.count(r"a \u003c b"), text.count('"hovertext":[0]')
    (1, 2)
    """
    texts: dict[str, int] = {}
    meta = _meta(light)
    words = page_words(language)
    found: dict[str, Any] = {
        "light": [_entry(width, light[width], texts) for width in sorted(light)],
        "dark": [_entry(width, dark[width], texts) for width in sorted(dark)],
        "texts": list(texts),
        "dates": date_words(language),
        "words": {key: words[key] for key in (*CONTROLS, *(SEARCH if events else ()))},
        "about": {key: meta[key] for key in ACCOUNT if meta.get(key)},
    }
    if "folds" in meta:
        found["breaks"] = meta["folds"]
    if events is not None:
        found["events"] = dict(events)
        for entry in (*found["light"], *found["dark"]):
            entry["data"] = [_emptied(trace) for trace in entry["data"]]
    return safe_json(found)


def _emptied(trace: dict[str, Any]) -> dict[str, Any]:
    """Return an area without its points: the script counts them from the events."""
    if trace.get("fill") != "toself":
        return trace
    return {key: trace[key] for key in ("type", "fill", "fillcolor", "name") if key in trace}


def _meta(figures: Mapping[int, Mapping[str, Any]]) -> Mapping[str, Any]:
    layout = figures[max(figures)].get("layout") or {}
    return layout.get("meta") or {}


def _entry(width: int, figure: Mapping[str, Any], texts: dict[str, int]) -> dict[str, Any]:
    data = [_numbered(trace, texts) for trace in figure["data"]]
    layout = {key: value for key, value in figure["layout"].items() if key != "meta"}
    return {"width": width, "data": data, "layout": layout}


def _numbered(trace: Mapping[str, Any], texts: dict[str, int]) -> dict[str, Any]:
    """Return a trace whose hover texts are places in ``texts``."""
    hovers = trace.get("hovertext")
    if not isinstance(hovers, list | tuple):
        return dict(trace)
    return {**trace, "hovertext": [texts.setdefault(str(text), len(texts)) for text in hovers]}


def safe_json(value: Any) -> str:
    r"""Return JSON without any character that could end the element it stands in.

    Examples
    --------
    >>> safe_json("</script><!-- & \u2028")
    '"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028"'
    """
    text = json_text(value)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def content_id(text: str) -> str:
    """Return an id that says what it names: the same content, the same id.

    Examples
    --------
    >>> content_id("June 1953")
    'timeline-67590558'
    """
    return "timeline-" + hashlib.sha256(text.encode()).hexdigest()[:8]


def date_words(code: str) -> dict[str, Any]:
    """Return how a language writes dates, as texts with ``{d}`` and ``{y}`` in them.

    The script writes the ticks of an axis that is zoomed with these.

    Examples
    --------
    >>> found = date_words("en")
    >>> found["days"][5], found["months"][5], found["dates"][5], found["eras"]
    ('{d} Jun', 'Jun {y}', '{d} Jun {y}', ['{y} BCE', '{y}'])
    """
    spoken = speak(code)
    months = range(1, 13)
    return {
        "names": list(spoken.months_short),
        "days": [
            spoken.day_of_month(month, DAY, short=True).replace(str(DAY), "{d}") for month in months
        ],
        "months": [
            spoken.month(YEAR, month, short=True).replace(str(YEAR), "{y}") for month in months
        ],
        "dates": [
            spoken.day(YEAR, month, DAY, short=True)
            .replace(str(YEAR), "{y}")
            .replace(str(DAY), "{d}")
            for month in months
        ],
        "eras": [spoken.year(year).replace(str(YEAR), "{y}") for year in (1 - YEAR, YEAR)],
    }
