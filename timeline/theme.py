r"""Themes: the colours, patterns and sizes of a figure, built in or read from a TOML file.

A theme holds colours, patterns and sizes; nothing else in the package names a
colour. The side colours follow Okabe and Ito, darkened or lightened until a
label inside a bar reaches a contrast of 4.5 to 1 and a bar 3 to 1 against the
paper (both are tested). The patterns ``/`` and ``x`` are kept for possible and
approximate time, and ``\`` is too near to them.

``base`` names the theme that the rest is taken from; every other key is a field of
``Theme``. A colour that a text or a bar could not be seen in is refused by name, with
the contrast that it has and the one that is needed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from timeline.errors import ReadError, UsageError, did_you_mean
from timeline.files import read_text

__all__ = [
    "AUTO",
    "THEMES",
    "Theme",
    "contrast",
    "mix",
    "own_colors",
    "read_theme",
    "side_colors",
    "theme",
    "theme_lines",
    "theme_of",
]

#: How much of the paper is in the colour of what is joined.
FAINT = 0.45
#: How the names of sizes end.
SIZED = ("_size", "_height")


@dataclass(frozen=True)
class Theme:
    """Colours (``#rrggbb``), patterns and sizes (pixels) of a figure."""

    name: str = "light"
    paper: str = "#ffffff"
    ink: str = "#1f2328"
    muted: str = "#59636e"
    rule: str = "#c8ced6"
    grid: str = "#e6e9ed"
    night: str = "#edf0f6"
    era: str = "#f6f1e3"
    nest: str = "#f3f5f7"
    neutral: str = "#69737d"
    sides: tuple[str, ...] = (
        "#0067a5", "#c04f00", "#007f5c", "#a8527f",
        "#2b2f36", "#e69f00", "#56b4e9", "#c9bd1f",
    )  # fmt: skip
    patterns: tuple[str, ...] = ("", ".", "|", "-", "+", "", ".", "|")
    pattern_strength: float = 0.12
    title_size: float = 20.0
    subtitle_size: float = 13.5
    label_size: float = 12.0
    tick_size: float = 11.5
    note_size: float = 11.0
    bar_height: float = 18.0
    #: The file that it was read from, which no figure may overwrite.
    file: str = field(default="", compare=False, repr=False)
    #: Values, such as sides, with colours of their own: ``(("UK", "#003366"),)``.
    colors: tuple[tuple[str, str], ...] = ()

    def on(self, fill: str) -> str:
        """Return the text colour, ink or paper, that reads best on ``fill``."""
        return max((self.ink, self.paper), key=lambda text: contrast(text, fill))

    @property
    def dark(self) -> bool:
        """Whether the paper is dark."""
        return contrast(self.paper, "#ffffff") > contrast(self.paper, "#000000")

    def color(self, name: str) -> str:
        """Return the colour that a layout calls by name: so it is the same in every theme.

        A layout says ``"ink"`` or the name of any other colour here, ``"side 2"`` for one of
        ``sides``, ``"faint"``, or ``"on side 2"`` for the text that reads best on it; a colour
        is its own name. ``"own #003366"`` is a colour that the user gave to a side: where it
        could not be seen on this paper, it is mixed with ink until it can.

        Examples
        --------
        >>> Theme().color("side 0"), Theme().color("on side 0"), Theme().color("#123456")
        ('#0067a5', '#ffffff', '#123456')
        """
        if name.startswith("#"):
            return name
        kind, _, rest = name.partition(" ")
        if kind == "on":
            return self.on(self.color(rest))
        if kind == "own":
            mixed = (mix(rest, self.ink, step / 20) for step in range(20))
            return next((one for one in mixed if self._seen(one)), self.ink)
        return self.sides[int(rest)] if kind == "side" else str(getattr(self, name))

    def _seen(self, color: str) -> bool:
        """Whether a bar can be seen: on dark paper its edge alone does not show its colour."""
        shown = not self.dark or contrast(color, self.paper) >= MARK
        return shown and not _faults(self, color)

    @property
    def faint(self) -> str:
        """The colour of what is joined, which stands back behind the others."""
        return mix(self.neutral, self.paper, FAINT)

    @property
    def frame(self) -> str:
        """All that a layout depends on: themes of one frame differ in their colours only."""
        sizes = (getattr(self, entry.name) for entry in fields(self) if entry.name.endswith(SIZED))
        own = (self.colors, self.patterns, self.grey)
        return repr((len(self.sides), *own, *sizes))

    @property
    def grey(self) -> bool:
        """Whether no side has a hue: only shades, patterns and shapes tell them apart."""
        return all(len({color[n : n + 2] for n in (1, 3, 5)}) == 1 for color in self.sides)


DARK = Theme(
    name="dark",
    paper="#15181d",
    ink="#eceff3",
    muted="#a9b2bd",
    rule="#424a54",
    grid="#272c33",
    night="#1e2530",
    era="#2a271d",
    nest="#1c2026",
    neutral="#8c96a1",
    sides=(
        "#58aeea", "#f28a4b", "#35bd92", "#dd9cc2",
        "#d3d8df", "#efb43f", "#9bd5f5", "#efe26b",
    ),
)  # fmt: skip

# On paper without colour, greys alone tell three sides apart; patterns tell eight.
PRINT = Theme(
    name="print",
    ink="#000000",
    muted="#3d3d3d",
    rule="#8a8a8a",
    grid="#dcdcdc",
    night="#ececec",
    era="#f4f4f4",
    nest="#f6f6f6",
    neutral="#6b6b6b",
    sides=(
        "#262626", "#9a9a9a", "#757575", "#c9c9c9",
        "#000000", "#8c8c8c", "#6a6a6a", "#b5b5b5",
    ),
    pattern_strength=0.6,
)  # fmt: skip

#: The name of the theme that follows the reader's colour scheme.
AUTO = "auto"
THEMES: Mapping[str, Theme] = {"light": Theme(), "dark": DARK, "print": PRINT}


def theme(name: str | Theme) -> Theme:
    """Return the theme of that name; ``timeline.theme`` reads those of your own.

    ``"auto"`` is the light theme by another name: pages and SVG then hold the dark
    one, too, and follow the reader's colour scheme.

    Raises
    ------
    UsageError
        No theme has that name.

    Examples
    --------
    >>> theme("dark").paper
    '#15181d'
    """
    if isinstance(name, Theme):
        return name
    if name == AUTO:
        return replace(THEMES["light"], name=AUTO)
    if name not in THEMES:
        known = [*THEMES, AUTO]
        hint = (
            did_you_mean(name, known)
            or f"one of: {', '.join(known)}, or the file of your own, as in house.toml"
        )
        raise UsageError(f'theme "{name}" is not known ({hint})')
    return THEMES[name]


def side_colors(sides: Iterable[str], *, theme: Theme, order: Iterable[str] = ()) -> dict[str, int]:
    """Give every side a place in the palette: ``order`` first, the rest by name.

    The place does not depend on the rows of one figure, so a side keeps its
    colour in every figure of a build that shares ``order``.

    Examples
    --------
    >>> side_colors(["UN", "PVA", "UN"], theme=THEMES["light"], order=["UN", "ROK"])
    {'UN': 0, 'ROK': 1, 'PVA': 2}
    """
    ordered = list(dict.fromkeys(order))
    ordered += sorted({side for side in sides if side} - set(ordered))
    return {side: place % len(theme.sides) for place, side in enumerate(ordered)}


def mix(color: str, other: str, share: float) -> str:
    """Mix ``share`` (0 to 1) of ``other`` into ``color``.

    Examples
    --------
    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


COLORS = ("paper", "ink", "muted", "rule", "grid", "night", "era", "nest", "neutral")
#: Sizes in pixels, from the smallest that can be read to the largest that makes sense.
SIZES = {
    "title_size": (9.0, 60.0), "subtitle_size": (9.0, 40.0), "label_size": (9.0, 30.0),
    "tick_size": (9.0, 30.0), "note_size": (9.0, 30.0), "bar_height": (8.0, 60.0),
    "pattern_strength": (0.0, 1.0),
}  # fmt: skip
LISTS: Mapping[str, tuple[str, ...]] = {
    "patterns": tuple(dict.fromkeys(THEMES["light"].patterns)),
}
KEYS = ("base", "name", *COLORS, "sides", *LISTS, *SIZES, "colors")
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
        list of colours, ``patterns``, sizes in pixels, and ``colors``, a table of
        values with colours of their own, as in ``UK = "#003366"``.

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
    made = replace(THEMES[base], **{"name": path.stem, **checked}, file=f"{path}")
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
    kept = [one.name for one in fields(Theme) if one.name in KEYS and getattr(look, one.name) != ()]
    lines = [f"{name} = {_toml_value(getattr(look, name))}" for name in kept if name != "colors"]
    own = [f"{_toml_value(name)} = {_toml_value(color)}" for name, color in look.colors]
    return "\n".join([*lines, *(["[colors]", *own] if own else [])]) + "\n"


def _toml_value(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml_value(one) for one in value)}]"
    if isinstance(value, str):
        escaped = value.replace(chr(92), chr(92) * 2).replace('"', chr(92) + '"')
        return f'"{escaped}"'
    return f"{value:g}"


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path))
    except FileNotFoundError as error:
        raise ReadError(f"{path}: there is no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    except RecursionError as error:
        raise ReadError(f"{path}: is no TOML that is read: it is nested too deeply") from error
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
    if key == "colors":
        if not isinstance(value, dict):
            raise UsageError(
                f'{path}: colors is to be a table, as in colors = {{ UK = "#003366" }}'
            )
        return own_colors(value, where=f"{path}: ")
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
    # A list that is too short begins again, so that every side has its pattern.
    long = value if key == "sides" else (value * MOST_SIDES)[:MOST_SIDES]
    return tuple(long)


def _is_color(value: Any) -> bool:
    return isinstance(value, str) and _COLOR.fullmatch(value) is not None


def own_colors(
    colors: Mapping[str, str], theme: Theme | None = None, *, where: str = ""
) -> tuple[tuple[str, str], ...]:
    """Check colours that values are given, and return them in pairs.

    Parameters
    ----------
    colors
        Colours as ``"#rrggbb"`` by value, such as a side: eight at most.
    theme
        On whose paper they are to be seen.
    where
        What a message begins with.

    Raises
    ------
    UsageError
        If one is no colour, two are the same, or one could not be seen.

    Examples
    --------
    >>> own_colors({"UK": "#003366"}, THEMES["light"])
    (('UK', '#003366'),)
    >>> own_colors({"UK": "navy"})
    Traceback (most recent call last):
        ...
    timeline.errors.UsageError: colors: UK = 'navy' is to be a colour such as "#0067a5"
    """
    if len(colors) > MOST_SIDES:
        raise UsageError(f"{where}colors: at most {MOST_SIDES} values have one ({len(colors)} do)")
    taken: dict[str, str] = {}
    for value, color in colors.items():
        if not _is_color(color):
            told = f'{value} = {color!r} is to be a colour such as "#0067a5"'
            raise UsageError(f"{where}colors: {told}")
        if color.lower() in taken:
            told = f"{value} and {taken[color.lower()]} are both {color}"
            raise UsageError(f"{where}colors: {told} (give each its own)")
        taken[color.lower()] = value
        for problem in _faults(theme, color, f"colors: {value} ({color})") if theme else ():
            raise UsageError(f"{where}{problem}")
    return tuple((value, color.lower()) for value, color in colors.items())


def _unreadable(look: Theme) -> Iterator[str]:
    """Yield what could not be seen, with its contrast and the one that it needs."""
    for ground in ("paper", "night", "era", "nest"):
        for ink in ("ink", "muted"):
            found = contrast(getattr(look, ink), getattr(look, ground))
            if found < TEXT:
                yield _short(f"{ink} on {ground}", found, TEXT)
    for place, color in enumerate(look.sides, start=1):
        yield from _faults(look, color, f"sides: colour {place} ({color})")
    for value, color in look.colors:
        yield from _faults(look, color, f"colors: {value} ({color})")


def _faults(look: Theme, color: str, name: str = "") -> list[str]:
    """Return why a bar of a colour, or the label in it, could not be seen."""
    edge = mix(color, look.ink, 0.35)
    shown = max(contrast(color, look.paper), contrast(edge, look.paper))
    label = contrast(look.on(color), color)
    faults = [_short(f"{name} on paper", shown, MARK)] if shown < MARK else []
    return faults + ([_short(f"{name}, a label in its bar", label, TEXT)] if label < TEXT else [])


def _short(what: str, found: float, needed: float) -> str:
    return f"{what} has a contrast of {found:.2f} to 1 (at least {needed:g} is needed)"
