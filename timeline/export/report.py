"""The account of a figure's table as a file beside the figure, and that of a table refused."""

from __future__ import annotations

import os
from collections.abc import Container
from typing import Any

from timeline.charts import Chart
from timeline.errors import UsageError, ValidationError
from timeline.export.files import write_files
from timeline.table.account import account_bytes, refusal_of

__all__ = ["refused", "report_file"]


def report_file(
    figure: Any, report: str | os.PathLike[str] | None, outputs: Container[str]
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
    chart = figure if isinstance(figure, Chart) else getattr(figure, "_chart", None)
    if not isinstance(chart, Chart) or not chart.account:
        raise UsageError("report: this figure was made of no table (draw it by gantt or bars)")
    return {name: account_bytes(chart.account)}


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
