"""The manifest of a folder of figures, for those who publish them: ``manifest.json``.

It takes what a build recorded; returns, for each figure, its title and alternative
text, the hash of its table, and its files with their sizes and hashes. It holds no
clock and no path, so that the same tables give the same manifest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from timeline.gallery.record import Made

__all__ = ["MANIFEST", "about", "manifest"]

MANIFEST = "manifest.json"
#: What is told of a figure, of all that it says of itself.
TOLD = ("title", "alt", "language", "source", "license", "table", "table_sha256")


def about(meta: Mapping[str, Any]) -> dict[str, str]:
    """Return what a manifest tells of a figure.

    Examples
    --------
    >>> about({"title": "June", "alt": "Timeline", "notes": []})
    {'title': 'June', 'alt': 'Timeline'}
    """
    return {key: str(meta[key]) for key in TOLD if meta.get(key)}


def manifest(figures: Mapping[str, Made], folder: Path) -> bytes:
    r"""Return the manifest of the figures that were built into a folder.

    Examples
    --------
    >>> made = Made({}, files={"no.svg": "ab"}, about={"title": "June"})
    >>> manifest({"june": made}, Path("."))
    b'{\n "figures": {\n  "june": {\n   "title": "June",\n   "files": {}\n  }\n }\n}\n'
    """
    told = {name: _figure(figures[name], folder) for name in sorted(figures)}
    return (json.dumps({"figures": told}, indent=1, ensure_ascii=False) + "\n").encode()


def _figure(made: Made, folder: Path) -> dict[str, Any]:
    files = {
        name: {"bytes": (folder / name).stat().st_size, "sha256": digest}
        for name, digest in sorted(made.all_files.items())
        if (folder / name).is_file()
    }
    return {**{key: made.about[key] for key in TOLD if key in made.about}, "files": files}
