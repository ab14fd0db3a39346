"""Files: one browser, one drawing, every format, written whole or not at all."""
