"""Columns of other tables as ours."""
