"""The shipped font: text widths, line breaks, and the faces of a page."""
