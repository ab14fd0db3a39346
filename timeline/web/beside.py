"""What pages that share their script need in their folder, and is not there yet.

It takes the figures of the pages and a folder; returns bytes by path, to be
written with the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["shared_beside"]


def shared_beside(figures: Iterable[Mapping[str, Any]], folder: Path) -> dict[Path, bytes]:
    """Return the shared files that the folder lacks, or has otherwise, by path.

    Where plotly's full script is, it draws all that these figures need, and other
    pages may need more of it: it stays.

    Examples
    --------
    >>> lacking = shared_beside([{"data": []}], Path("no-such-folder"))
    >>> Path("no-such-folder/plotly.min.js") in lacking
    True
    """
    from timeline.web.assets import shared_files

    return {
        folder / name: data
        for name, data in sorted(shared_files(figures).items())
        if not _serves(folder / name, data)
    }


def _serves(path: Path, data: bytes) -> bool:
    """Tell whether what is there does what ours would."""
    try:
        there = path.read_bytes()
    except OSError:
        return False
    return there == data or (path.name.startswith("plotly") and there == _full_script())


@cache
def _full_script() -> bytes:
    from timeline.web.bundle import bundle_for

    return bundle_for([{"data": [{"type": "heatmap"}]}]).text().encode()
