"""What every snippet for an article is made of: a figure, its texts, and where its files are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.web.markup import Told
from timeline.web.notelinks import split_notes
from timeline.web.pagedata import content_id
from timeline.web.phrases import one_line
from timeline.web.stills import stills

__all__ = ["Piece", "ended"]

#: The size of a picture whose figure states none: plotly's own.
UNSTATED = (700.0, 450.0)


@dataclass(frozen=True)
class Piece:
    """A figure to be put into an article; ``address`` is that of its files, less their endings."""

    light: Mapping[int, Mapping[str, Any]]
    dark: Mapping[int, Mapping[str, Any]]
    about: Told
    name: str
    address: str
    base: str = ""
    live: str = "shared"
    plotly: str = "plotly.min.js"
    scheme: str = ""
    table: Sequence[Sequence[str]] | None = None
    links: Mapping[str, str] = field(default_factory=dict)

    def sizes(self) -> dict[str, tuple[float, float]]:
        """Return width and height of each picture, by the ending of its file."""
        layouts = {end: plot["layout"] for end, plot in stills(self.light, self.dark).items()}
        return {
            end: (layout.get("width", UNSTATED[0]), layout.get("height", UNSTATED[1]))
            for end, layout in layouts.items()
        }

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the widest figure with all its texts."""
        layout = self.light[max(self.light)]["layout"]
        return layout.get("width", UNSTATED[0]), layout.get("height", UNSTATED[1])

    @property
    def caption(self) -> str:
        """What is said of the whole figure, on one line: title, subtitle, source, licence."""
        about = self.about
        parts = (about.title or self.name, about.subtitle, about.source, about.license)
        return one_line(" ".join(ended(part) for part in parts if part))

    @property
    def notes(self) -> tuple[bool, list[str]]:
        """Whether the notes are one numbered list, and each of them on one line."""
        numbered, texts = split_notes(self.about.notes)
        return numbered, [one_line(text) for text in texts]

    @property
    def label(self) -> str:
        """The name as every markup takes a label: ASCII letters, digits and dashes."""
        words = "".join(char if char.isascii() and char.isalnum() else " " for char in self.name)
        return "-".join(words.lower().split()) or content_id(self.name)


def ended(text: str) -> str:
    """Return a text with a full stop, unless it ends in a sentence's mark.

    Examples
    --------
    >>> ended("June 1953"), ended("Who won?")
    ('June 1953.', 'Who won?')
    """
    return text if text[-1] in ".!?…。！？" else f"{text}."
