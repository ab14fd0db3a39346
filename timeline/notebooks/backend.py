"""What pandas calls for ``frame.plot(backend="timeline", kind="gantt")``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.errors import UsageError, did_you_mean
from timeline.notebooks.accessor import Timeline

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure

__all__ = ["plot"]

KINDS = ("gantt", "bars")


def plot(data: pd.DataFrame, kind: str, **options: Any) -> Figure:
    """Draw a data frame as pandas asks a backend to.

    Parameters
    ----------
    data
        The frame: a table with the columns of ours, or others under ``mapping``.
    kind
        ``"gantt"`` or ``"bars"``.
    options
        Those of ``read_events`` and of the chart.

    Raises
    ------
    UsageError
        If the kind is none of ours, or columns are given as ``x`` and ``y``.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"title": ["Assault"], "start": ["1953-06-10"]})
    >>> plot(frame, "gantt", title="June").layout.title.text
    'June'
    """
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"one of: {', '.join(KINDS)}"
        raise UsageError(f'kind "{kind}" is not drawn by timeline ({hint})')
    for axis in ("x", "y"):
        if options.pop(axis, None) is not None:
            raise UsageError(f'{axis} is not used (say mapping={{"start": ..., "title": ...}})')
    draw = {"gantt": Timeline(data).gantt, "bars": Timeline(data).bars}[kind]
    return draw(**options)
