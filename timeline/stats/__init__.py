"""The rows, bins, claims and counts that a chart draws: numbers, no positions."""
