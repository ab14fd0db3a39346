r"""Themes: the colours, patterns and sizes of a figure, built in or read from a TOML file.

No other module names a colour. The side colours follow Okabe and Ito, darkened or
lightened until a label inside a bar reaches a contrast of 4.5 to 1 and a bar 3 to 1
against the paper (both are tested). The patterns ``/`` and ``x`` are reserved for possible
and approximate time; ``\`` is too similar to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from timeline.errors import UsageError, did_you_mean

__all__ = [
    "AUTO",
    "HEX_COLOR",
    "THEMES",
    "Theme",
    "color_faults",
    "contrast",
    "mix",
    "side_colors",
    "theme",
]

HEX_COLOR = re.compile("#[0-9a-fA-F]{6}")
#: Share of paper colour in the colour of merged categories.
FAINT = 0.45
#: Suffixes of the names of sizes.
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
    #: Values, such as sides, with their own colours: ``(("UK", "#003366"),)``.
    colors: tuple[tuple[str, str], ...] = ()

    def on(self, fill: str) -> str:
        """Return the text colour, ink or paper, with the higher contrast on ``fill``."""
        return max((self.ink, self.paper), key=lambda text: contrast(text, fill))

    def edge(self, color: str) -> str:
        """Return the colour of the outline of a bar or mark."""
        return mix(color, self.ink, 0.35)

    def pale(self, color: str) -> str:
        """Return the ground of possible and approximate time."""
        return mix(self.paper, color, 0.08)

    def hatch(self, color: str) -> str:
        """Return the colour of a side's hatch: away from the colour of the label on it."""
        away = self.ink if self.on(color) == self.paper else self.paper
        if self.dark and away == self.ink:
            away = "#ffffff"
        return mix(color, away, self.pattern_strength)

    @property
    def dark(self) -> bool:
        """Whether the paper is dark."""
        return contrast(self.paper, "#ffffff") > contrast(self.paper, "#000000")

    def color(self, name: str) -> str:
        """Return the colour of a layout's colour name, as ``#rrggbb``.

        A name is ``"ink"`` or another colour field, ``"side 2"`` for an entry of ``sides``,
        ``"faint"``, ``"on side 2"`` for the text colour on that side, or a colour itself.
        ``"own #003366"`` is a colour that the user chose for a side: if it is not visible on
        this paper, it is mixed with ink until it is.

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
        """Whether a bar is visible: on dark paper, an edge alone does not show its colour."""
        shown = not self.dark or contrast(color, self.paper) >= MARK
        return shown and not color_faults(self, color)

    @property
    def faint(self) -> str:
        """The colour of merged categories, paler than the others."""
        return mix(self.neutral, self.paper, FAINT)

    @property
    def frame(self) -> str:
        """All properties that affect the layout: themes with equal frames differ only in colour."""
        sizes = (getattr(self, entry.name) for entry in fields(self) if entry.name.endswith(SIZED))
        own = (self.colors, self.patterns, self.grey)
        return repr((len(self.sides), *own, *sizes))

    @property
    def grey(self) -> bool:
        """Whether all sides are grey, told apart only by shade, pattern and shape."""
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
    """Return a built-in theme by name; ``timeline.theme_file`` reads themes from files.

    ``"auto"`` is the light theme; pages and SVG then also contain the dark theme and
    follow the reader's colour scheme.

    Raises
    ------
    UsageError
        The name is unknown.

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
    """Assign each side an index in the palette: ``order`` first, the rest by name.

    The index does not depend on the rows of one figure, so a side has the same
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
    """Return the contrast of two colours by WCAG 2, 1 to 21.

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


TEXT, MARK = 4.5, 3.0


def color_faults(look: Theme, color: str, name: str = "") -> list[str]:
    """Return why a bar of a colour, or the label in it, would not be visible; empty if it is."""
    shown = max(contrast(color, look.paper), contrast(look.edge(color), look.paper))
    label = contrast(look.on(color), color)
    checks = ((f"{name} on paper", shown, MARK), (f"{name}, a label in its bar", label, TEXT))
    return [too_faint(*check) for check in checks if check[1] < check[2]]


def too_faint(name: str, ratio: float, needed: float) -> str:
    return f"{name} has a contrast of {ratio:.2f} to 1 (at least {needed:g} is needed)"
