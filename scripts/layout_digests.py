"""Print a digest of every layout of the gallery, to verify refactorings.

Run ``python scripts/layout_digests.py [FIGURES.TOML]`` before and after a change that should move
nothing, and ``diff`` the outputs. Each line is a figure at one width, with a SHA-256 of every
position, text and colour name of its layout.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from timeline.gallery.config import read_gallery
from timeline.gallery.figure import draw_entry
from timeline.tables.checking.validate import read_events

WIDTHS = (360, 720, 1080)


def plain(value: Any) -> Any:
    """Return a value of a layout as JSON data, with exact floats."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, np.ndarray | list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, float | np.floating):
        return float(value).hex()
    return value.item() if isinstance(value, np.generic) else value


def main() -> None:
    """Print a line for each figure and width."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "data/figures.toml")
    for entry in read_gallery(path).entries:
        chart = draw_entry(entry, read_events(entry.table, **entry.reading))
        for width in WIDTHS:
            layout = json.dumps(plain(chart.lay_out(width, chart.theme)), sort_keys=True)
            print(hashlib.sha256(layout.encode()).hexdigest()[:16], entry.name, width)


if __name__ == "__main__":
    main()
