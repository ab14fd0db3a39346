"""Symbols of marks and tiles of hatches, as SVG paths around the origin.

The shapes are those of plotly's symbols of the same names, so that a figure looks the same in a
notebook and in a file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

__all__ = ["HATCH", "Hatch", "hatch_tile", "number", "symbol_path"]

#: The side of a hatch's tile, in pixels.
HATCH = 6.0
_ROOT3 = math.sqrt(3)


def number(value: float, digits: int = 2) -> str:
    """Write a coordinate: no finer than a hundredth of a pixel, without trailing zeros.

    Examples
    --------
    >>> number(12.0), number(0.126), number(-0.001)
    ('12', '0.13', '0')
    """
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return "0" if text in ("-0", "") else text


def _closed(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points) + "Z"


def _polygon(corners: int, radius: float, turn: float) -> str:
    angles = (turn + 2 * math.pi * corner / corners for corner in range(corners))
    return _closed(*((radius * math.cos(a), radius * math.sin(a)) for a in angles))


def _star(radius: float) -> str:
    outer, inner = 1.4 * radius, 1.4 * radius * 0.382
    turns = (-math.pi / 2 + math.pi * step / 5 for step in range(10))
    reach = (outer if step % 2 == 0 else inner for step in range(10))
    return _closed(*((r * math.cos(a), r * math.sin(a)) for a, r in zip(turns, reach, strict=True)))


def _cross(radius: float) -> str:
    near, far = 0.4 * radius, 1.2 * radius
    quarter = [(near, -far), (near, -near), (far, -near)]
    points = []
    for _ in range(4):
        points += quarter
        quarter = [(-y, x) for x, y in quarter]
    return _closed(*points)


def _triangle(radius: float, turn: float) -> str:
    """Return a triangle that points ``turn`` radians away from upwards."""
    half = 2 * radius / _ROOT3
    cos, sin = math.cos(turn), math.sin(turn)
    corners = ((-half, radius / 2), (half, radius / 2), (0.0, -radius))
    return _closed(*((x * cos - y * sin, x * sin + y * cos) for x, y in corners))


_SYMBOLS: Mapping[str, Callable[[float], str]] = {
    "square": lambda r: _closed((r, r), (-r, r), (-r, -r), (r, -r)),
    "diamond": lambda r: _polygon(4, 1.3 * r, 0),
    "triangle-up": lambda r: _triangle(r, 0),
    "triangle-right": lambda r: _triangle(r, math.pi / 2),
    "triangle-down": lambda r: _triangle(r, math.pi),
    "triangle-left": lambda r: _triangle(r, -math.pi / 2),
    "pentagon": lambda r: _polygon(5, r, -math.pi / 2),
    "hexagon": lambda r: _polygon(6, r, -math.pi / 2),
    "cross": _cross,
    "star": _star,
}


def symbol_path(shape: str, size: float) -> str:
    """Return the outline of a mark's symbol; a circle has none, since SVG has circles.

    Parameters
    ----------
    shape
        The name of a symbol, as themes and layouts have it.
    size
        Its diameter in pixels.

    Examples
    --------
    >>> symbol_path("square", 8)
    'M4,4L-4,4L-4,-4L4,-4Z'
    >>> symbol_path("circle", 8)
    ''
    """
    return "" if shape == "circle" else _SYMBOLS[shape](size / 2)


#: What a tile is filled with: a dot's radius or lines, and the width of those lines.
Hatch = tuple[str, float]


def hatch_tile(shape: str, solidity: float) -> tuple[float, Hatch]:
    r"""Return a hatch as one tile: its side, and a path with its width (a dot: "", radius).

    Parameters
    ----------
    shape
        ``/``, ``\``, ``x``, ``-``, ``|``, ``+`` or ``.``, as plotly names them.
    solidity
        The share of the tile that is covered.

    Examples
    --------
    >>> hatch_tile("|", 0.5)
    (6.0, ('M3,0V6', 3.0))
    """
    side = HATCH * math.sqrt(2) if shape in "/x\\" else HATCH
    half, whole, quarter = (number(side * share, 4) for share in (0.5, 1, 0.25))
    wide = solidity * HATCH
    crossed = HATCH - HATCH * math.sqrt(1 - solidity)
    # Diagonals reach into the neighbouring tiles, so that their corners meet.
    beyond = number(side * 1.25, 4)
    rising = f"M-{quarter},{quarter}L{quarter},-{quarter}M0,{whole}L{whole},0"
    rising += f"M{number(side * 0.75, 4)},{beyond}L{beyond},{number(side * 0.75, 4)}"
    falling = f"M{number(side * 0.75, 4)},-{quarter}L{beyond},{quarter}M0,0L{whole},{whole}"
    falling += f"M-{quarter},{number(side * 0.75, 4)}L{quarter},{beyond}"
    lines: Mapping[str, Hatch] = {
        ".": ("", math.sqrt(solidity * HATCH * HATCH / math.pi)),
        "|": (f"M{half},0V{whole}", wide),
        "-": (f"M0,{half}H{whole}", wide),
        "+": (f"M{half},0V{whole}M0,{half}H{whole}", crossed),
        "/": (rising, wide),
        "\\": (falling, wide),
        "x": (rising + falling, crossed),
    }
    return side, lines[shape]
