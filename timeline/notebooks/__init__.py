"""Notebooks and data frames: how a figure is shown there, and what is asked of a frame."""
