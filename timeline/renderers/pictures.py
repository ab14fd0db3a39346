"""Render a scene as files: one SVG, its PDF, and pixels drawn from that PDF by PDFium.

The same scene gives the same bytes on every run. A PNG carries its resolution, title and
description.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from timeline.errors import ExportError
from timeline.layout.scene import Layout
from timeline.options import PIXEL, Paper
from timeline.renderers.svg import svg
from timeline.renderers.texts import scene_texts
from timeline.theme import Theme
from timeline.typography.font import missing_glyphs

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["RASTERS", "encoded", "finish_png", "pages_pdf", "pictures", "pixels"]

RASTERS = ("png", "webp", "jpeg")
#: Pixels of a figure to an inch, and inches to a metre.
DENSITY = 96
INCHES = 39.37007874015748
#: Measured on the gallery: without a filter, level 3 is 8 % smaller than level 1 in 1.2 times its
#: time; level 4 takes twice as long for 3 %. Filters cost more than they save on flat colours.
LEVEL = 3

#: PDFium leaves out every curve beyond pixel 32,000, so larger pages are drawn in tiles.
TILE = 30_000

Pixels = npt.NDArray[np.uint8]

# PDFium may be called by one thread at a time.
_rendering = Lock()


def pixels(pdf: bytes, *, scale: float, transparent: bool = False) -> Pixels:
    """Return the first page of a PDF as pixels.

    Parameters
    ----------
    pdf
        The bytes of the PDF.
    scale
        Pixels of the raster for one of the figure.
    transparent
        Leave the background transparent.

    Returns
    -------
    numpy.ndarray
        Rows of pixels of three channels, or four with transparency, shape (height, width, 3 or 4).
    """
    from pypdfium2 import PdfDocument, PdfiumError

    ground = (0, 0, 0, 0) if transparent else (255, 255, 255, 255)
    try:
        with _rendering:
            document = PdfDocument(pdf)
            try:
                return _draw_tiles(document[0], scale * DENSITY / 72, ground)
            finally:
                document.close()
    except PdfiumError as error:
        raise ExportError(f"the picture cannot be drawn: {error} (ask for less scale)") from error


def _draw_tiles(page: PdfPage, scale: float, ground: tuple[int, int, int, int]) -> Pixels:
    """Draw a page in one piece, or, where it is larger than a tile, in several."""
    rows, columns = (
        _crops(math.ceil(side * scale)) for side in (page.get_height(), page.get_width())
    )
    tiles: list[list[Pixels]] = [
        [
            page.render(
                scale=scale, fill_color=ground, rev_byteorder=True,
                # Half a pixel less, which PDFium rounds up: the crop is whole pixels.
                crop=tuple(max(side - 0.5, 0) / scale for side in (left, below, right, above)),
            ).to_numpy().copy()
            for left, right in columns
        ]
        for above, below in rows
    ]  # fmt: skip
    if len(tiles) == len(tiles[0]) == 1:
        return tiles[0][0]
    return np.concatenate([np.concatenate(row, axis=1) for row in tiles])


def _crops(length: int) -> list[tuple[int, int]]:
    """Return how many pixels lie before and after each tile of a side."""
    return [(start, max(length - start - TILE, 0)) for start in range(0, length, TILE)]


def encoded(format: str, drawn: Pixels, meta: Mapping[str, Any], *, scale: float) -> bytes:
    """Return pixels as a file.

    Parameters
    ----------
    format
        One of ``RASTERS``.
    drawn
        The pixels, as ``pixels`` returns them.
    meta
        ``title`` and ``description`` of the figure.
    scale
        Pixels for one of the figure: the resolution of the file.

    Examples
    --------
    >>> encoded("png", np.zeros((2, 3, 3), np.uint8), {"title": "June"}, scale=2)[1:4]
    b'PNG'
    """
    if format == "png":
        return finish_png(_png(drawn), meta, scale=scale)
    from PIL import Image

    image, file = Image.fromarray(drawn), BytesIO()
    if format == "webp":  # lossless, yet smaller than lossy: letters and flat colours
        image.save(file, "webp", lossless=True, quality=20, method=1)
    else:
        density = round(DENSITY * scale)
        image.convert("RGB").save(
            file, "jpeg", quality=92, subsampling=0, dpi=(density, density)
        )  # fmt: skip
    return file.getvalue()


def _png(drawn: Pixels) -> bytes:
    height, width, channels = drawn.shape
    rows = np.zeros((height, 1 + width * channels), np.uint8)  # each behind its filter: none
    rows[:, 1:] = drawn.reshape(height, width * channels)
    header = struct.pack(">IIBBBBB", width, height, 8, 6 if channels == 4 else 2, 0, 0, 0)
    data = zlib.compress(rows.tobytes(), LEVEL)
    return b"".join([PNG, chunk(b"IHDR", header), chunk(b"IDAT", data), chunk(b"IEND", b"")])


PNG = b"\x89PNG\r\n\x1a\n"


def finish_png(png: bytes, meta: Mapping[str, Any], *, scale: float) -> bytes:
    """Return a PNG with its resolution, title and description in it.

    Raises
    ------
    ValueError
        If the bytes are no PNG.

    Examples
    --------
    >>> header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    >>> png = PNG + chunk(b"IHDR", header) + chunk(b"IEND", b"")
    >>> b"iTXtTitle" in finish_png(png, {"title": "June 1953"}, scale=2)
    True
    """
    if not png.startswith(PNG):
        raise ValueError("these bytes are no PNG")
    after = len(PNG) + 8 + struct.unpack_from(">I", png, len(PNG))[0] + 4
    metre = round(DENSITY * scale * INCHES)
    chunks = [chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1))]
    for key, word in (("title", b"Title"), ("description", b"Description")):
        if meta.get(key):
            text = str(meta[key]).encode("utf-8", "replace")
            chunks.append(chunk(b"iTXt", word + b"\0\0\0\0\0" + text))
    return png[:after] + b"".join(chunks) + png[after:]


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG: its length, kind, data and checksum.

    Examples
    --------
    >>> chunk(b"IEND", b"").hex()
    '0000000049454e44ae426082'
    """
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


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
    files: dict[str, bytes] = {}
    if "svg" in formats:
        files["svg"] = svg(layout, theme, dark=dark, transparent=transparent).encode()
    if set(formats) <= {"svg"}:
        return files
    document = pages_pdf([layout], theme, transparent=transparent)
    if "pdf" in formats:
        files["pdf"] = document
    rasters = [name for name in formats if name in RASTERS]
    if rasters:
        drawn = pixels(document, scale=scale, transparent=transparent and "jpeg" not in rasters)
        for name in rasters:
            files[name] = encoded(name, drawn, layout.meta, scale=scale)
    return files


def pages_pdf(
    layouts: Sequence[Layout],
    theme: Theme,
    *,
    paper: Paper | None = None,
    transparent: bool = False,
) -> bytes:
    """Return scenes as the pages of one PDF, each as large as its scene, or sheets of paper."""
    from timeline.renderers.pdf import Page, pdf

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
