"""Our font for the figures that a notebook's front end draws itself: a script that hands it over.

What plotly's extensions of JupyterLab and VS Code draw has the fonts of the reader's machine.
All outputs of a notebook share one page: a script among them gives it the font that the figure
was measured in. Each chunk of the font is handed over once in a session, and again where the
cell that it stands in is run again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from timeline.renderers.plotly.figure_json import json_text
from timeline.typography.faces import font_face_css

__all__ = ["font_script", "hand_over"]

_SCRIPT = """(() => {
  const style = document.createElement("style");
  style.textContent = %s;
  document.head.append(style);
})();"""

#: Of each rule of the font, the cell and its run that hold it.
_given: dict[str, tuple[str, str]] = {}


def hand_over(figure: Mapping[str, Any]) -> None:
    """Put the font of a figure among the outputs of the cell that shows it, where it is due."""
    script = font_script(figure)
    if script:
        from IPython import display as shown

        put: Any = shown.display
        # An export that knows no scripts takes the text, of which nothing is seen.
        put({"application/javascript": script, "text/plain": ""}, raw=True)


def font_script(figure: Mapping[str, Any]) -> str:
    """Return a script with the chunks of our font that a figure needs and no output has yet.

    Examples
    --------
    >>> figure = {"layout": {"font": {"family": "Inter"}, "title": {"text": "Ἀθῆναι"}}}
    >>> font_script(figure).count("@font-face") > 2, font_script(figure)
    (True, '')
    """
    text = json_text({name: figure.get(name) for name in ("data", "layout")})
    if "Inter" not in text:
        return ""
    cell, run = _running()
    rules = [
        rule
        for rule in font_face_css(sorted(set(text))).splitlines()
        # What the cell held is gone once it runs anew.
        if rule not in _given or (cell and _given[rule][0] == cell and _given[rule][1] != run)
    ]
    _given.update(dict.fromkeys(rules, (cell, run)))
    return _SCRIPT % json.dumps("\n".join(rules)) if rules else ""


def _running() -> tuple[str, str]:
    """Return the cell that a front end is running, and this run of it, where it tells."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    parent = getattr(getattr(shell, "kernel", None), "get_parent", None)
    asked = (parent("shell") if parent else None) or {}
    cell = (asked.get("metadata") or {}).get("cellId") or ""
    return str(cell), str((asked.get("header") or {}).get("msg_id", ""))
