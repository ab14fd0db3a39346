"""Tables larger than memory: grouped where they lie, and only the groups collected."""
