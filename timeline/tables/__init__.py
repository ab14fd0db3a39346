"""Event tables: read, mapped to our columns, checked, reported and compared."""
