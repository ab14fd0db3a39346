"""The two axes of a panel in pixels, counted from the panel's top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from timeline.layout.scene import Box, Panel, Scale, Tick
from timeline.renderers.symbols import number

__all__ = ["PanelScales", "rectangle", "steps"]

#: A tick so far outside the plot (pixels) is still drawn at its edge.
SLACK = 0.01


@dataclass(frozen=True)
class PanelScales:
    """Where values of both axes of a panel stand; its edges lie on whole pixels.

    Examples
    --------
    >>> from timeline.layout.scene import Axis
    >>> plot = Panel(Box(10, 5, 110, 55), Axis("value", 0, 10), Axis("pixel", 50, 0))
    >>> scales = PanelScales(plot)
    >>> scales.x(5.0), scales.y(50.0)
    (50.0, 50.0)
    """

    panel: Panel

    @cached_property
    def box(self) -> Box:
        """The edges of the panel in the figure."""
        box = self.panel.box
        return Box(round(box.x0), round(box.y0), round(box.x1), round(box.y1))

    @property
    def width(self) -> float:
        """The pixels from the left edge to the right one."""
        return self.box.x1 - self.box.x0

    @property
    def height(self) -> float:
        """The pixels from the upper edge to the lower one."""
        return self.box.y1 - self.box.y0

    def x(self, value: float) -> float:
        """Return the pixel of a value of the horizontal axis, from the left edge."""
        return self._across.map(value)

    def y(self, value: float) -> float:
        """Return the pixel of a value of the vertical axis, from the upper edge."""
        return self._down.map(value)

    @cached_property
    def _across(self) -> Scale:
        return Scale(0.0, self.width, self.panel.x.low, self.panel.x.high, self.panel.x.log)

    @cached_property
    def _down(self) -> Scale:
        return Scale(self.height, 0.0, self.panel.y.low, self.panel.y.high, self.panel.y.log)

    def x_within(self, value: float) -> float:
        """Return the pixel of a value, or the edge beyond which it lies."""
        return min(max(self.x(value), 0.0), self.width)

    def xs(self, values: npt.NDArray[np.float64]) -> list[float]:
        """Return the pixels of many values of the horizontal axis."""
        return list(self._across.map(values).tolist())

    def ys(self, values: npt.NDArray[np.float64]) -> list[float]:
        """Return the pixels of many values of the vertical axis."""
        return list(self._down.map(values).tolist())

    @cached_property
    def x_ticks(self) -> list[tuple[Tick, float]]:
        """The major ticks of the horizontal axis that lie in the plot, with their pixels."""
        found = [(tick, self.x(tick.at)) for tick in self.panel.x.ticks if tick.major]
        return [(tick, x) for tick, x in found if -SLACK <= x <= self.width + SLACK]

    @cached_property
    def y_ticks(self) -> list[tuple[Tick, float]]:
        """The major ticks of the vertical axis that lie in the plot, with their pixels."""
        found = [(tick, self.y(tick.at)) for tick in self.panel.y.ticks if tick.major]
        return [(tick, y) for tick, y in found if -SLACK <= y <= self.height + SLACK]

    def moved(self, drawn: str) -> str:
        """Return elements as a group at the panel's place in the figure; nothing for nothing."""
        at = f"{number(self.box.x0)},{number(self.box.y0)}"
        return f'<g transform="translate({at})">{drawn}</g>' if drawn else ""


def rectangle(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return the path of a rectangle between two corners, whichever they are.

    Examples
    --------
    >>> rectangle(10, 20, 0, 5)
    'M0,5H10V20H0Z'
    """
    (x0, x1), (y0, y1) = sorted((x0, x1)), sorted((y0, y1))
    return f"M{number(x0)},{number(y0)}H{number(x1)}V{number(y1)}H{number(x0)}Z"


def steps(edges: Sequence[float], tops: Sequence[float], base: float) -> str:
    """Return the outline of columns that stand side by side; level tops are one line.

    Examples
    --------
    >>> steps([0, 5, 10, 15], [2, 2, 8], 9)
    'M0,9V2H10V8H15V9Z'
    """
    path = f"M{number(edges[0])},{number(base)}"
    last = None
    for right, top, following in zip(edges[1:], tops, [*tops[1:], None], strict=True):
        if top != last:
            path += f"V{number(top)}"
        if following != top:
            path += f"H{number(right)}"
        last = top
    return f"{path}V{number(base)}Z"
