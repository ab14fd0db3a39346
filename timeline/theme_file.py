"""Themes from TOML files: changes to a built-in theme, with colours checked for contrast."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from timeline.errors import UsageError, did_you_mean
from timeline.files import read_toml
from timeline.theme import HEX_COLOR, TEXT, THEMES, Theme, color_faults, contrast, theme, too_faint

__all__ = ["own_colors", "read_theme", "theme_lines", "theme_of"]

COLORS = ("paper", "ink", "muted", "rule", "grid", "night", "era", "nest", "neutral")


#: Sizes in pixels, smallest and largest allowed.
SIZES = {
    "title_size": (9.0, 60.0), "subtitle_size": (9.0, 40.0), "label_size": (9.0, 30.0),
    "tick_size": (9.0, 30.0), "note_size": (9.0, 30.0), "bar_height": (8.0, 60.0),
    "pattern_strength": (0.0, 1.0),
}  # fmt: skip


PATTERNS = tuple(dict.fromkeys(THEMES["light"].patterns))
KEYS = ("base", "name", *COLORS, "sides", "patterns", *SIZES, "colors")
MOST_SIDES = len(THEMES["light"].sides)


def theme_of(name: str | Theme) -> Theme:
    """Return a theme: itself, a built-in one by name, or one read from a TOML file.

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
        The file. ``base`` is ``"light"`` (default), ``"dark"`` or ``"print"``; the
        other keys are the fields of ``Theme``: colours as ``"#rrggbb"``, ``sides`` as a
        list of colours, ``patterns``, sizes in pixels, and ``colors``, a table of
        colours by value, such as ``UK = "#003366"``.

    Raises
    ------
    ReadError
        The file is missing or not valid TOML.
    UsageError
        A key or value is unknown, or a colour has too little contrast.

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
    settings = read_toml(path)
    for key in settings:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"one of: {', '.join(KEYS)}"
            raise UsageError(f'{path}: the key "{key}" is not known ({hint})')
    base = settings.pop("base", "light")
    if base not in THEMES:
        raise UsageError(f'{path}: base "{base}" is not known (one of: {", ".join(THEMES)})')
    checked = {key: _value(path, key, value) for key, value in settings.items()}
    result = replace(THEMES[base], **{"name": path.stem, **checked}, file=f"{path}")
    for problem in _unreadable(result):
        raise UsageError(f"{path}: {problem}")
    return result


def theme_lines(look: Theme) -> str:
    """Return a theme as TOML, as a starting point for a custom theme.

    Examples
    --------
    >>> theme_lines(THEMES["dark"]).splitlines()[:2]
    ['name = "dark"', 'paper = "#15181d"']
    """
    names = [
        one.name for one in fields(Theme) if one.name in KEYS and getattr(look, one.name) != ()
    ]
    lines = [f"{name} = {_toml_value(getattr(look, name))}" for name in names if name != "colors"]
    own = [f"{_toml_value(name)} = {_toml_value(color)}" for name, color in look.colors]
    return "\n".join([*lines, *(["[colors]", *own] if own else [])]) + "\n"


def _toml_value(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml_value(one) for one in value)}]"
    if isinstance(value, str):
        escaped = value.replace(chr(92), chr(92) * 2).replace('"', chr(92) + '"')
        return f'"{escaped}"'
    return f"{value:g}"


def _value(path: Path, key: str, value: Any) -> Any:
    """Validate the value of a key and convert it to the type of the theme field."""
    if key in SIZES:
        low, high = SIZES[key]
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        if not fits or not low <= value <= high:
            raise UsageError(f"{path}: {key} = {value!r} must be a number from {low:g} to {high:g}")
        return float(value)
    if key == "patterns":
        kind = f"of {', '.join(PATTERNS)}"
        return _many(path, key, value, allowed=PATTERNS.__contains__, kind=kind)
    if key == "colors":
        if not isinstance(value, dict):
            raise UsageError(f'{path}: colors must be a table, as in colors = {{ UK = "#003366" }}')
        return own_colors(value, where=f"{path}: ")
    if key == "sides":
        return _many(path, key, value, allowed=_is_color, kind='of colours such as "#0067a5"')
    if key in COLORS and not _is_color(value):
        raise UsageError(f'{path}: {key} = {value!r} must be a colour such as "#1f2328"')
    if not isinstance(value, str):
        raise UsageError(f"{path}: {key} = {value!r} must be a text in quotes")
    return value


def _many(
    path: Path, key: str, value: Any, *, allowed: Callable[[Any], bool], kind: str
) -> tuple[str, ...]:
    whole = isinstance(value, list) and 1 <= len(value) <= MOST_SIDES
    wrong = [one for one in value if not allowed(one)] if whole else []
    if not whole or wrong:
        which = f" ({wrong[0]!r} is none)" if wrong else ""
        raise UsageError(f"{path}: {key} must be a list of 1 to {MOST_SIDES} {kind}{which}")
    # Repeat a list that is too short, so that every side has a pattern.
    long = value if key == "sides" else (value * MOST_SIDES)[:MOST_SIDES]
    return tuple(long)


def _is_color(value: Any) -> bool:
    return isinstance(value, str) and HEX_COLOR.fullmatch(value) is not None


def own_colors(
    colors: Mapping[str, str], theme: Theme | None = None, *, where: str = ""
) -> tuple[tuple[str, str], ...]:
    """Validate colours of values and return them as pairs.

    Parameters
    ----------
    colors
        Colours as ``"#rrggbb"`` by value, such as a side; at most eight.
    theme
        The theme whose paper they must contrast with.
    where
        Prefix of error messages.

    Raises
    ------
    UsageError
        A colour is invalid, used twice, or not visible.

    Examples
    --------
    >>> own_colors({"UK": "#003366"}, THEMES["light"])
    (('UK', '#003366'),)
    >>> own_colors({"UK": "navy"})
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: colors: UK = 'navy' must be a colour such as "#0067a5"
    """
    if len(colors) > MOST_SIDES:
        raise UsageError(f"{where}colors: at most {MOST_SIDES} values have one ({len(colors)} do)")
    taken: dict[str, str] = {}
    for value, color in colors.items():
        if not _is_color(color):
            message = f'{value} = {color!r} must be a colour such as "#0067a5"'
            raise UsageError(f"{where}colors: {message}")
        if color.lower() in taken:
            message = f"{value} and {taken[color.lower()]} are both {color}"
            raise UsageError(f"{where}colors: {message} (give each its own)")
        taken[color.lower()] = value
        for problem in color_faults(theme, color, f"colors: {value} ({color})") if theme else ():
            raise UsageError(f"{where}{problem}")
    return tuple((value, color.lower()) for value, color in colors.items())


def _unreadable(look: Theme) -> Iterator[str]:
    """Yield the problems of colours with too little contrast."""
    for ground in ("paper", "night", "era", "nest"):
        for ink in ("ink", "muted"):
            ratio = contrast(getattr(look, ink), getattr(look, ground))
            if ratio < TEXT:
                yield too_faint(f"{ink} on {ground}", ratio, TEXT)
    for place, color in enumerate(look.sides, start=1):
        yield from color_faults(look, color, f"sides: colour {place} ({color})")
    for value, color in look.colors:
        yield from color_faults(look, color, f"colors: {value} ({color})")
