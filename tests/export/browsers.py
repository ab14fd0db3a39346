"""Figures of many kinds for a browser, and the processes that draw them."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from timeline import Browser

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>", "</text></svg>", "]]>", "&amp;lt;b&amp;gt; &nbsp;", "%{y} $x$",
    "a\x00b\x0b", "🎖 上甘岭 \u202eعربى", "'\"`", "TOBESTRIPPED", "{{x}}",
]  # fmt: skip


def figure(number: int, kind: str = "bar") -> dict[str, Any]:
    """A figure that differs with its number, of different parts of plotly."""
    values = [(number * step) % 17 + 1 for step in (3, 5, 7, 11)]
    trace: dict[str, Any] = {"type": kind, "y": values, "name": f"n{number}"}
    if kind == "bar":
        trace["marker"] = {"pattern": {"shape": "/\\x.|-+"[number % 7]}}
    if kind == "pie":
        trace = {"type": "pie", "values": values}
    return {
        "data": [trace, {**trace, "name": "again"}],
        "layout": {
            "title": {"text": f"Figure {number}"},
            "width": 300 + 10 * (number % 5),
            "height": 200,
            "template": {"layout": {}},
            "shapes": [{"type": "line", "x0": 0, "x1": 2, "y0": 1, "y1": number % 9}],
            "annotations": [{"text": f"note {number}", "x": 1, "y": 1}],
        },
    }


def figures(count: int) -> list[dict[str, Any]]:
    kinds = ("bar", "scatter", "pie", "box", "heatmap")
    return [figure(n, "bar" if n % 2 else kinds[n // 2 % 4]) for n in range(count)]


def processes(what: bytes = b"") -> list[int]:
    """Our browsers' processes (of this test run alone: they are our children's groups)."""
    found = []
    leaders = {int(pid) for pid in children(os.getpid())}
    for entry in Path("/proc").iterdir():
        try:
            group = int((entry / "stat").read_text().rpartition(")")[2].split()[2])
            command = (entry / "cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            continue
        if group in leaders and group != os.getpgid(0) and command and what in command:
            found.append(int(entry.name))
    return found


def children(pid: int) -> list[str]:
    found: list[str] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # a thread may end while it is looked at
            found += (task / "children").read_text().split()
    return found


def killed(what: bytes, number: int = signal.SIGKILL) -> int:
    pids = processes(what)
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
    return len(pids)


def svg(browser: Browser, wanted: dict[str, Any]) -> bytes:
    return browser.draw(wanted, {"svg"})["svg"]
