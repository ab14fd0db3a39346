"""Helpers for tests: pandoc's tree of a text, and its plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pypandoc


def read(text: str, form: str) -> Any:
    return json.loads(pypandoc.convert_text(text, "json", format=form))["blocks"]


def parts(tree: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a kind in what pandoc reads."""
    if isinstance(tree, dict) and tree.get("t") == kind:
        yield tree
    inside = tree.values() if isinstance(tree, dict) else tree
    for below in inside if isinstance(tree, dict | list) else ():
        yield from parts(below, kind)


def said(tree: Any) -> str:
    """Return the plain text of what pandoc reads, a space for each break; all else is refused."""
    if isinstance(tree, list):
        return "".join(said(part) for part in tree)
    kind = tree["t"]
    if kind in ("Space", "SoftBreak"):
        return " "
    assert kind in ("Str", "Emph", "Plain", "Para"), tree
    return str(tree["c"]) if kind == "Str" else said(tree["c"])


def items(blocks: Any) -> Iterator[Any]:
    """Yield the items of lists, one after the other."""
    for block in blocks:
        yield from block["c"][1] if block["t"] == "OrderedList" else block["c"]
