"""Tables larger than memory, grouped in their own engine."""
