"""The scale of every axis: where instants and values stand in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np

__all__ = ["Scale"]


@dataclass(frozen=True)
class Scale:
    """A linear or logarithmic scale: ``low`` stands at pixel ``left``, ``high`` at ``right``.

    Time is linear in seconds; with breaks, in the seconds that ``Folds.at`` leaves.
    """

    left: float
    right: float
    low: float
    high: float
    log: bool = False

    @property
    def floor(self) -> float:
        """Where bars begin: zero, or the low end of a logarithmic axis."""
        return self.low if self.log else 0.0

    @property
    def per_pixel(self) -> float:
        """The seconds, or units, that a pixel of a linear scale stands for."""
        return (self.high - self.low) / (self.right - self.left)

    @overload
    def map(self, value: float) -> float: ...
    @overload
    def map(self, value: np.ndarray) -> np.ndarray: ...
    def map(self, value: float | np.ndarray) -> float | np.ndarray:
        """Return the pixels of one value or of an array.

        Examples
        --------
        >>> Scale(100, 200, 0, 10).map(5), Scale(0, 90, 1, 100, log=True).map(10)
        (150.0, 45.0)
        """
        if self.log:
            decades = np.log(np.maximum(value, self.low) / self.low)
            share = decades / np.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        pixels = self.left + share * (self.right - self.left)
        return np.asarray(pixels) if isinstance(value, np.ndarray) else float(pixels)

    def invert(self, pixel: float) -> float:
        """Return the value at a pixel.

        Examples
        --------
        >>> Scale(100, 200, 0, 10).invert(150)
        5.0
        """
        share = (pixel - self.left) / (self.right - self.left)
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)
