"""The frame of every plot: title, subtitle, legend, notes and source line.

All of it is measured in pixels before the plot is laid out; the plot then begins at ``top``, and
the figure ends ``bottom`` pixels below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from timeline.layout.scene import KeyEntry, Layout, Panel, Sample, Text
from timeline.theme import Theme
from timeline.typography.font import line_height, text_width, widest
from timeline.typography.wrap import NO_BREAK, bind_numbers, wrap

#: Texts of these roles are taken out; a page has headings, lists and captions for them.
TAKEN = ("title", "subtitle", "note", "source")
#: Pixels kept free above the first thing that stays.
AIR = 6.0
#: From the middle of a line to its edge, with some air, in em.
HALF_LINE = 0.75


def plot_only(layout: Layout) -> Layout:
    """Return a scene without title, subtitle, notes, source line and their height.

    Distances from the plots to the legend, the eras and the tick labels do not change.

    Examples
    --------
    >>> from timeline.layout.scene import Axis, Box
    >>> plot = Panel(Box(9, 49, 91, 91), Axis("time", 0, 86400), Axis("pixel", 42, 0))
    >>> title = Text("June 1953", 9, 16, 20, "title")
    >>> found = plot_only(Layout(100, 100, (plot,), (title,), (), {}))
    >>> found.height, found.panels[0].box.y0, found.texts
    (57.0, 6.0, ())
    """
    top = min(panel.box.y0 for panel in layout.panels)
    foot = max(panel.box.y1 for panel in layout.panels)
    fixed = [text for text in layout.texts if text.at is None or text.at_y is None]
    texts = [text for text in fixed if text.role not in TAKEN]
    taken = [text for text in fixed if text.role in TAKEN]
    above = [text.y - _half(text) for text in texts if text.y <= foot]
    key = [legend_top(layout.key)] if layout.key else []
    head = max(0.0, round(min([top, *above, *key]) - AIR, 2))
    rest = [text.y + _half(text) for text in texts if text.y > foot]
    first = min([layout.height, *(text.y - _half(text) for text in taken if text.y > foot)])
    end = foot + round(max([first, *rest]) - foot, 2)
    return replace(
        layout,
        height=end - head,
        panels=tuple(
            replace(
                panel,
                box=panel.box.lowered(-head),
                ground=panel.ground and panel.ground.lowered(-head),
            )
            for panel in layout.panels
        ),
        texts=tuple(
            replace(text, y=text.y - head) for text in layout.texts if text.role not in TAKEN
        ),
        key=tuple(replace(entry, y=entry.y - head) for entry in layout.key),
    )


def legend_top(key: Sequence[KeyEntry]) -> float:
    """Return the upper edge of the legend in pixels."""
    row = min(entry.y for entry in key)
    lines = max(entry.text.count("\n") + 1 for entry in key if entry.y == row)
    return row - key_height(lines, key[0].size) / 2 - ENTRY_GAP


def _half(text: Text) -> float:
    return text.size * HALF_LINE * (text.text.count("\n") + 1)


#: Pixels under a plot for the tick texts of two lines.
AXIS_HEIGHT = 42.0
#: Below this width, in pixels, a figure is laid out for a phone.
PHONE = 560

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

#: Room for the sample before the text of a key entry, and between two entries.
SAMPLE_ROOM = 46.0
#: What plotly puts between two entries, within that room.
ENTRY_GAP = 5.0
#: Entries of the key are not broken into narrower columns of text (pixels).
LEAST_ENTRY = 90.0


@dataclass(frozen=True)
class FigureFrame:
    """Texts and key with their places; ``foot`` counts ``y`` from the end of the plot."""

    top: float
    bottom: float
    head: tuple[Text, ...]
    foot: tuple[Text, ...]
    key: tuple[KeyEntry, ...]

    def compose(
        self, width: float, panels: Sequence[Panel], texts: Iterable[Text], *, foot: float,
        meta: Mapping[str, Any],
    ) -> Layout:  # fmt: skip
        """Return the figure of panels and their texts, which end at ``foot`` with their axis."""
        # The sample of a question mark is a text.
        marks = (
            Text("?", entry.x + 7, entry.y, entry.size + 3, "key", "middle", bold=True,
                 width=text_width("?", entry.size + 3, bold=True), height=line_height(entry.size))
            for entry in self.key
            if entry.shape == "question"
        )  # fmt: skip
        below = (replace(text, y=text.y + foot) for text in self.foot)
        height = float(ceil(foot + self.bottom))
        texts = (*self.head, *marks, *texts, *below)
        return Layout(width, height, tuple(panels), texts, self.key, meta)


def side_margin(width: float) -> float:
    """Return the pixels kept free at the left and the right edge.

    Examples
    --------
    >>> side_margin(360), side_margin(1080)
    (12.0, 20.0)
    """
    return 12.0 if width < PHONE else 20.0


def place_frame(
    width: float,
    *,
    theme: Theme,
    title: str,
    subtitle: str = "",
    key: Sequence[Sample] = (),
    key_room: float | None = None,
    notes: Sequence[str] = (),
    source: str = "",
) -> FigureFrame:
    """Measure and place the texts around the plots of a figure ``width`` pixels wide.

    ``key_room`` is the width of the plot alone: plotly breaks a key that is wider.
    """
    size = theme.title_size - (3 if width < PHONE else 0)
    head, y = _paragraph(title, 14.0, width, size=size, role="title", bold=True, color="ink")
    sub, y = _paragraph(
        subtitle, y + 3, width, size=theme.subtitle_size, role="subtitle", color="muted"
    )
    entries, y = _key(key, y + (8 if key else 4), width, theme=theme, room=key_room)
    foot, below = _notes(notes, 10.0, width, columns=1 if width < PHONE else 2, theme=theme)
    line, below = _paragraph(
        source, below + 2, width, size=theme.note_size, role="source", color="muted"
    )
    bottom = below + side_margin(width) * 0.6
    return FigureFrame(y + 6, bottom, (*head, *sub), (*foot, *line), entries)


def _paragraph(
    text: str,
    top: float,
    width: float,
    *,
    size: float,
    role: str,
    color: str,
    bold: bool = False,
    left: float | None = None,
    room: float | None = None,
    even: bool = True,
) -> tuple[list[Text], float]:
    """Wrap a text from ``top`` on; return its lines and where the next thing may begin."""
    if not text:
        return [], top
    margin = side_margin(width)
    x = margin if left is None else left
    height = line_height(size)
    lines = wrap(bind_numbers(text), room or width - 2 * margin, size, bold=bold, even=even)
    if NO_BREAK not in text:
        lines = [line.replace(NO_BREAK, " ") for line in lines]
    placed = [
        Text.measured(line, x, top + (number + 0.5) * height, size, role, bold=bold, color=color)
        for number, line in enumerate(lines)
    ]
    return placed, top + len(lines) * height


def _notes(
    notes: Sequence[str], top: float, width: float, *, columns: int, theme: Theme
) -> tuple[list[Text], float]:
    """Set the notes in columns of nearly equal height, numbers hanging before them."""
    if not notes:
        return [], top
    size, margin, gutter = theme.note_size, side_margin(width), 28.0
    number_width = widest((_number(note)[0] for note in notes), size)
    # Notes without numbers begin where the source line does.
    indent = number_width + 4 if number_width else 0.0
    room = (width - 2 * margin - gutter * (columns - 1)) / columns
    lines = [len(wrap(_number(note)[1], room - indent, size, even=False)) for note in notes]
    placed: list[Text] = []
    column, y, lowest = 0, top, top
    for index, note in enumerate(notes):
        if column < columns - 1 and sum(lines[:index]) >= sum(lines) / columns * (column + 1):
            column, y = column + 1, top
        left = margin + column * (room + gutter)
        number, text = _number(note)
        mark, _ = _paragraph(
            number, y, width, size=size, role="note", color="muted", left=left, room=room
        )
        body, y = _paragraph(
            text, y, width, size=size, role="note", color="muted", left=left + indent,
            room=room - indent, even=False,
        )  # fmt: skip
        placed += [*mark, *body]
        y += 2
        lowest = max(lowest, y)
    return placed, lowest + 6


def _number(note: str) -> tuple[str, str]:
    """Split a note into its number, as in ``¹`` or ``1.``, where it has one, and its text."""
    number, _, text = note.partition(" ")
    numbered = number[:1] in SUPERSCRIPTS or (number[-1:] == "." and number[:-1].isdecimal())
    return (number, text) if number and numbered and text else ("", note)


def _key(
    samples: Sequence[Sample], top: float, width: float, *, theme: Theme, room: float | None
) -> tuple[tuple[KeyEntry, ...], float]:
    """Place the entries of the key in columns of equal width, as many as fit a row."""
    if not samples:
        return (), top
    size, margin = theme.label_size, side_margin(width)
    room = min(room or width, width - 2 * margin)
    tried: list[tuple[list[str], float, int, list[float]]] = []
    # A long entry may break, where that makes room for another column and saves a row.
    for columns in range(1, len(samples) + 1):
        column = min((room + ENTRY_GAP - 0.01) / columns, room) - SAMPLE_ROOM
        if columns > 1 and column < LEAST_ENTRY:
            break
        texts = ["\n".join(wrap(sample.text, column, size)) for sample in samples]
        cell = widest(texts, size) + SAMPLE_ROOM
        # plotly leaves no gap behind the last entry of a row, and so takes one more where it can.
        per_row = max(1, int((room + ENTRY_GAP - 0.01) // cell))
        rows = [texts[first : first + per_row] for first in range(0, len(texts), per_row)]
        heights = [key_height(max(text.count("\n") + 1 for text in row), size) for row in rows]
        if not tried or sum(heights) <= sum(tried[-1][3]) - key_height(1, size):
            tried.append((texts, cell, per_row, heights))
    texts, cell, per_row, heights = tried[-1]
    entries: list[KeyEntry] = []
    for height, first in zip(heights, range(0, len(samples), per_row), strict=True):
        row = range(first, min(first + per_row, len(samples)))
        entries += [
            KeyEntry(
                **{**vars(samples[number]), "text": texts[number]},
                x=margin + (number - first) * cell,
                y=top + height / 2,
                size=size,
            )
            for number in row
        ]
        top += height
    return tuple(entries), top + 3


def key_height(lines: int, size: float) -> float:
    """Return the height of an entry of the key in pixels, as plotly will have it.

    Examples
    --------
    >>> key_height(1, 12)
    19.0
    """
    return max(lines * line_height(size), 16.0) + 3.0
