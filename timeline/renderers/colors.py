"""Colours of a scene as SVG attributes, in one colour scheme or in two.

A scene calls colours by name; a theme says what they are. With a dark theme beside it every
attribute that differs also gets a class, and one media rule holds the dark colours: each shape is
written once, and a program that knows no schemes draws the light picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.theme import Theme

__all__ = ["Colors", "Pair"]

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
