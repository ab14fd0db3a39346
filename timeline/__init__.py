"""Timelines that show what happened when, how much, and who says so."""

__version__ = "0.1.0"
