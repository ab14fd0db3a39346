"""The dark picture of a figure from its light one, where nothing but colours tells them apart.

Takes the drawing of one figure (an SVG as the browser wrote it) and two figures; returns the
other's drawing, or nothing where only the browser can tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

__all__ = ["recolored"]

#: Red, green and blue, 0 to 255.
Color: TypeAlias = tuple[int, ...]

_COLOR = re.compile(r"#([0-9a-fA-F]{6})\b|\brgb(a?)\((\d+), ?(\d+), ?(\d+)(, ?[\d.]+)?\)")
_TAG = re.compile(r"<[^>]*>")
_DRAWN = re.compile(r"rgb\((\d+), (\d+), (\d+)\)|#([0-9a-fA-F]{6})\b")
#: Colours that plotly sets on what is not seen in either picture, or in both alike.
OWN: frozenset[Color] = frozenset({(0, 0, 0), (68, 68, 68), (128, 139, 164)})


def recolored(svg: bytes, figure: Mapping[str, Any], other: Mapping[str, Any]) -> bytes | None:
    """Return the drawing of ``other`` made from that of ``figure``.

    Parameters
    ----------
    svg
        ``figure`` as the browser drew it.
    figure, other
        Two figures as plain dicts.

    Returns
    -------
    bytes or None
        None where the figures differ in more than colours, where a colour of the one is
        two in the other, or where plotly has mixed a colour that neither of them names.

    Examples
    --------
    >>> light = {"data": [], "layout": {"paper_bgcolor": "#ffffff"}}
    >>> dark = {"data": [], "layout": {"paper_bgcolor": "#15181d"}}
    >>> recolored(b'<svg style="background: rgb(255, 255, 255)">#ffffff</svg>', light, dark)
    b'<svg style="background: rgb(21, 24, 29)">#ffffff</svg>'
    >>> recolored(b'<svg style="fill: rgb(1, 2, 3)"/>', light, dark) is None
    True
    """
    pairs: dict[Color, Color] = {}
    if not _paired(_drawn(figure), _drawn(other), pairs):
        return None
    text = svg.decode()
    used = {_color_of(found) for tag in _TAG.findall(text) for found in _DRAWN.finditer(tag)}
    if not used <= pairs.keys() | OWN or any(pairs.get(own, own) != own for own in OWN):
        return None
    return _TAG.sub(lambda tag: _DRAWN.sub(lambda found: _put(found, pairs), tag[0]), text).encode()


def _drawn(figure: Mapping[str, Any]) -> list[Any]:
    """Return what of a figure is drawn: what it says of itself is not."""
    layout = {key: value for key, value in (figure.get("layout") or {}).items() if key != "meta"}
    return [figure.get("data"), layout, figure.get("config")]


def _paired(one: Any, other: Any, pairs: dict[Color, Color]) -> bool:
    """Tell whether two values differ in colours alone; put the colours together."""
    if isinstance(one, str) and isinstance(other, str):
        return _texts_paired(one, other, pairs)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(_paired(one[k], other[k], pairs) for k in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        same = len(one) == len(other)
        return same and all(_paired(a, b, pairs) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and bool(one == other)


def _texts_paired(one: str, other: str, pairs: dict[Color, Color]) -> bool:
    found, there = list(_COLOR.finditer(one)), list(_COLOR.finditer(other))
    if len(found) != len(there) or _COLOR.sub("#", one) != _COLOR.sub("#", other):
        return False
    for light, dark in zip(found, there, strict=True):
        if (light[2], light[6]) != (dark[2], dark[6]):
            return False
        color, twin = _named(light), _named(dark)
        if pairs.setdefault(color, twin) != twin:
            return False
    return True


def _named(found: re.Match[str]) -> Color:
    return _channels(found[1]) if found[1] else tuple(int(found[n]) for n in (3, 4, 5))


def _color_of(found: re.Match[str]) -> Color:
    return _channels(found[4]) if found[4] else tuple(int(found[n]) for n in (1, 2, 3))


def _channels(digits: str) -> Color:
    return tuple(bytes.fromhex(digits))


def _put(found: re.Match[str], pairs: Mapping[Color, Color]) -> str:
    color = _color_of(found)
    twin = pairs.get(color, color)
    if found[4]:
        return "#" + bytes(twin).hex()
    return "rgb({}, {}, {})".format(*twin)
