"""Pictures by plotly's own methods: ``figure.write_image`` and ``figure.to_image``.

Figures of ours draw them as ``timeline.save`` does, with our font, title and description.
What we do not draw, such as EPS or a figure that was made by nobody of ours, plotly does.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from timeline.charts.chart import PROTOCOLS

__all__ = ["draw_images_ourselves", "to_image", "write_image"]


def draw_images_ourselves() -> None:
    """Give figures that are drawn from now on these methods."""
    PROTOCOLS.setdefault("to_image", to_image)
    PROTOCOLS.setdefault("write_image", write_image)


def to_image(
    figure: Any,
    format: str | None = None,
    width: float | None = None,
    height: float | None = None,
    scale: float | None = None,
    **options: Any,
) -> bytes:
    r"""Return a figure as the bytes of a picture; the arguments are those of plotly.

    Parameters
    ----------
    figure
        The figure whose method it is.
    format
        ``"png"`` (by default), ``"svg"``, ``"pdf"``, ``"webp"`` or ``"jpeg"``.
    width, height
        In pixels; by default those of the figure.
    scale
        Pixels of a raster for one of the figure, by default 1, as in plotly.
    options
        Others of plotly's, which concern its own way to draw.

    Examples
    --------
    >>> from timeline.charts.gantt import gantt
    >>> draw_images_ourselves()
    >>> to_image(gantt(b"title,start\nHarry,1953\n"), "svg")[:4]  # doctest: +SKIP
    b'<svg'
    """
    from timeline.export.files import FORMATS
    from timeline.export.save import render

    name = {"jpg": "jpeg"}.get(str(format or "png").lower(), str(format or "png").lower())
    if name == "html" or name not in FORMATS:
        drawn: bytes = type(figure).to_image(
            figure, format=format, width=width, height=height, scale=scale, **options
        )
        return drawn
    return render(figure, {name}, width=width, height=height, scale=scale or 1.0)[name]


def write_image(
    figure: Any, file: Any, format: str | None = None, scale: float | None = None, **options: Any
) -> None:
    """Write a figure to a file, or to an object with a method ``write``, as plotly does.

    Parameters
    ----------
    figure
        The figure whose method it is.
    file
        A path, whose suffix says the format, or a writable object.
    format, scale, options
        As for ``to_image``.

    Examples
    --------
    >>> write_image(figure, "harry.svg")  # doctest: +SKIP
    """
    if hasattr(file, "write"):
        file.write(to_image(figure, format, scale=scale, **options))
        return
    from timeline.export.files import write_files

    path = Path(os.fspath(file))
    suffix = path.suffix.lstrip(".") or None
    write_files({path: to_image(figure, format or suffix, scale=scale, **options)})
