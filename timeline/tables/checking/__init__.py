"""Rows under validation: dates, numbers, sources and hierarchy, all problems in one pass."""
