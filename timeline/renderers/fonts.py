"""Characters that neither our font nor one of this machine has: pictures show boxes for them."""

from __future__ import annotations

from functools import cache

from timeline.renderers.pdf import system_fonts

__all__ = ["without_font"]


def without_font(text: str) -> str:
    """Return the characters of a text that no font of this machine has, in order.

    Examples
    --------
    >>> without_font("")
    ''
    """
    wanted = {char for char in text if not char.isspace()}
    for path, index in system_fonts():
        if not wanted:
            break
        wanted = {char for char in wanted if ord(char) not in _codes(path, index)}
    return "".join(sorted(wanted))


@cache
def _codes(path: str, index: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError):
        return frozenset()
