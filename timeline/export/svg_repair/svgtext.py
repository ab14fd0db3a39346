"""An SVG made smaller without a change to what is seen, and written as text.

It takes the tree of an SVG that plotly drew. What says nothing goes: empty
groups, clips that nobody uses, classes, declarations that repeat what the
parents say, digits beyond a hundredth of a pixel. Ids are numbered anew.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from xml.etree.ElementTree import Element

__all__ = ["compact", "written"]

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

#: Properties that children take over, and what they are where nobody says anything.
INHERITED = {
    "fill": "#000",
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-opacity": "1",
    "stroke-width": "1px",
    "font-family": "",
    "font-size": "",
    "font-weight": "normal",
    "font-style": "normal",
    "white-space": "normal",
}
#: Declarations that say what holds anyway, for properties that are not taken over.
IDLE = {"opacity": "1", "vector-effect": "none", "clip-path": "none", "pointer-events": "none"}
#: Elements that draw nothing when they hold nothing.
HOLDERS = {f"{SVG}g", f"{SVG}defs", f"{SVG}clipPath", f"{SVG}pattern"}
LENGTHS = {"d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "points"}
LENGTHS |= {"width", "height", "dx", "stroke-width"}
#: An error in a tile is repeated with every tile.
FINE = 4
KINDS = {"clipPath": "clip", "linearGradient": "gradient", "radialGradient": "gradient"}

_REFERENCE = re.compile(r"""url\(['"]?#([^'")]+)['"]?\)""")
_LONG_NUMBER = re.compile(r"-?\d*\.\d{3,}(?:e-?\d+)?|-?\d+(?:\.\d+)?e-\d+")
_LONG = re.compile(r"\.\d\d\d|\de-")
_STEP = re.compile(r"(\w+)\([^)]*\)")
_RGB = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")


def compact(root: Element, prefix: str) -> None:
    """Make a tree compact, in place; its ids begin with ``prefix``.

    Examples
    --------
    >>> from xml.etree.ElementTree import fromstring
    >>> root = fromstring(
    ...     '<svg xmlns="http://www.w3.org/2000/svg"><g class="a"/>'
    ...     '<path d="M1.23456,2" style="opacity: 1; fill: rgb(255, 0, 0);"/></svg>'
    ... )
    >>> compact(root, "harry")
    >>> written(root)
    '<svg xmlns="http://www.w3.org/2000/svg"><path d="M1.23,2" style="fill:red"/></svg>'
    """
    _number_ids(root, prefix)
    root.set("style", ";".join([*_common(root), root.get("style", "")]).strip(";"))
    _shrink(root, INHERITED)


def _common(root: Element) -> list[str]:
    """Return the declarations of most texts, to be said once, at the root."""
    texts = [_declared(text.get("style", "")) for text in root.iter(f"{SVG}text")]
    found = []
    for name in ("font-family", "font-size", "white-space"):
        values = Counter(dict(style).get(name, "") for style in texts)
        if values and values.most_common(1)[0][0]:
            found.append(f"{name}: {values.most_common(1)[0][0]}")
    return found


def _number_ids(root: Element, prefix: str) -> None:
    """Name what is referred to by kind and number; what nobody refers to loses its id."""
    wanted = set()
    for element in root.iter():
        for name, value in element.items():
            wanted.update(_REFERENCE.findall(value))
            if name in ("href", f"{XLINK}href") and value.startswith("#"):
                wanted.add(value[1:])
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for element in root.iter():
        old = element.attrib.pop("id", None)
        if old is not None and old in wanted and old not in names:
            tag = element.tag.rpartition("}")[2]
            kind = KINDS.get(tag, tag)
            counts[kind] += 1
            names[old] = f"{prefix}-{kind}-{counts[kind]}"
            element.set("id", names[old])
    if names:
        _refer(root, names)


def _refer(root: Element, names: dict[str, str]) -> None:
    def renamed(found: re.Match[str]) -> str:
        return f"url(#{names.get(found[1], found[1])})"

    for element in root.iter():
        for name, value in element.items():
            if "url(" in value:
                element.set(name, _REFERENCE.sub(renamed, value))
            elif name in ("href", f"{XLINK}href") and value[1:] in names:
                element.set(name, f"#{names[value[1:]]}")


def _shrink(element: Element, inherited: dict[str, str], digits: int = 2) -> bool:
    """Shrink an element and all in it; return whether it still draws or means anything."""
    attributes = element.attrib
    digits = FINE if element.tag == f"{SVG}pattern" else digits
    for name in [name for name in attributes if _says_nothing(name, attributes[name])]:
        del attributes[name]
    for name in attributes.keys() & LENGTHS:
        attributes[name] = rounded(attributes[name], digits)
    for name in attributes.keys() & {"fill", "stroke"}:
        attributes[name] = _RGB.sub(_hex, attributes[name])
    if "transform" in attributes:
        attributes["transform"] = _moved(attributes["transform"])
    if "style" in attributes or attributes.keys() & INHERITED.keys():
        inherited = _restyle(attributes, inherited)
    for child in list(element):
        if not _shrink(child, inherited, digits):
            element.remove(child)
    return not _is_empty(element)


def _says_nothing(name: str, value: str) -> bool:
    return name == "class" or name.startswith("data-") or (not value and name != "d")


def _is_empty(element: Element) -> bool:
    if element.tag == f"{SVG}clipPath":
        return "id" not in element.attrib
    if element.tag == f"{SVG}path":
        return element.get("d", "") in ("", "M0,0", "M0,0Z", "M 0,0")
    if element.tag == f"{SVG}text":
        return not len(element) and not element.text
    return element.tag in HOLDERS and not len(element)


def _moved(transform: str) -> str:
    """Shorten a transform; a factor or an angle keeps more digits than a length."""
    return _STEP.sub(lambda step: rounded(step[0], 2 if step[1] == "translate" else 5), transform)


def _restyle(attributes: dict[str, str], inherited: dict[str, str]) -> dict[str, str]:
    """Drop the declarations that change nothing; return what the children take over."""
    style = dict(_declared(attributes.pop("style", "")))
    given = {name: attributes[name] for name in attributes.keys() & INHERITED.keys()}
    kept = {
        name: value
        for name, value in style.items()
        if IDLE.get(name) != value and (name in given or inherited.get(name) != value)
    }
    if kept:
        attributes["style"] = ";".join(f"{name}:{value}" for name, value in kept.items())
    passed = {name: value for name, value in {**given, **kept}.items() if name in INHERITED}
    return {**inherited, **passed} if passed else inherited


@lru_cache(maxsize=4096)
def _declared(style: str) -> tuple[tuple[str, str], ...]:
    """Return the declarations of a style, colours in their short form."""
    found = []
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if value.strip():
            found.append((name.strip(), _RGB.sub(_hex, value.strip())))
    return tuple(found)


def _hex(found: re.Match[str]) -> str:
    text = "".join(f"{int(part):02x}" for part in found.groups())
    if text == "ff0000":
        return "red"
    short = all(text[n] == text[n + 1] for n in (0, 2, 4))
    return f"#{text[::2]}" if short else f"#{text}"


def rounded(text: str, digits: int = 2) -> str:
    """Return a text with its long numbers rounded.

    Examples
    --------
    >>> rounded("M-2.8284271247,0.001l5.65685424,10"), rounded("scale(0.123456789)", 5)
    ('M-2.83,0l5.66,10', 'scale(0.12346)')
    """

    def short(found: re.Match[str]) -> str:
        number = f"{float(found[0]):.{digits}f}".rstrip("0").rstrip(".")
        return "0" if number in ("-0", "") else number

    if not _LONG.search(text):  # much sooner told of a path of a hundred thousand digits
        return text
    return _LONG_NUMBER.sub(short, text)


def written(element: Element) -> str:
    """Return a tree as text.

    Examples
    --------
    >>> from xml.etree.ElementTree import fromstring
    >>> written(fromstring('<svg xmlns="http://www.w3.org/2000/svg"><text>a &lt; b</text></svg>'))
    '<svg xmlns="http://www.w3.org/2000/svg"><text>a &lt; b</text></svg>'
    """
    parts: list[str] = []
    linked = any(f"{XLINK}href" in part.attrib for part in element.iter())
    spaces = ' xmlns="http://www.w3.org/2000/svg"'
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"' if linked else ""
    _write(element, parts, spaces)
    return "".join(parts)


def _write(element: Element, parts: list[str], spaces: str = "") -> None:
    space, _, tag = element.tag.rpartition("}")
    if space and f"{space}}}" != SVG:  # a formula or a table in HTML, inside foreignObject
        spaces = f' xmlns="{_quoted(space[1:])}"'
    attributes = "".join(f' {_key(k)}="{_quoted(v)}"' for k, v in element.items())
    if not len(element) and not element.text:
        parts.append(f"<{tag}{spaces}{attributes}/>")
        return
    parts.append(f"<{tag}{spaces}{attributes}>{_escaped(element.text or '')}")
    for child in element:
        _write(child, parts)
        if child.tail:
            parts.append(_escaped(child.tail))
    parts.append(f"</{tag}>")


def _key(name: str) -> str:
    return name.replace(XLINK, "xlink:").replace(XML, "xml:")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;").replace("\n", "&#10;")
