"""Mappings from the columns of other tables to ours."""
