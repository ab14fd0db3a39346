"""Tables larger than memory: grouped where they lie, and only the sums collected."""
