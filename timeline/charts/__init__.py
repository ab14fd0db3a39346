"""The public chart functions."""
