"""Event tables: reading, mapping to our columns, checking, reports and comparison."""
