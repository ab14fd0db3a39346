"""Our font for the figures that a notebook's front end draws itself: a script that hands it over.

What plotly's extensions of JupyterLab and VS Code draw has the fonts of the reader's machine.
All outputs of a notebook share one page: a script among them gives it the font that the figure
was measured in. Each chunk of the font is handed over once in a session.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from timeline.fonts.faces import font_face_css
from timeline.jsontext import json_text

__all__ = ["font_script"]

_SCRIPT = """(() => {
  const style = document.createElement("style");
  style.textContent = %s;
  document.head.append(style);
})();"""

_given: set[str] = set()


def font_script(figure: Mapping[str, Any]) -> str:
    """Return a script with the chunks of our font that a figure needs and that were not given yet.

    Examples
    --------
    >>> figure = {"layout": {"font": {"family": "Inter"}, "title": {"text": "Ἀθῆναι"}}}
    >>> font_script(figure).count("@font-face") > 2, font_script(figure)
    (True, '')
    """
    text = json_text({name: figure.get(name) for name in ("data", "layout")})
    if "Inter" not in text:
        return ""
    rules = [rule for rule in font_face_css(sorted(set(text))).splitlines() if rule not in _given]
    _given.update(rules)
    return _SCRIPT % json.dumps("\n".join(rules)) if rules else ""
