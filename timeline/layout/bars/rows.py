"""Claims as named rows in blocks: what each bar is called, and what stands under its heading.

Pure text: nothing is measured or placed here. Rows of one side stand together, rivals
next to each other. A row says its claimant wherever the figure has more than one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from timeline.captions.datatable import claimant_text, sum_text, value_text
from timeline.layout.style import Look
from timeline.stats.claims import Claim
from timeline.stats.selection import rest_rank

__all__ = ["Hovers", "Row", "RowBlock", "blocks_of", "reading_order"]

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
        told: dict[tuple[str, ...], set[str]] = {}
        for claim in own:
            bar = (claim.across, claim.measure, claim.by, claim.color, claim.claimant)
            told.setdefault(bar, set()).add(claim.title)
        return cls(
            titled=any(bar[2] and len(titles) > 1 for bar, titles in told.items()),
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
        parts = [part for part in (claim.across, measure, by) if part]
        text = " · ".join(parts)
        return text[:1].upper() + text[1:]

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
    for heading, inside in _grouped(claims, naming, order=order).items():
        first = not blocks
        rows = _rows(inside, naming, look, unit=unit if first else "")
        blocks.append(RowBlock(heading, rows))
    return tuple(blocks)


def reading_order(claims: Sequence[Claim], *, order: str = "table") -> list[int]:
    """Return the places of claims in the order in which ``blocks_of`` has their bars."""
    place = {id(claim): number for number, claim in enumerate(claims)}
    grouped = _grouped(claims, _Naming.of(claims), order=order)
    return [place[id(claim)] for inside in grouped.values() for claim in inside]


def _grouped(claims: Sequence[Claim], naming: _Naming, *, order: str) -> dict[str, list[Claim]]:
    """Return claims by the heading of their block, in their order there."""
    order_of = _order(claims, naming, by_value=order == "value")
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(naming.heading(claim), []).append(claim)
    if order == "value" and naming.titled:
        ranked = sorted(grouped.items(), key=lambda block: min(order_of[id(c)] for c in block[1]))
        grouped = dict(ranked)
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
        told = sum_text(claim, language=look.language)
        return " · ".join(text for text in (told, title) if text)
    shown = naming.split or (naming.titled and claim.color == claim.by)
    color = claim.color if naming.colored and not shown else ""
    who = claim.claimant if naming.claimants else ""
    if claim.made:
        # Whose numbers they are: what the figure makes of them is nobody's statement.
        made = f"{claim.made}: {who}" if who else claim.made
        return " · ".join(text for text in (made, color, title) if text)
    said = claimant_text(who, language=look.language) if naming.claimants else ""
    return " · ".join(text for text in (color, title, said) if text)
