"""What the page is told of a figure: its JSON text, and how it is to be drawn.

It takes figures as dictionaries and returns the works of a tab (``timeline.export.driver.tab``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from timeline.renderers.plotly.figure_json import figure_meta, json_text

if TYPE_CHECKING:
    from timeline.export.driver.tab import Drawing
    from timeline.layout.sizes import Paper

__all__ = ["name_of", "pages_of", "work_of"]


def work_of(
    figure: Mapping[str, Any],
    formats: Collection[str],
    *,
    width: float | None = None,
    height: float | None = None,
    scale: float = 2.0,
) -> Drawing:
    """Return how a figure is drawn; a raster carries the font as far as its texts need it.

    Examples
    --------
    >>> text, options = work_of({"data": []}, {"svg"})
    >>> text, options["formats"], options["title"]
    ('{"data":[],"layout":null,"config":null}', ['svg'], 'untitled figure')
    """
    text, options = _asked(figure, formats)
    options |= {"width": width, "height": height, "scale": scale}
    if "Inter" in text and not set(formats) <= {"svg", "pdf"}:
        from timeline.typography.faces import font_face_css

        options["css"] = font_face_css(options["characters"])
    return text, options


def pages_of(figures: Sequence[Mapping[str, Any]], paper: Paper) -> list[Drawing]:
    """Return how the pages of one PDF are drawn, one figure on each.

    Examples
    --------
    >>> from timeline.layout.sizes import paper_of
    >>> [(text, options)] = pages_of([{"data": []}], paper_of("a4"))
    >>> options["page"], options["paper"]["across"]
    (0, 210.0)
    """
    sheet = {"across": paper.across, "down": paper.down, "margin": paper.margin}
    works: list[Drawing] = []
    for page, figure in enumerate(figures):
        text, options = _asked(figure, ["pdf"])
        color = (figure.get("layout") or {}).get("paper_bgcolor") or ""
        works.append((text, {**options, "page": page, "paper": {**sheet, "color": color}}))
    return works


def name_of(figure: Mapping[str, Any]) -> str:
    """Return what a figure is called in messages.

    Examples
    --------
    >>> name_of({"layout": {"title": {"text": "June"}}}), name_of({})
    ('June', 'untitled figure')
    """
    layout = figure.get("layout") or {}
    title = layout.get("title") or {}
    text = title.get("text") if isinstance(title, Mapping) else title
    return str(figure_meta(figure).get("title") or text or "untitled figure")


def _asked(figure: Mapping[str, Any], formats: Collection[str]) -> tuple[str, dict[str, Any]]:
    """Return a figure as JSON text, and what the page must know to draw it."""
    text = json_text({key: figure.get(key) for key in ("data", "layout", "config")})
    meta = figure_meta(figure)
    return text, {
        "formats": sorted(formats),
        "css": "",
        "characters": "".join(sorted(set(text))),
        "title": name_of(figure),
        "lang": str(meta.get("language") or meta.get("lang") or "en"),
    }
