"""What CLDR knows of a language: names of months, eras, numbers, units, lists.

Babel's own ``Locale`` is not used: it writes what it resolves for one language into data that all
share, so that Arabic months came out Chinese when Chinese had been asked for first (Babel 2.18,
``LocaleDataDict.__getitem__``). The data are merged here anew, by Babel's public functions.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from timeline.errors import UsageError, did_you_mean
from timeline.locale.messages import LANGUAGES

__all__ = ["cldr_facts", "known_code"]

#: English names of the eras without a creed; CLDR keeps them as a variant that Babel leaves out.
ENGLISH_ERAS = ("BCE", "CE")


#: What is read of the data of a language, which are many.
TOLD = (
    "character_order", "date_formats", "datetime_skeletons", "decimal_formats", "eras",
    "list_patterns", "months", "number_symbols", "plural_form", "unit_patterns",
)  # fmt: skip
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")


def cldr_facts(name: str) -> dict[str, Any]:
    """Return the fields of a ``Language`` that CLDR knows.

    Examples
    --------
    >>> cldr_facts("de")["months"][5], cldr_facts("de")["decimal"]
    ('Juni', ',')
    """
    data = _cldr("en_001" if name == "en" else name)
    latin = data["number_symbols"]["latn"]
    return {
        "direction": "rtl" if data["character_order"] == "right-to-left" else "ltr",
        "months": _months(data, "stand-alone", "wide"),
        "months_short": _months(data, "stand-alone", "abbreviated"),
        "months_in": _months(data, "format", "wide"),
        "months_short_in": _months(data, "format", "abbreviated"),
        "eras": _eras(name, data),
        "decimal": latin["decimal"],
        "group": _plain_space(latin["group"]),
        "grouping": data["decimal_formats"][None].grouping,
        "patterns": _patterns(data),
        "units": _units(data),
        "plural": data["plural_form"],
        "lists": dict(data["list_patterns"]["standard"]),
    }


def known_code(code: str) -> str:
    """Return the name under which CLDR knows a language code.

    Raises
    ------
    UsageError
        For a code that CLDR does not have.

    Examples
    --------
    >>> known_code("pt-br")
    'pt_BR'
    """
    wanted = code.strip().replace("-", "_")
    if wanted in LANGUAGES:
        return wanted  # without a look at all that there are

    from babel import localedata

    names = {name.lower(): name for name in localedata.locale_identifiers()}
    if wanted.lower() in names:
        return names[wanted.lower()]
    hint = did_you_mean(wanted, names) or f"try one of {', '.join(LANGUAGES)}"
    raise UsageError(f'language: "{code}" is not known ({hint})')


def _cldr(name: str) -> Mapping[Any, Any]:
    """Return the data of a language over those that it inherits from, shared with nobody."""
    from babel import localedata
    from babel.core import get_global

    chain = [name]
    while chain[0] != "root":
        chain.insert(0, get_global("parent_exceptions").get(chain[0]) or _parent(chain[0]))
    data: dict[Any, Any] = {}
    for part in chain:
        path = Path(localedata.resolve_locale_filename(part))
        known = pickle.loads(path.read_bytes())
        localedata.merge(data, {key: known[key] for key in TOLD if key in known})
    return localedata.LocaleDataDict(data)


def _parent(name: str) -> str:
    """Return what a language inherits from: the one without its last part, if of one script."""
    from babel.core import get_global

    first, _, last = name.rpartition("_")
    other_script = len(last) == 4 and last not in get_global("likely_subtags").get(first, last)
    return "root" if other_script or not first else first


def _plain_space(text: str) -> str:
    """Replace narrow no-break spaces, which some fonts lack, and marks of direction."""
    return text.replace("\u202f", "\u00a0").replace("\u200f", "").replace("\u200e", "")


def _months(data: Mapping[Any, Any], context: str, length: str) -> tuple[str, ...]:
    names = data["months"][context][length]
    return tuple(names[number] for number in range(1, 13))


def _eras(name: str, data: Mapping[Any, Any]) -> tuple[str, str]:
    if name.split("_")[0] == "en":
        return ENGLISH_ERAS
    eras = data["eras"]["abbreviated"]
    return _plain_space(eras[0]), _plain_space(eras[1])


def _patterns(data: Mapping[Any, Any]) -> dict[str, str]:
    """Return the date patterns that we use, by CLDR skeleton."""
    skeletons = data["datetime_skeletons"]
    names = ("y", "Gy", "yMMM", "yMMMM", "yMMMd", "MMMd", "MMMMd")
    found = {name: _plain_space(skeletons[name].pattern) for name in names if name in skeletons}
    found["long"] = _plain_space(data["date_formats"]["long"].pattern)
    found.setdefault("yMMMM", found["yMMM"].replace("MMM", "MMMM"))
    found.setdefault("MMMMd", found["MMMd"].replace("MMM", "MMMM"))
    return found


def _units(data: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
    """Return the patterns of amounts of time, by unit and plural."""
    found: dict[str, dict[str, str]] = {}
    for unit in UNITS:
        lengths = data["unit_patterns"][f"duration-{unit}"]
        forms = {**lengths.get("short", {}), **lengths.get("long", {})}
        found[unit] = {form: _plain_space(text) for form, text in forms.items()}
    return found
