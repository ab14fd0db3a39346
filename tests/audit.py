"""The audit of pictures: finds legibility problems as a real browser draws them.

``audit`` draws a figure as an SVG, opens it in a browser window and returns messages: texts that
overlap, are cut off, too small or too faint, and rows of the table without a mark. ``any_events``
generates tables of every kind.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pandas as pd

from tests.internals import Chart, Layout, Text, svg
from tests.window import Window
from timeline import EventTable, Theme, read_events, render

SCRIPT = Path(__file__).with_suffix(".js")
CANVAS = Path(__file__).with_name("canvas.js")
SVG = "{http://www.w3.org/2000/svg}"

#: Tolerance in pixels for the position of a text.
NEAR = 3.0
#: Pixels from the left edge of an entry of the key to its text, past the sample.
KEY_TEXT = 27.0

KEY = """(() => {{
  const plot = document.querySelector(".timeline-plot");
  for (const key of {keys}) plot.dispatchEvent(new KeyboardEvent("keydown", {{ key }}));
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}})()"""
#: What a reader does to a page, in order; the last keys but one walk to an end of the time.
STEPS = {
    "whole": "0",
    "zoomed": KEY.format(keys='["+"]'),
    "deep": KEY.format(keys='["+", "+", "+"]'),
    "last": KEY.format(keys='["End", "Escape"]'),
    "first": KEY.format(keys='["Home", "Escape"]'),
    "nearly whole": KEY.format(keys='["-", "-", "-"]'),
    "whole again": KEY.format(keys='["0"]'),
}

WORDS = (
    "Assault on the outpost", "Relief", "Kumsong", "上甘岭战役", "Бой за высоту", "ｘ", "🔥",
    "Counter-attack by the 3rd Battalion after midnight", "Lull", "معركة", "A & <b>fall back</b>",
    "Donaudampfschifffahrtsgesellschaftskapitänsmütze", "%{y} $x$", "O", "Truce talks at Panmunjom",
)  # fmt: skip
DATES = (
    "{y}-{m:02d}-{d:02d}", "{y}-{m:02d}", "{y}", "{y}-{m:02d}-{d:02d} night", "{y}-{m:02d}-XX",
    "{y}-{m:02d}-{d:02d}~", "{y}-{m:02d}-{d:02d}T{h:02d}:30",
)  # fmt: skip


def audit(layout: Layout, theme: Theme, *, window: Window, folder: Path) -> list[str]:
    """Draw a layout and return the problems of its picture."""
    text = svg(layout, theme)
    path = folder / "audited.svg"
    path.write_text(text, encoding="utf-8")
    window.open(path.as_uri(), width=int(layout.width), height=int(layout.height))
    report = window.ask(SCRIPT.read_text(encoding="utf-8"))
    return [*_told(report), *_undrawn(layout, text), *_misplaced(layout, report["lines"])]


def _undrawn(layout: Layout, text: str) -> list[str]:
    """Return how many bars, marks, labels, areas and leaders a picture lacks."""
    drawn = Counter[str]()
    for data in fromstring(text).iter(f"{SVG}g"):
        if data.get("clip-path"):
            for part in data:
                # A rect is the plate behind a label, and part of it.
                inside = [
                    one for one in part.iter() if one.tag not in (f"{SVG}tspan", f"{SVG}rect")
                ]
                drawn["shapes"] += len(inside) - 1 if part.tag == f"{SVG}g" else 0
                drawn["leaders"] += (
                    part.get("d", "").count("M") if part.get("fill") == "none" else 0
                )
                drawn["areas"] += part.tag == f"{SVG}path" and part.get("fill") != "none"
    labels = sum(one.at is not None and one.at_y is not None for one in layout.texts)
    asked = {
        "shapes": labels + sum(len(panel.bars) + len(panel.marks) for panel in layout.panels),
        "leaders": sum(rule.style == "leader" for panel in layout.panels for rule in panel.rules),
        "areas": sum(len(panel.areas) for panel in layout.panels),
    }
    return [
        f"{drawn[kind]} of {count} {kind} are drawn"
        for kind, count in asked.items()
        if drawn[kind] != count
    ]


def audit_page(chart: Chart, *, window: Window, folder: Path, width: int) -> list[str]:
    """Open a chart as a page, zoom in and pan to its ends; return the problems."""
    path = folder / "audited.html"
    path.write_bytes(render(chart, {"html"})["html"])
    faults = []
    drawn = window.open(path.as_uri(), width=width, height=800)
    if drawn != 1 or window.complaints:
        faults.append(f"{drawn} figures are drawn; {window.complaints}")
    window.ask(CANVAS.read_text(encoding="utf-8") + "timelineCanvas.watch()")
    for name, act in STEPS.items():
        window.ask(act)
        faults += [f"{name}: {told}" for told in _told(window.ask("timelineCanvas.report()"))]
        report = window.ask(SCRIPT.read_text(encoding="utf-8"))
        faults += [f"{name}: {told}" for told in _told(report)]
        if report["scrolls"]:
            faults.append(f"{name}: the page scrolls sideways")
        if not report["lines"]:
            faults.append(f"{name}: there is no text")
    return faults


def _told(report: Mapping[str, Any]) -> list[str]:
    kinds = ("overlaps", "cut", "small", "faint")
    return [f"{kind}: {told}" for kind in kinds for told in report[kind]]


def _misplaced(layout: Layout, drawn: list[dict[str, Any]]) -> list[str]:
    """Return the lines of the layout that the picture has elsewhere or not at all."""
    faults = []
    for text in layout.texts:
        lines = text.text.split("\n")
        height = text.height / len(lines)
        for number, line in enumerate(lines):
            middle = text.box.y0 + (number + 0.5) * height
            near = [_distance(text, middle, found) for found in drawn if _same(found["said"], line)]
            if min(near, default=99.0) > NEAR:
                faults.append(f"misplaced: {text.role} {line!r} by {min(near, default=99.0):.1f}")
    for entry in layout.key:
        height = 1.3 * entry.size
        for number, line in enumerate(lines := entry.text.split("\n")):
            middle = entry.y + (number + 0.5 - len(lines) / 2) * height
            left = entry.x + KEY_TEXT
            near = [
                max(abs(found["left"] - left), abs(found["middle"] - middle))
                for found in drawn
                if _same(found["said"], line)
            ]
            if min(near, default=99.0) > NEAR:
                faults.append(f"misplaced: key {line!r} by {min(near, default=99.0):.1f}")
    return faults


def _distance(text: Text, middle: float, found: Mapping[str, Any]) -> float:
    """Return the distance of a drawn line from its intended position, at its anchored edge."""
    aside = {
        "start": found["left"] - text.box.x0,
        "end": found["right"] - text.box.x1,
        "middle": (found["left"] + found["right"] - text.box.x0 - text.box.x1) / 2,
    }[text.anchor]
    return float(max(abs(aside), abs(found["middle"] - middle)))


def _same(one: str, two: str) -> bool:
    return " ".join(one.split()) == " ".join(two.split())


def undrawn(figure: Mapping[str, Any], events: EventTable) -> set[int]:
    """Return the lines of events without a bar, mark or era in a figure."""
    drawn: set[int] = set()
    for trace in figure["data"]:
        if trace["type"] == "bar" or trace.get("mode") == "markers":
            drawn.update(trace.get("customdata", ()))
    frame = events.frame
    bands = sum(shape["name"] in ("era", "marker") for shape in figure["layout"]["shapes"])
    behind = frame["kind"].isin(["era", "marker"])
    wanted = set(frame["line"][(frame["measure"] == "") & ~behind])
    return wanted - drawn if bands >= behind.sum() else {-1}


def any_events(seed: int, count: int) -> EventTable:
    """Return a table of ``count`` events, of any titles, dates and nesting, from a seed."""
    chance = random.Random(seed)
    first, span = chance.choice([(1950, 3), (-480, 40), (1809, 1), (1, 1500), (1914, 0)])
    rows = [_row(chance, number, first=first, span=span) for number in range(count)]
    return read_events(pd.DataFrame(rows))


def _row(chance: random.Random, number: int, *, first: int, span: int) -> dict[str, str]:
    def date(year: int) -> str:
        month, day, hour = chance.randint(1, 12), chance.randint(1, 28), chance.randint(0, 23)
        form = DATES[0] if span == 0 else chance.choice(DATES)
        written = f"{year:05d}" if year < 0 else f"{year:04d}"
        return form.format(y=written, m=6 if span == 0 else month, d=day, h=hour)

    year = first + chance.randint(0, span)
    end = chance.choice(["", "", date(year + chance.randint(1, 3)), "..", "/"])
    nested = number > 2 and chance.random() < 0.2
    return {
        "id": f"e{number}",
        "title": " ".join(chance.choices(WORDS, k=chance.randint(1, 3))),
        "start": date(year),
        "end": end,
        "group": "" if nested else chance.choice(["", "Outpost Harry", "The Kumsong salient 金城"]),
        "lane": "" if nested else chance.choice(["", "", "Air", "Artillery of both sides"]),
        "parent": f"e{chance.randint(0, 2)}" if nested else "",
        "side": chance.choice(["", "UN Command", "PVA", "US", "ROK", "Greece", "China", "DPRK"]),
        "kind": chance.choice(["marker", "era"]) if number % 9 == 8 else "",
        "note": chance.choice(["", "", "", "The account gives no hour."]),
    }
