"""Which of plotly's scripts a figure needs: the small one loads in a fraction of the time.

It takes a figure; the small script draws bars, scatter and pies, and a
picture that it would draw otherwise without a word is left to the full one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline.html.assets import BASIC_TYPES

__all__ = ["needs_full_script"]

# Other calendars than the usual one are a part that the small script lacks.
_CALENDAR = re.compile(r'calendar":(?!"gregorian"|null)')


def needs_full_script(figure: Mapping[str, Any], text: str) -> bool:
    """Tell whether a figure, and its JSON text, has more in it than the small script draws.

    That script would draw another picture and say nothing, so what is not known
    to be in it counts as more.

    Examples
    --------
    >>> needs_full_script({"data": [{"type": "bar"}, {}]}, "")
    False
    >>> needs_full_script({"data": [{"type": "heatmap"}]}, "")
    True
    """
    types = {
        str(trace.get("type") or "scatter") if isinstance(trace, Mapping) else None
        for trace in figure.get("data") or ()
    }
    return not types <= BASIC_TYPES or bool(_CALENDAR.search(text))
