"""Texts as plotly takes them: shown as they are, in our font."""

from __future__ import annotations

from typing import Any

from timeline.typography.wrap import FAMILY

__all__ = ["escape", "font"]


def escape(text: str) -> str:
    """Return ``text`` so that plotly shows it as it is: no markup, no template, no formula.

    Examples
    --------
    >>> escape("<b>1 & 2</b> %{y}")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt; &#37;{y}'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("%{", "&#37;{").replace("$", "&#36;").replace("\n", "<br>")


def font(size: float, color: str, bold: bool = False) -> dict[str, Any]:
    """Return a font of ours in a size (pixels) and a colour."""
    font: dict[str, Any] = {"family": FAMILY, "size": size, "color": color}
    return {**font, "weight": 600} if bold else font
