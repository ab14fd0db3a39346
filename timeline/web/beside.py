"""What pages that share their script need in their folder, and is not there yet.

It takes the figures of the pages and a folder; returns bytes by path, to be
written with the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["shared_beside"]

_VERSION = re.compile(rb"v\d+\.\d+\.\d+")


def shared_beside(figures: Iterable[Mapping[str, Any]], folder: Path) -> dict[Path, bytes]:
    """Return the shared files that the folder lacks, or has otherwise, by path.

    A script of plotly that is there, of the same version and larger, draws all that
    these figures need, and other pages may need more: it stays.

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
    versions = [_VERSION.search(script, 0, 300) for script in (there, data)]
    same = len({found[0] for found in versions if found}) == 1 and all(versions)
    return there == data or (same and path.name.startswith("plotly") and len(there) > len(data))
