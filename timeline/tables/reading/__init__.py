"""Files, data frames and records read as columns of text."""
