"""Tables: read as they are, mapped, checked in one pass."""
