"""The colours of a page around its figure: the scheme they make, and a figure's own ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline.theme import THEMES, Theme, mix

__all__ = ["own_colors", "scheme_of"]

_COLOR = re.compile("#[0-9a-f]{6}", re.IGNORECASE)


def scheme_of(figure: Mapping[str, Any]) -> str:
    """Return the scheme of a page around a figure: dark where its paper is.

    Examples
    --------
    >>> scheme_of({"layout": {"paper_bgcolor": "#15181d"}}), scheme_of({"layout": {}})
    ('dark', 'light')
    """
    paper = str((figure.get("layout") or {}).get("paper_bgcolor") or "")
    return "dark" if _COLOR.fullmatch(paper) and Theme(paper=paper).dark else "light"


def own_colors(figure: Mapping[str, Any], scheme: str) -> str:
    """Return the rule of a page whose figure has other colours than its scheme; else "".

    Examples
    --------
    >>> own_colors({"layout": {"paper_bgcolor": "#ffffff"}}, "light")
    ''
    """
    paper = str(figure["layout"].get("paper_bgcolor") or "")
    ink = str((figure["layout"].get("font") or {}).get("color") or "")
    ours = {look.paper for look in THEMES.values()}
    if scheme == "auto" or paper in ours or not (_COLOR.fullmatch(paper) and _COLOR.fullmatch(ink)):
        return ""
    muted, rule = mix(ink, paper, 0.2), mix(ink, paper, 0.75)
    rest = f"--tl-muted:{muted};--tl-rule:{rule};--tl-link:{ink}"
    return (
        "<style>.timeline-page,.timeline-page .timeline"
        f"{{--tl-paper:{paper};--tl-ink:{ink};{rest}}}</style>\n"
    )
