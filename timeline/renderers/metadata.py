"""What a picture says of itself: title, description and account, for those who do not see it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from timeline.renderers.texts import xml_text

__all__ = ["slug", "svg_description"]

#: What is read in the picture, or in its title and description, is not said once more.
SAID = ("title", "description", "alt", "subtitle", "notes", "folds")
#: Characters of one entry of the account that goes into the picture.
LONGEST_ENTRY = 2000


def svg_description(meta: Mapping[str, Any], prefix: str) -> str:
    """Return the end of the opening tag of a picture, and the elements that name it.

    Parameters
    ----------
    meta
        What the scene says of itself.
    prefix
        How the ids of the picture begin.

    Examples
    --------
    >>> svg_description({"title": "June"}, "june")
    ' aria-labelledby="june-title" xml:lang="en"><title id="june-title">June</title>'
    """
    told = meta.get("description") or meta.get("alt") or meta.get("subtitle")
    named = {
        tag: xml_text(str(text))
        for tag, text in (("title", meta.get("title")), ("desc", told))
        if text
    }
    labels = " ".join(f"{prefix}-{tag}" for tag in named)
    labelled = f' aria-labelledby="{labels}"' if labels else ""
    language = xml_text(str(meta.get("language") or "en")).replace('"', "&quot;")
    elements = "".join(f'<{tag} id="{prefix}-{tag}">{text}</{tag}>' for tag, text in named.items())
    account = _account(meta)
    metadata = f"<metadata>{xml_text(account)}</metadata>" if account else ""
    return f'{labelled} xml:lang="{language}">{elements}{metadata}'


def slug(title: str) -> str:
    """Return the beginning of a title as an id can hold it.

    Examples
    --------
    >>> slug("Outpost Harry, 10-18 June 1953"), slug("上甘岭")
    ('outpost-harry-10-18', 'figure')
    """
    words = re.findall("[a-z0-9]+", title.lower())[:4]
    name = "-".join(words)[:24].strip("-")
    return name if name[:1].isalpha() else f"figure-{name}".strip("-")


def _account(meta: Mapping[str, Any]) -> str:
    """Return what the figure says of itself beside what is read in it, as JSON."""
    told = {
        key: json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
        for key, value in sorted(meta.items())
        if key not in SAID and value not in (None, "", [], {})
    }
    short = [f"{json.dumps(k)}:{text}" for k, text in told.items() if len(text) <= LONGEST_ENTRY]
    return "{" + ",".join(short) + "}" if short else ""
