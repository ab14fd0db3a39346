"""The account of a figure's table as a file beside the figure, and that of a table refused."""

from __future__ import annotations

import os
import re
from collections.abc import Container
from typing import Any

from timeline.charts.chart import Chart
from timeline.errors import UsageError, ValidationError
from timeline.export.files import write_files
from timeline.renderers.pdf import without_font
from timeline.tables.report import account_bytes, refusal_of
from timeline.typography.wrap import missing_glyphs

__all__ = ["glyphs_without_font", "inputs_of", "refused", "report_file"]

_NUMBERED = re.compile(r"U\+([0-9A-F]{4,6})\b")


def glyphs_without_font(figure: Any) -> str:
    """Name the characters of a figure that neither our font nor one of this machine has.

    Where they stand a reader of a picture sees boxes.

    Parameters
    ----------
    figure
        A chart, or the plotly figure that it became; another has no account, and none is named.

    Examples
    --------
    >>> glyphs_without_font({"data": []})
    ''
    """
    chart = _chart(figure)
    told = str(chart.account.get("missing_glyphs", "")) if chart else ""
    numbered = (chr(int(number, 16)) for number in _NUMBERED.findall(told))
    characters = "".join(sorted({*(char for char in told if not char.isascii()), *numbered}))
    return missing_glyphs([without_font(characters)]) if characters else ""


def _chart(figure: Any) -> Chart | None:
    chart = figure if isinstance(figure, Chart) else getattr(figure, "_chart", None)
    return chart if isinstance(chart, Chart) else None


def inputs_of(figure: Any) -> tuple[str, ...]:
    """Return the files that a figure was made of; none may be one that it is written to.

    Examples
    --------
    >>> inputs_of({"data": []})
    ()
    """
    chart = _chart(figure)
    return chart.inputs if chart else ()


def report_file(
    figure: Any,
    report: str | os.PathLike[str] | None,
    outputs: Container[str],
    *,
    without_font: str = "",
) -> dict[str, bytes]:
    """Return the account of a figure's table under the name of its file; nothing for no name.

    Parameters
    ----------
    figure
        A chart, or the plotly figure that it became.
    report
        The file to write.
    outputs
        The files of the figure.
    without_font
        The characters that no font has, where that is known.

    Raises
    ------
    UsageError
        The figure was made of no table, or the file is one of the figure's own.

    Examples
    --------
    >>> report_file({"data": []}, None, ())
    {}
    >>> report_file({"data": []}, "account.json", ())
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: report: this figure was made of no table (draw it by gantt or bars)
    """
    if report is None:
        return {}
    name = os.fspath(report)
    if name in outputs:
        raise UsageError(f"{name}: cannot be both a figure and its report (name another file)")
    chart = _chart(figure)
    if chart is None or not chart.account:
        raise UsageError("report: this figure was made of no table (draw it by gantt or bars)")
    boxes = {"glyphs_without_font": without_font} if without_font else {}
    return {name: account_bytes({**chart.account, **boxes})}


def refused(error: ValidationError, report: str | os.PathLike[str]) -> None:
    """Write the account of a table that has errors: no row is drawn, and why.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> from timeline.errors import Problem
    >>> path = pathlib.Path(tempfile.mkdtemp(), "account.json")
    >>> problem = Problem("a.csv", 2, "start", "soon", "is no date")
    >>> refused(ValidationError([problem], rows=1), path)
    >>> json.loads(path.read_text())["rows"]["drawn"]
    0
    """
    write_files({os.fspath(report): account_bytes(refusal_of(error))})
