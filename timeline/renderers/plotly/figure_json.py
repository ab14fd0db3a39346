"""A figure as JSON text, from whatever it is made of, without importing what made it.

It takes a plotly figure, or a dictionary that may hold arrays, dates and parts of
figures, and returns text that a browser reads. Numbers that JSON has no name for
(not a number, infinities) become null, as plotly has it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from timeline.errors import UsageError

__all__ = ["figure_dict", "json_text"]


def figure_dict(figure: Any) -> dict[str, Any]:
    """Return a figure as a dictionary with ``data`` and ``layout``.

    Raises
    ------
    UsageError
        If it is neither a figure nor the dictionary of one.

    Examples
    --------
    >>> figure_dict({"data": [], "layout": {"title": {"text": "June"}}})["layout"]
    {'title': {'text': 'June'}}
    """
    if isinstance(figure, Mapping) and ("data" in figure or "layout" in figure):
        return {"data": [], "layout": {}, **figure}
    if isinstance(figure, Mapping):
        raise UsageError("a dictionary needs data and layout to be a figure")
    # A data frame, too, has a to_dict; a figure alone has one that names its data.
    if hasattr(figure, "to_dict") and hasattr(figure, "layout"):
        return dict(figure.to_dict())
    kind = type(figure).__name__
    raise UsageError(
        f"a figure is wanted, not of the kind {kind} (draw one by gantt, bars or plotly)"
    )


def json_text(value: Any) -> str:
    """Return JSON text; arrays become lists, dates their ISO form, NaN becomes null.

    Examples
    --------
    >>> json_text({"x": (1, float("nan")), "title": "上甘岭"})
    '{"x":[1,null],"title":"上甘岭"}'
    """
    try:
        return _dumps(value, allow_nan=False)
    except ValueError:
        text = _dumps(value, allow_nan=True)
        return _dumps(json.loads(text, parse_constant=lambda _: None), allow_nan=False)


def _dumps(value: Any, *, allow_nan: bool) -> str:
    return json.dumps(
        value, default=_plain, ensure_ascii=False, separators=(",", ":"), allow_nan=allow_nan
    )


def _plain(value: Any) -> Any:
    """Return what JSON can hold for a value of numpy, pandas, plotly or the calendar."""
    for method in ("to_plotly_json", "tolist", "isoformat"):
        if hasattr(value, method):
            return getattr(value, method)()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
