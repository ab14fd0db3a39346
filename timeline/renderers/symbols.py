"""Symbols of marks, and fills of bars with their hatches, as SVG.

Symbols are paths around the origin, in the shapes of plotly's symbols of the same names, so that a
figure looks the same in a notebook and in a file. A hatch is a pattern, defined once a picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline.layout.scene import LEFT_OF_ANCHOR, Bar, KeyEntry, Text
from timeline.theme import Theme

__all__ = ["HATCH", "Colors", "Fills", "Hatch", "Pair", "hatch_tile", "number", "symbol_path"]

#: A colour in the light and in the dark scheme.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Colors:
    """The colours of a figure: of one theme, or of a light one and a dark one."""

    light: Theme
    dark: Theme | None = None
    _classes: dict[tuple[str, Pair], str] = field(default_factory=dict)

    def pair(self, color: Callable[[Theme], str], own: Theme | None = None) -> Pair:
        """Return a colour of the themes; ``own`` is the theme of a panel that keeps to it."""
        if own is not None:
            return color(own), color(own)
        return color(self.light), color(self.dark or self.light)

    def named(self, name: str, own: Theme | None = None) -> Pair:
        """Return the colour that a scene calls by name."""
        return self.pair(lambda theme: theme.color(name), own)

    def attributes(self, **colors: Pair) -> str:
        """Return colours as attributes of an element.

        Examples
        --------
        >>> Colors(Theme()).attributes(fill=("#fff", "#000"))
        ' fill="#fff"'
        >>> Colors(Theme(), Theme()).attributes(fill=("#fff", "#000"))
        ' fill="#fff" class="d0"'
        """
        text, names = "", []
        for key, pair in colors.items():
            text += f' {key}="{pair[0]}"'
            if self.dark is not None and pair[0] != pair[1]:
                names.append(self._classes.setdefault((key, pair), f"d{len(self._classes)}"))
        return f'{text} class="{" ".join(names)}"' if names else text

    def css(self) -> str:
        """Return the rule for readers who prefer the dark scheme; empty without one."""
        rules = "".join(
            f".{name}{{{key}:{pair[1]}}}" for (key, pair), name in self._classes.items()
        )
        return f"@media (prefers-color-scheme:dark){{{rules}}}" if rules else ""


#: Letters can be read on hatches that are at most this strong.
QUIET = 0.2


@dataclass(frozen=True)
class Fills:
    """The fills of a picture; ``prefix`` begins the ids of its patterns."""

    colors: Colors
    prefix: str
    _names: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def of_bar(self, bar: Bar | KeyEntry, own: Theme | None = None, *, scale: float = 1.0) -> str:
        """Return fill and stroke of a bar; a sample of the legend has finer hatches."""
        colors = self.colors
        color = colors.named(bar.color, own)
        edge = colors.pair(lambda t: t.edge(t.color(bar.color)), own)
        if bar.style == "ghost":
            paper = colors.named("paper", own)
            return colors.attributes(fill=paper, stroke=color) + ' stroke-width="1.5"'
        if bar.style == "night":
            return colors.attributes(fill=color, stroke=colors.named("rule", own))
        if bar.style in ("possible", "approximate"):
            ground = colors.pair(lambda t: t.pale(t.color(bar.color)), own)
            shape = "x" if bar.style == "approximate" else "/"
            filled = self._hatch(shape, color, ground, 0.22, 0.5, scale)
        elif bar.pattern:
            lines = colors.pair(lambda t: t.hatch(t.color(bar.color)), own)
            filled = self._hatch(bar.pattern, lines, color, 0.3, 1, scale)
        else:
            return colors.attributes(fill=color, stroke=edge)
        return filled + colors.attributes(stroke=edge)

    def plate(self, text: Text, x: float, y: float) -> str:
        """Return the bar's own colour behind a text on it, where its hatch would run through it."""
        if not text.color.startswith("on ") or self.colors.light.pattern_strength <= QUIET:
            return ""
        left = x - LEFT_OF_ANCHOR[text.anchor] * text.width - 2
        place = f'x="{number(left)}" y="{number(y - text.size)}" width="{number(text.width + 4)}"'
        fill = self.colors.attributes(fill=self.colors.named(text.color.removeprefix("on ")))
        return f'<rect {place} height="{number(1.35 * text.size)}"{fill}/>'

    def _hatch(self, *look: Any) -> str:
        """Return the fill of a hatch: shape, line, ground, solidity, opacity, scale."""
        name = self._names.setdefault(look, f"{self.prefix}-hatch-{len(self._names)}")
        return f' fill="url(#{name})"'

    def tiles(self) -> Iterator[str]:
        """Yield the patterns that were used, to be defined in the picture."""
        for (shape, line, ground, solidity, opacity, scale), name in self._names.items():
            side, (path, width) = hatch_tile(shape, solidity)
            size = number(side, 4)
            faint = "" if opacity == 1 else f' opacity="{opacity}"'
            if path:
                stroke = self.colors.attributes(stroke=line)
                drawn = f'<path d="{path}" stroke-width="{number(width)}"{faint}{stroke}/>'
            else:
                middle, dot = number(side / 2), self.colors.attributes(fill=line)
                drawn = f'<circle cx="{middle}" cy="{middle}" r="{number(width, 4)}"{faint}{dot}/>'
            scaled = "" if scale == 1 else f' patternTransform="scale({scale})"'
            yield (
                f'<pattern id="{name}" width="{size}" height="{size}" '
                f'patternUnits="userSpaceOnUse"{scaled}><rect width="{size}" height="{size}"'
                f"{self.colors.attributes(fill=ground)}/>{drawn}</pattern>"
            )


#: The side of a hatch's tile, in pixels.
HATCH = 6.0


def number(value: float, digits: int = 2) -> str:
    """Write a coordinate: no finer than a hundredth of a pixel, without trailing zeros.

    Examples
    --------
    >>> number(12.0), number(0.126), number(-0.001)
    ('12', '0.13', '0')
    """
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return "0" if text in ("-0", "") else text


#: How many radians each triangle points away from upwards.
_TURNS = {"triangle-up": 0.0, "triangle-right": math.pi / 2, "triangle-left": -math.pi / 2}


def symbol_path(shape: str, size: float) -> str:
    """Return the outline of a mark's symbol; a circle has none, since SVG has circles.

    Parameters
    ----------
    shape
        ``"circle"``, or ``"triangle-up"``, ``"triangle-right"`` or ``"triangle-left"``.
    size
        Its diameter in pixels.

    Examples
    --------
    >>> symbol_path("triangle-up", 6)
    'M-3.46,1.5L3.46,1.5L0,-3Z'
    >>> symbol_path("circle", 8)
    ''
    """
    if shape == "circle":
        return ""
    radius, turn = size / 2, _TURNS[shape]
    half, cos, sin = 2 * radius / math.sqrt(3), math.cos(turn), math.sin(turn)
    corners = ((-half, radius / 2), (half, radius / 2), (0.0, -radius))
    turned = ((x * cos - y * sin, x * sin + y * cos) for x, y in corners)
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in turned) + "Z"


#: What a tile is filled with: a dot's radius or lines, and the width of those lines.
Hatch = tuple[str, float]


def hatch_tile(shape: str, solidity: float) -> tuple[float, Hatch]:
    """Return a hatch as one tile: its side, and a path with its width (a dot: "", radius).

    Parameters
    ----------
    shape
        ``/``, ``x``, ``-``, ``|``, ``+`` or ``.``, as plotly names them.
    solidity
        The share of the tile that is covered.

    Examples
    --------
    >>> hatch_tile("|", 0.5)
    (6.0, ('M3,0V6', 3.0))
    """
    side = HATCH * math.sqrt(2) if shape in "/x" else HATCH
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
        "x": (rising + falling, crossed),
    }
    return side, lines[shape]
