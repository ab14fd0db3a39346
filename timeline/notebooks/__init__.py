"""Figures in notebooks, and charts as methods of data frames."""
