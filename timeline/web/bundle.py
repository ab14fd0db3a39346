"""Which plotly script draws a page, and from where: inside it, beside it, or from a CDN.

Takes the figures of a page; returns a ``Bundle``. The basic bundle (bars,
scatter, pies: a quarter of the full script) is put into ``timeline/web`` by
``scripts/fetch_bundle.py`` from its npm package and serves only if its hash is
the pinned one; without it, or for other types of trace, the full script serves
that the package ``plotly`` ships.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from timeline.errors import ExportError

__all__ = ["BASIC_FILE", "Bundle", "bundle_for", "integrity"]

#: What is pinned: the npm package, its version, and the hash of the one file that we take.
BASIC_PACKAGE = "plotly.js-basic-dist-min"
BASIC_VERSION = "4.1.1"
BASIC_INTEGRITY = "sha384-N2HZsG+IG/3J8CwhGGYz/kmzZ0sprpPWwjhor9ZI4lxuf47i9DXK2/NDGxMaJiEb"
BASIC_TYPES = frozenset({"bar", "scatter", "pie"})
BASIC_FILE = Path(__file__).parent / "plotly-basic.min.js"

# This network serves the files of npm packages byte for byte, so that one hash holds for both.
CDN = "https://cdn.jsdelivr.net/npm"


@dataclass(frozen=True)
class Bundle:
    """A plotly script: its address at the CDN, its hash there, and the file that we have."""

    url: str
    integrity: str
    path: Path | None

    def text(self) -> str:
        """Return the script.

        Raises
        ------
        ExportError
            If no file of it is on this machine.
        """
        if self.path is None:
            raise ExportError("plotly's script is not installed; pip install plotly")
        return self.path.read_text("utf-8")


def bundle_for(figures: Iterable[Mapping[str, Any]], *, cdn: bool = False) -> Bundle:
    """Return the smallest script that draws all the figures.

    Parameters
    ----------
    figures
        Plotly figures as dictionaries.
    cdn
        Whether the script is only named, not copied: then the basic bundle need not be here.

    Examples
    --------
    >>> bundle_for([{"data": [{"type": "bar"}]}], cdn=True).url.rsplit("/", 1)[-1]
    'plotly-basic.min.js'
    >>> bundle_for([{"data": [{"type": "heatmap"}]}], cdn=True).url.rsplit("/", 1)[-1]
    'plotly.min.js'
    """
    types = {trace.get("type") or "scatter" for figure in figures for trace in figure["data"]}
    if types <= BASIC_TYPES and (cdn or _has_basic(BASIC_FILE)):
        url = f"{CDN}/{BASIC_PACKAGE}@{BASIC_VERSION}/plotly-basic.min.js"
        return Bundle(url, BASIC_INTEGRITY, BASIC_FILE if _has_basic(BASIC_FILE) else None)
    return _full()


def integrity(data: bytes) -> str:
    """Return the hash of a script as an ``integrity`` attribute holds it.

    Examples
    --------
    >>> integrity(b"")[:24]
    'sha384-OLBgp1GsljhM2TJ+s'
    """
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode("ascii")


@cache
def _has_basic(path: Path) -> bool:
    """Tell whether the bundle is there, and is the one that is pinned."""
    return path.is_file() and integrity(path.read_bytes()) == BASIC_INTEGRITY


@cache
def _full() -> Bundle:
    """Return the script that the package plotly ships, found without importing it."""
    spec = find_spec("plotly")
    for place in (spec.submodule_search_locations or []) if spec else []:
        path = Path(place) / "package_data" / "plotly.min.js"
        if path.is_file():
            return _shipped(path)
    raise ExportError("plotly's script is not installed; pip install plotly")


def _shipped(path: Path) -> Bundle:
    data = path.read_bytes()
    version = re.search(rb"plotly\.js v(\d+\.\d+\.\d+)", data[:200])
    if version is None:
        raise ExportError(f"{path}: is no script of plotly.js; install plotly again")
    url = f"{CDN}/plotly.js-dist-min@{version[1].decode()}/plotly.min.js"
    return Bundle(url, integrity(data), path)
