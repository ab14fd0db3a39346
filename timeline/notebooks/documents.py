"""What the tool that runs a kernel makes of it: a page that holds HTML, or a printed document.

Takes the environment of the kernel. Quarto tells in it the kind of its document, and sets
plotly's renderer for every document itself: that is no choice of the reader's.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

__all__ = ["by_quarto", "chosen", "picture_kind"]

#: What plotly renders by where nobody has chosen, in a kernel; and under Quarto.
UNCHOSEN = frozenset({"plotly_mimetype", "plotly_mimetype+notebook", "vscode"})
QUARTOS_OWN = frozenset({"notebook", "notebook_connected"})

#: The picture for each kind of document that holds no HTML, by pandoc's names.
PICTURES = {
    **dict.fromkeys(("latex", "beamer", "pdf", "context"), "pdf"),
    **dict.fromkeys(("docx", "odt", "opendocument", "pptx", "rtf", "typst"), "png"),
}


def chosen(renderer: str) -> bool:
    """Tell whether plotly's renderer was chosen by the reader.

    Examples
    --------
    >>> chosen("png"), chosen("plotly_mimetype")
    (True, False)
    """
    return renderer not in (UNCHOSEN | QUARTOS_OWN if by_quarto() else UNCHOSEN)


def picture_kind() -> str:
    """Return the format of the picture that a document of Quarto needs, or "" where HTML does.

    Examples
    --------
    >>> picture_kind()
    ''
    """
    if not by_quarto():
        return ""
    try:  # Quarto 1.8 and newer
        info = json.loads(Path(os.environ["QUARTO_EXECUTE_INFO"]).read_text("utf-8"))
        kind = info["format"]["pandoc"]["to"]
    except (KeyError, TypeError, OSError, ValueError):
        # Before, only that pictures are wanted as PDF, which is what LaTeX takes.
        return "pdf" if os.environ.get("QUARTO_FIG_FORMAT") == "pdf" else ""
    return PICTURES.get(str(kind).partition("+")[0].partition("-")[0], "")


def by_quarto() -> bool:
    """Tell whether Quarto runs the kernel.

    Examples
    --------
    >>> by_quarto()
    False
    """
    return "QUARTO_FIG_WIDTH" in os.environ
