"""A scene as files of pictures: one SVG, the PDF of it, and the pixels of that."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from timeline.layout.scene import Layout
from timeline.layout.sizes import PIXEL, Paper
from timeline.renderers.pdf import Page, pdf
from timeline.renderers.raster import RASTERS, encoded, pixels
from timeline.renderers.svg import svg
from timeline.renderers.texts import scene_texts
from timeline.theme import Theme
from timeline.typography.faces import missing_glyphs

__all__ = ["pages_pdf", "pictures"]


def pictures(
    layout: Layout,
    theme: Theme,
    formats: Collection[str],
    *,
    dark: Theme | None = None,
    scale: float = 2.0,
    transparent: bool = False,
) -> dict[str, bytes]:
    """Return a scene in several formats.

    Parameters
    ----------
    layout, theme
        The scene and its colours.
    formats
        Of ``svg``, ``pdf``, ``png``, ``webp`` and ``jpeg``.
    dark
        Colours for readers of the SVG who prefer a dark scheme.
    scale
        Pixels of a raster for one of the scene.
    transparent
        Whether the paper is left out; a JPEG then has a white one.

    Raises
    ------
    ExportError
        If the PDF or the pixels cannot be made.
    """
    made: dict[str, bytes] = {}
    if "svg" in formats:
        made["svg"] = svg(layout, theme, dark=dark, transparent=transparent).encode()
    if set(formats) <= {"svg"}:
        return made
    document = pages_pdf([layout], theme, transparent=transparent)
    if "pdf" in formats:
        made["pdf"] = document
    rasters = [name for name in formats if name in RASTERS]
    if rasters:
        drawn = pixels(document, scale=scale, transparent=transparent and "jpeg" not in rasters)
        for name in rasters:
            made[name] = encoded(name, drawn, layout.meta, scale=scale)
    return made


def pages_pdf(
    layouts: Sequence[Layout],
    theme: Theme,
    *,
    paper: Paper | None = None,
    transparent: bool = False,
) -> bytes:
    """Return scenes as the pages of one PDF, each as large as its scene, or sheets of paper."""
    meta = layouts[0].meta
    sheet = (paper.across / PIXEL, paper.down / PIXEL) if paper else None
    pages = [
        Page(
            svg(layout, theme, embed_font=False, transparent=transparent),
            layout.width,
            layout.height,
            alt=str(layout.meta.get("alt") or ""),
            foreign=bool(missing_glyphs(scene_texts(layout))),
            sheet=sheet,
            margin=paper.margin if paper else 0.0,
        )
        for layout in layouts
    ]
    language = str(meta.get("language") or "en")
    return pdf(pages, title=str(meta.get("title") or ""), language=language)
