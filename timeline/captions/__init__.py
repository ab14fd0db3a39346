"""Texts around a figure: title block, notes, tooltips, alternative text, data table."""
