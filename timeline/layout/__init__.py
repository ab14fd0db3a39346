"""Layout: every position, computed before anything is drawn."""
