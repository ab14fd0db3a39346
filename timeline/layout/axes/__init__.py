"""Axes: ticks and their labels, and axis breaks."""
