"""Fills of bars as SVG: colours by name, and hatches as patterns, each defined once a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from timeline.layout.scene import Bar, KeyEntry, Text
from timeline.renderers.symbols import hatch_tile, number
from timeline.theme import Theme, mix

__all__ = ["Colors", "Fills", "Pair"]

#: A colour in the light and in the dark scheme.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Colors:
    """The colours of a figure: of one theme, or of a light one and a dark one."""

    light: Theme
    dark: Theme | None = None
    _classes: dict[tuple[str, Pair], str] = field(default_factory=dict)

    def pair(self, color: Callable[[Theme], str], own: Theme | None = None) -> Pair:
        """Return a colour of the themes; ``own`` is the theme of a panel that keeps to it."""
        if own is not None:
            return color(own), color(own)
        return color(self.light), color(self.dark or self.light)

    def named(self, name: str, own: Theme | None = None) -> Pair:
        """Return the colour that a scene calls by name."""
        return self.pair(lambda theme: theme.color(name), own)

    def attributes(self, **colors: Pair) -> str:
        """Return colours as attributes of an element.

        Examples
        --------
        >>> Colors(Theme()).attributes(fill=("#fff", "#000"))
        ' fill="#fff"'
        >>> Colors(Theme(), Theme()).attributes(fill=("#fff", "#000"))
        ' fill="#fff" class="d0"'
        """
        text, names = "", []
        for key, pair in colors.items():
            text += f' {key}="{pair[0]}"'
            if self.dark is not None and pair[0] != pair[1]:
                names.append(self._classes.setdefault((key, pair), f"d{len(self._classes)}"))
        return f'{text} class="{" ".join(names)}"' if names else text

    def css(self) -> str:
        """Return the rule for readers who prefer the dark scheme; empty without one."""
        rules = "".join(
            f".{name}{{{key}:{pair[1]}}}" for (key, pair), name in self._classes.items()
        )
        return f"@media (prefers-color-scheme:dark){{{rules}}}" if rules else ""


#: Letters can be read on hatches that are at most this strong.
QUIET = 0.2


@dataclass(frozen=True)
class Fills:
    """The fills of a picture; ``prefix`` begins the ids of its patterns."""

    colors: Colors
    prefix: str
    _names: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def of_bar(self, bar: Bar | KeyEntry, own: Theme | None = None, *, scale: float = 1.0) -> str:
        """Return fill and stroke of a bar; a sample of the legend has finer hatches."""
        colors = self.colors
        color = colors.named(bar.color, own)
        edge = colors.pair(lambda t: mix(t.color(bar.color), t.ink, 0.35), own)
        if bar.style == "ghost":
            paper = colors.pair(lambda t: t.paper, own)
            return colors.attributes(fill=paper, stroke=color) + ' stroke-width="1.5"'
        if bar.style == "night":
            return colors.attributes(fill=color, stroke=colors.pair(lambda t: t.rule, own))
        if bar.style in ("possible", "approximate"):
            ground = colors.pair(lambda t: mix(t.paper, t.color(bar.color), 0.08), own)
            shape = "x" if bar.style == "approximate" else "/"
            filled = self._hatch(shape, color, ground, 0.22, 0.5, scale)
        elif bar.pattern:
            lines = colors.pair(lambda t: _hatch_color(t, t.color(bar.color)), own)
            filled = self._hatch(bar.pattern, lines, color, 0.3, 1, scale)
        else:
            return colors.attributes(fill=color, stroke=edge)
        return filled + colors.attributes(stroke=edge)

    def plate(self, text: Text, x: float, y: float) -> str:
        """Return the bar's own colour behind a text on it, where its hatch would run through it."""
        if not text.color.startswith("on ") or self.colors.light.pattern_strength <= QUIET:
            return ""
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * text.width - 2
        place = f'x="{number(left)}" y="{number(y - text.size)}" width="{number(text.width + 4)}"'
        fill = self.colors.attributes(fill=self.colors.named(text.color.removeprefix("on ")))
        return f'<rect {place} height="{number(1.35 * text.size)}"{fill}/>'

    def _hatch(self, *look: Any) -> str:
        """Return the fill of a hatch: shape, line, ground, solidity, opacity, scale."""
        name = self._names.setdefault(look, f"{self.prefix}-hatch-{len(self._names)}")
        return f' fill="url(#{name})"'

    def tiles(self) -> Iterator[str]:
        """Yield the patterns that were used, to be defined in the picture."""
        for (shape, line, ground, solidity, opacity, scale), name in self._names.items():
            side, (path, width) = hatch_tile(shape, solidity)
            size = number(side, 4)
            faint = "" if opacity == 1 else f' opacity="{opacity}"'
            if path:
                stroke = self.colors.attributes(stroke=line)
                drawn = f'<path d="{path}" stroke-width="{number(width)}"{faint}{stroke}/>'
            else:
                middle, dot = number(side / 2), self.colors.attributes(fill=line)
                drawn = f'<circle cx="{middle}" cy="{middle}" r="{number(width, 4)}"{faint}{dot}/>'
            scaled = "" if scale == 1 else f' patternTransform="scale({scale})"'
            yield (
                f'<pattern id="{name}" width="{size}" height="{size}" '
                f'patternUnits="userSpaceOnUse"{scaled}><rect width="{size}" height="{size}"'
                f"{self.colors.attributes(fill=ground)}/>{drawn}</pattern>"
            )


def _hatch_color(theme: Theme, color: str) -> str:
    """Return the colour of a side's hatch: away from the colour of the label on it."""
    away = theme.ink if theme.on(color) == theme.paper else theme.paper
    if theme.dark:
        away = theme.paper if theme.on(color) == theme.ink else "#ffffff"
    return mix(color, away, theme.pattern_strength)
