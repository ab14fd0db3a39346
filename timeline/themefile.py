"""A theme of your own as a TOML file: what differs from one of ours, checked so that it reads.

``base`` names the theme that the rest is taken from; every other key is a field of
``Theme``. A colour that a text or a bar could not be seen in is refused by name, with
the contrast that it has and the one that is needed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from timeline.errors import ReadError, UsageError, did_you_mean
from timeline.theme import THEMES, Theme, contrast, mix, theme

__all__ = ["read_theme", "theme_lines", "theme_of"]

COLORS = ("paper", "ink", "muted", "rule", "grid", "night", "era", "nest", "neutral")
#: Sizes in pixels, from the smallest that can be read to the largest that makes sense.
SIZES = {
    "title_size": (9.0, 60.0), "subtitle_size": (9.0, 40.0), "label_size": (9.0, 30.0),
    "tick_size": (9.0, 30.0), "note_size": (9.0, 30.0), "bar_height": (8.0, 60.0),
    "pattern_strength": (0.0, 1.0),
}  # fmt: skip
LISTS: Mapping[str, tuple[str, ...]] = {
    "patterns": tuple(dict.fromkeys(THEMES["light"].patterns)),
    "symbols": THEMES["light"].symbols,
}
KEYS = ("base", "name", *COLORS, "sides", *LISTS, *SIZES)
MOST_SIDES = len(THEMES["light"].sides)
TEXT, MARK = 4.5, 3.0
_COLOR = re.compile("#[0-9a-fA-F]{6}")


def theme_of(name: str | Theme) -> Theme:
    """Return a theme: itself, one of ours by name, or the one that a TOML file describes.

    Examples
    --------
    >>> theme_of("print").ink
    '#000000'
    """
    own = isinstance(name, str) and name.endswith(".toml")
    return read_theme(str(name)) if own else theme(name)


def read_theme(path: str | Path) -> Theme:
    r"""Read a theme from a TOML file.

    Parameters
    ----------
    path
        The file. ``base`` is ``"light"`` (by default), ``"dark"`` or ``"print"``; the
        other keys are the fields of ``Theme``: colours as ``"#rrggbb"``, ``sides`` as a
        list of colours, ``patterns``, ``symbols``, and sizes in pixels.

    Raises
    ------
    ReadError
        The file is missing or is no TOML.
    UsageError
        A key or a value that no theme has, or a colour that could not be seen.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "house.toml")
    ...     _ = file.write_text('base = "dark"\npaper = "#000000"', encoding="utf-8")
    ...     read_theme(file).name, read_theme(file).paper
    ('house', '#000000')
    """
    path = Path(path)
    given = _toml(path)
    for key in given:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"one of: {', '.join(KEYS)}"
            raise UsageError(f'{path}: the key "{key}" is not known ({hint})')
    base = given.pop("base", "light")
    if base not in THEMES:
        raise UsageError(f'{path}: base "{base}" is not known (one of: {", ".join(THEMES)})')
    checked = {key: _value(path, key, value) for key, value in given.items()}
    made = replace(THEMES[base], **{"name": path.stem, **checked})
    for problem in _unreadable(made):
        raise UsageError(f"{path}: {problem}")
    return made


def theme_lines(look: Theme) -> str:
    """Return a theme as the lines of a TOML file, to begin one of your own with.

    Examples
    --------
    >>> theme_lines(THEMES["dark"]).splitlines()[:2]
    ['name = "dark"', 'paper = "#15181d"']
    """
    kept = [one.name for one in fields(Theme) if one.name in KEYS]
    return "\n".join(f"{name} = {_toml_value(getattr(look, name))}" for name in kept) + "\n"


def _toml_value(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml_value(one) for one in value)}]"
    if isinstance(value, str):
        escaped = value.replace(chr(92), chr(92) * 2).replace('"', chr(92) + '"')
        return f'"{escaped}"'
    return f"{value:g}"


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReadError(f"{path}: there is no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{path}: is no TOML: {error}") from error


def _value(path: Path, key: str, value: Any) -> Any:
    """Return the value of a key as the theme has it."""
    if key in SIZES:
        low, high = SIZES[key]
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        if not fits or not low <= value <= high:
            raise UsageError(
                f"{path}: {key} = {value!r} is to be a number from {low:g} to {high:g}"
            )
        return float(value)
    if key in LISTS:
        known = LISTS[key]
        return _many(path, key, value, allowed=known.__contains__, told=f"of {', '.join(known)}")
    if key == "sides":
        return _many(path, key, value, allowed=_is_color, told='of colours such as "#0067a5"')
    if key in COLORS and not _is_color(value):
        raise UsageError(f'{path}: {key} = {value!r} is to be a colour such as "#1f2328"')
    if not isinstance(value, str):
        raise UsageError(f"{path}: {key} = {value!r} is to be a text in quotes")
    return value


def _many(
    path: Path, key: str, value: Any, *, allowed: Callable[[Any], bool], told: str
) -> tuple[str, ...]:
    whole = isinstance(value, list) and 1 <= len(value) <= MOST_SIDES
    wrong = [one for one in value if not allowed(one)] if whole else []
    if not whole or wrong:
        which = f" ({wrong[0]!r} is none)" if wrong else ""
        raise UsageError(f"{path}: {key} is to be a list of 1 to {MOST_SIDES} {told}{which}")
    # A list that is too short begins again, so that every side has its pattern and mark.
    long = value if key == "sides" else (value * MOST_SIDES)[:MOST_SIDES]
    return tuple(long)


def _is_color(value: Any) -> bool:
    return isinstance(value, str) and _COLOR.fullmatch(value) is not None


def _unreadable(look: Theme) -> Iterator[str]:
    """Yield what could not be seen, with its contrast and the one that it needs."""
    for ground in ("paper", "night", "era", "nest"):
        for ink in ("ink", "muted"):
            found = contrast(getattr(look, ink), getattr(look, ground))
            if found < TEXT:
                yield _short(f"{ink} on {ground}", found, TEXT)
    for place, color in enumerate(look.sides, start=1):
        edge = mix(color, look.ink, 0.35)
        found = max(contrast(color, look.paper), contrast(edge, look.paper))
        if found < MARK:
            yield _short(f"sides: colour {place} ({color}) on paper", found, MARK)
        found = contrast(look.on(color), color)
        if found < TEXT:
            yield _short(f"sides: a label in a bar of colour {place} ({color})", found, TEXT)


def _short(what: str, found: float, needed: float) -> str:
    return f"{what} has a contrast of {found:.2f} to 1 (at least {needed:g} is needed)"
