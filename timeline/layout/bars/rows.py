"""Claims as named rows under headings, and the bars, whiskers and arrows that show them.

Texts only: nothing is measured or placed here. Rows of one side are together, competing claims next
to each other. A row names its claimant if the figure has more than one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from timeline.captions.datatable import capitalized, claimant_text, sum_text, value_text
from timeline.layout.axes.value_ticks import value_ticks
from timeline.layout.scene import Axis, Bar, Mark, Rule, Scale, Text
from timeline.layout.style import Look
from timeline.locale.language import language as speak
from timeline.stats.claims import Claim
from timeline.stats.selection import rest_rank

__all__ = [
    "ClaimMarks",
    "Hovers",
    "Row",
    "RowBlock",
    "Stretch",
    "blocks_of",
    "fitted_scale",
    "reading_order",
    "stretches",
    "whiskers",
]

#: The shortest axis (pixels); below, the texts have taken the figure.
SHORTEST = 20.0
#: The arrow of "more than" behind a bar.
ARROW = 12.0


@dataclass(frozen=True)
class Stretch:
    """A part of a bar in the unit of its claim, certain or possible, and the row it tells of."""

    start: float
    end: float
    style: str
    line: int


def fitted_scale(
    claims: Sequence[Claim], ends: tuple[float, float], *, taken: Sequence[float], log: bool
) -> Scale:
    """Return the longest scale on which every text stands whole behind its bar.

    Parameters
    ----------
    claims
        What is drawn, one a bar.
    ends
        Pixels from which and to which bars and texts may reach.
    taken
        Pixels that the text of each bar takes.
    log
        Whether the axis is logarithmic.

    Examples
    --------
    >>> claim = Claim(2, "", "killed", "", "", 100, 100, 100, "")
    >>> fitted_scale([claim], (0, 250), taken=[50], log=False)
    Scale(left=0, right=250, low=0.0, high=125.0, log=False)
    """
    reaches = [claim.reach for claim in claims if claim.reach > 0]
    most = max(reaches, default=1.0)
    low = min([claim.drawn for claim in claims if claim.drawn < 0], default=0.0)
    if log:
        least = min([claim.drawn for claim in claims if claim.drawn > 0], default=most)
        low = float(10.0 ** np.floor(np.log10(least) - 1e-9))
    unscaled = Scale(0.0, 1.0, low, most, log)
    room = ends[1] - ends[0]
    length = room
    for claim, width in zip(claims, taken, strict=True):
        share = unscaled.map(max(claim.reach, unscaled.floor)) if claim.reach > 0 else 0.0
        if share > 0:
            length = min(length, (room - width) / share)
    return Scale(ends[0], ends[1], low, unscaled.invert(room / max(length, SHORTEST)), log)


def stretches(claim: Claim, scale: Scale) -> list[Stretch]:
    """Return what to draw of a claim: the certain solid, the possible after it.

    A sum that the figure makes is an outline, in its parts.

    Examples
    --------
    >>> claim = Claim(2, "", "killed", "", "", 1450, float("nan"), 1600, "..")
    >>> [(one.start, one.end, one.style) for one in stretches(claim, Scale(0, 9, 0, 2000))]
    [(0.0, 1450.0, 'certain'), (1450.0, 1600.0, 'possible')]
    """
    start = scale.floor
    split = len(claim.parts) > 1 and claim.bound in ("", ">", ">=") and not scale.log
    own = "ghost" if claim.parts else "certain"
    parts = []
    for part in claim.parts if split else (claim,):
        base = 0.0 if scale.log else start
        sure = part.low if split else part.sure
        if np.isnan(sure):
            continue
        if sure:
            parts.append(Stretch(start, base + sure, own, part.line))
        if split:
            start = base + sure
            continue
        if part.reach > sure:
            begin = base + sure if sure else start
            parts.append(Stretch(begin, base + part.reach, "possible", part.line))
        start = base + part.reach
    return parts


def whiskers(claim: Claim) -> tuple[float, float] | None:
    """Return the ends of the whisker of a range, or of what was combined; else none."""
    wide = claim.bound == ".." or bool(claim.made)
    if claim.ends is not None and "<" in claim.ends[0][1]:
        return None  # nobody says where it begins
    return (claim.low, claim.high) if wide and claim.low < claim.high < np.inf else None


@dataclass(frozen=True)
class ClaimMarks:
    """Draws claims along a scale of values, each in the middle of its row or slot."""

    scale: Scale
    look: Look
    hovers: Hovers
    horizontal: bool

    def axis(self, length: float) -> Axis:
        """Return the axis of values, ``length`` pixels long; only a logarithmic one has ticks."""
        low, high, log = self.scale.low, self.scale.high, self.scale.log
        ticks = value_ticks(
            low, high, length, log=True, size=self.look.theme.tick_size,
            language=self.look.language, horizontal=self.horizontal,
        ) if log else ()  # fmt: skip
        return Axis("value", low, high, ticks, log=log, grid=log)

    def axis_text(self, x: float, y: float) -> list[Text]:
        """Say at a place that the axis is logarithmic."""
        text, size = speak(self.look.language).words["log scale"], self.look.theme.tick_size
        written = Text.measured(text, x, y, size, "axis", color="muted")
        return [written] if self.scale.log else []

    def bars(self, claim: Claim, middle: float, half: float) -> list[Bar]:
        """Return the bars of a claim, ``2 * half`` pixels thick."""
        color, pattern = self.look.of(claim.color)
        bars = []
        for one in stretches(claim, self.scale):
            hatch = {"certain": pattern, "possible": "/"}.get(one.style, "")
            reach = half * 0.6 if one.style == "possible" else half
            along = (min(one.start, one.end), max(one.start, one.end))
            across = (middle - reach, middle + reach)
            x, y = (along, across) if self.horizontal else (across, along)
            bars.append(
                Bar(*x, *y, color, hatch, one.style, row=one.line, name=claim.color,
                    hover=self.hovers.get(claim.lines, ""))
            )  # fmt: skip
        return bars

    def whisker(self, claim: Claim, middle: float, cap: float) -> list[Rule]:
        """Return the line from the low to the high end of a range, with its caps."""
        ends = whiskers(claim)
        if ends is None:
            return []
        lines = [(ends[0], middle, ends[1], middle)]
        lines += [(end, middle - cap, end, middle + cap) for end in ends]
        if not self.horizontal:
            lines = [(y0, x0, y1, x1) for x0, y0, x1, y1 in lines]
        return [Rule(*line, "whisker", "ink", 1.5) for line in lines]

    def arrow(self, claim: Claim, middle: float, beyond: float) -> list[Mark]:
        """Return the arrow of a claim of "more than", ``beyond`` pixels after its bar."""
        if not claim.is_open or not claim.reach > 0:
            return []
        at = self.scale.invert(self.scale.map(claim.reach) + beyond)
        x, y, shape = (at, middle, "right") if self.horizontal else (middle, at, "up")
        return [
            Mark(x, y, f"triangle-{shape}", ARROW, self.look.of(claim.color)[0], row=claim.line,
                 name=claim.color, hover=self.hovers.get(claim.lines, ""),
                 hollow=bool(claim.parts))
        ]  # fmt: skip


#: What each bar tells, by the lines of the claims that it stands for.
Hovers: TypeAlias = "Mapping[tuple[int, ...], str]"


@dataclass(frozen=True)
class Row:
    """A bar to draw: its name, the detail line under the name, and its number as text."""

    claim: Claim
    name: str
    detail: str
    value: str


@dataclass(frozen=True)
class RowBlock:
    """Rows under one heading; the heading may be empty."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Naming:
    """What must be said of a claim so that no two bars of a figure are taken for one."""

    split: bool
    titled: bool
    measures: bool
    claimants: bool
    colored: bool
    #: The bars are about several events: each names its own.
    events: bool

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> _Naming:
        """Find out what varies between the claims."""
        own = [claim for claim in claims if not claim.parts]
        # Where one value of "by" has bars of several sides, it becomes a heading.
        whose: dict[tuple[str, str, str], set[str]] = {}
        for claim in own:
            whose.setdefault((claim.across, claim.measure, claim.by), set()).add(claim.color)
        # Where a name would stand at bars of several events, it becomes one, too.
        titles_of: dict[tuple[str, ...], set[str]] = {}
        for claim in own:
            bar = (claim.across, claim.measure, claim.by, claim.color, claim.claimant)
            titles_of.setdefault(bar, set()).add(claim.title)
        return cls(
            titled=any(bar[2] and len(titles) > 1 for bar, titles in titles_of.items()),
            split=any(len(colors) > 1 for colors in whose.values()),
            measures=len({claim.measure for claim in own}) > 1
            and any(claim.by != claim.measure for claim in own),
            claimants=len({claim.claimant for claim in own}) > 1
            and any(claim.by != claim.claimant for claim in own),
            colored=any(claim.by != claim.color for claim in own)
            and len({claim.color for claim in own}) > 1,
            events=len({claim.event for claim in own}) > 1,
        )

    def heading(self, claim: Claim) -> str:
        """Return what the claim's block is called."""
        by = claim.by if self.split or self.titled else ""
        measure = claim.measure if self.measures else ""
        return capitalized(" · ".join(filter(None, (claim.across, measure, by))))

    def name(self, claim: Claim) -> str:
        """Return what the claim's bar is called, as far as its block does not say it."""
        name = claim.color if self.split else "" if self.titled else claim.by
        return name or claim.title or _shared_title(claim.parts) or claim.measure


def blocks_of(
    claims: Sequence[Claim], *, look: Look, order: str = "table", unit: str = ""
) -> tuple[RowBlock, ...]:
    """Name claims and group them into blocks.

    Parameters
    ----------
    claims
        In the order of the table; the measures in the order asked for.
    look
        Language and note numbers.
    order
        ``"table"``, or ``"value"`` for the largest first.
    unit
        Written behind the first number of the figure.
    """
    naming = _Naming.of(claims)
    blocks: list[RowBlock] = []
    for heading, inside in _group(claims, naming, order=order).items():
        first = not blocks
        rows = _rows(inside, naming, look, unit=unit if first else "")
        blocks.append(RowBlock(heading, rows))
    return tuple(blocks)


def reading_order(claims: Sequence[Claim], *, order: str = "table") -> list[int]:
    """Return the places of claims in the order in which ``blocks_of`` has their bars."""
    place = {id(claim): number for number, claim in enumerate(claims)}
    grouped = _group(claims, _Naming.of(claims), order=order)
    return [place[id(claim)] for inside in grouped.values() for claim in inside]


def _group(claims: Sequence[Claim], naming: _Naming, *, order: str) -> dict[str, list[Claim]]:
    """Return claims by the heading of their block, in their order there."""
    order_of = _order(claims, naming, by_value=order == "value")
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(naming.heading(claim), []).append(claim)
    if order == "value":
        # The largest block comes first among those of one measure in one panel.
        places: dict[tuple[str, str], int] = {}
        for claim in claims:
            places.setdefault((claim.across, claim.measure), len(places))

        def rank(block: tuple[str, list[Claim]]) -> tuple[float, ...]:
            inside = block[1]
            place = min(places[claim.across, claim.measure] for claim in inside)
            return place, *min(order_of[id(claim)] for claim in inside)

        grouped = dict(sorted(grouped.items(), key=rank))
    return {
        heading: sorted(inside, key=lambda claim: order_of[id(claim)])
        for heading, inside in grouped.items()
    }


def _order(
    claims: Sequence[Claim], naming: _Naming, *, by_value: bool
) -> dict[int, tuple[float, ...]]:
    """Return the place of each claim in its block: names as they first come, rivals together."""
    names: dict[str, int] = {}
    rivalries: dict[tuple[str, ...], int] = {}
    largest: dict[tuple[str, str], float] = {}
    for claim in claims:
        name, heading = naming.name(claim), naming.heading(claim)
        names.setdefault(name, len(names))
        rivalries.setdefault(claim.comparison_key, len(rivalries))
        reach = claim.reach if claim.reach == claim.reach else -1.0
        largest[heading, name] = max(largest.get((heading, name), -1.0), reach)
    return {
        id(claim): (
            rest_rank(naming.name(claim)),
            -largest[naming.heading(claim), naming.name(claim)] if by_value else 0.0,
            names[naming.name(claim)],
            bool(claim.parts),
            rivalries[claim.comparison_key],
        )
        for claim in claims
    }


def _rows(claims: Sequence[Claim], naming: _Naming, look: Look, *, unit: str) -> tuple[Row, ...]:
    called = [(naming.name(claim), claim.claimant, bool(claim.parts)) for claim in claims]
    # Where one bar of a name needs its title, all bars of that name show theirs.
    ambiguous = {who[0] for who in called if called.count(who) > 1}
    rows = []
    for number, (claim, who) in enumerate(zip(claims, called, strict=True)):
        marks = dict.fromkeys(look.note_numbers.get(line, "") for line in claim.lines)
        name = who[0] + "\u2009".join(mark for mark in marks if mark)
        shown = naming.events or who[0] in ambiguous
        title = claim.title if shown and claim.title not in (who[0], naming.heading(claim)) else ""
        detail = _detail(claim, naming, look, title=title)
        value = value_text(claim, language=look.language, unit="" if number else unit)
        rows.append(Row(claim, name, detail, value))
    return tuple(rows)


def _shared_title(parts: Sequence[Claim]) -> str:
    titles = {part.title for part in parts}
    return titles.pop() if len(titles) == 1 else ""


def _detail(claim: Claim, naming: _Naming, look: Look, *, title: str) -> str:
    """Return the quiet line: how it was made, whose it is, its event, and who says so."""
    if claim.parts:
        sum_words = sum_text(claim, language=look.language)
        return " · ".join(text for text in (sum_words, title) if text)
    shown = naming.split or (naming.titled and claim.color == claim.by)
    color = claim.color if naming.colored and not shown else ""
    who = claim.claimant if naming.claimants else ""
    if claim.made:
        # Whose numbers they are: what the figure makes of them is nobody's statement.
        combined = f"{claim.made}: {who}" if who else claim.made
        return " · ".join(text for text in (combined, color, title) if text)
    said = claimant_text(who, language=look.language) if naming.claimants else ""
    return " · ".join(text for text in (color, title, said) if text)
