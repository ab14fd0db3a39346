"""Conversion of a checked table to the formats of other tools."""
