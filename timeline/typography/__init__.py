"""The bundled font: text widths, line breaks, and the font faces of a page."""
