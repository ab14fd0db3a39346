"""One SVG that follows the reader's colour scheme: the light picture with its dark twin in it.

Takes two finished pictures of one figure (bytes) and returns one. Where nothing is known of
schemes, the light one is shown; texts, title and font stand in it once.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from timeline.export.svg_repair.svgtext import written

__all__ = ["follow_scheme"]

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
#: What stands in a picture once, whichever scheme is shown.
ONCE = tuple(f"{SVG}{tag}" for tag in ("title", "desc", "metadata", "style"))
RULE = (
    "@media (prefers-color-scheme:dark)"
    "{.timeline-light{display:none}.timeline-dark{display:inline}}"
)
_REFERENCE = re.compile(r"url\((['\"]?)#")


def follow_scheme(light: bytes, dark: bytes) -> bytes:
    """Return a picture that is light or dark as the reader's machine is.

    Parameters
    ----------
    light, dark
        Two finished SVG of one figure (``timeline.export.svg_repair.image.finish_svg``).

    Examples
    --------
    >>> one = b'<svg xmlns="http://www.w3.org/2000/svg"><title>June</title><path d="M0,1"/></svg>'
    >>> both = follow_scheme(one, one).decode()
    >>> both.count("<title>"), both.count("<path"), "prefers-color-scheme" in both
    (1, 2, True)
    """
    root, twin = ElementTree.fromstring(light), ElementTree.fromstring(dark)
    _rename(twin)
    drawn = [child for child in root if child.tag not in ONCE]
    shown = _group("timeline-light", root, drawn)
    hidden = _group("timeline-dark", twin, [child for child in twin if child.tag not in ONCE])
    # A presentation attribute yields to the rule, where rules are known.
    hidden.set("display", "none")
    for child in drawn:
        root.remove(child)
    rule = Element(f"{SVG}style")
    rule.text = RULE
    root.extend([rule, shown, hidden])
    root.attrib.pop("style", None)
    return (written(root) + "\n").encode()


def _group(name: str, root: Element, children: list[Element]) -> Element:
    """Return children as a group that has the style that they had from their root."""
    style = {"style": root.attrib["style"]} if root.get("style") else {}
    group = Element(f"{SVG}g", {"class": name, **style})
    group.extend(children)
    return group


def _rename(root: Element) -> None:
    """Give every id in a picture, and what refers to it, a name of its own."""
    for element in root.iter():
        for name, value in element.items():
            if name == "id":
                element.set(name, f"dark-{value}")
            elif name in ("href", f"{XLINK}href") and value.startswith("#"):
                element.set(name, f"#dark-{value[1:]}")
            elif "url(" in value:
                element.set(name, _REFERENCE.sub(r"url(\1#dark-", value))
