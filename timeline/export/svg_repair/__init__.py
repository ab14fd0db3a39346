"""Corrections to the SVG that plotly draws."""
