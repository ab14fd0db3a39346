"""Tables larger than memory, grouped by their own engine."""
