"""Claims as named rows in blocks: what each bar is called, and what stands under its heading.

Pure text: nothing is measured or placed here. Rows of one side stand together, rivals
next to each other. A row says its claimant wherever the figure has more than one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.layout.rivals import Claim
from timeline.layout.stage import Look
from timeline.words.amounts import amount_text
from timeline.words.language import language as speak

__all__ = ["Block", "Row", "blocks_of", "claimant_text"]


@dataclass(frozen=True)
class Row:
    """A bar to be drawn: its name, what is told under the name, and its number as text."""

    claim: Claim
    name: str
    detail: str
    value: str


@dataclass(frozen=True)
class Block:
    """Rows under one heading; the heading may be empty."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Naming:
    """What must be said of a claim so that no two bars of a figure are taken for one."""

    split: bool
    measures: bool
    claimants: bool
    colored: bool

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> _Naming:
        """Find out what varies between the claims."""
        own = [claim for claim in claims if not claim.parts]
        # Where one value of "by" has bars of several sides, it becomes a heading.
        whose: dict[tuple[str, str, str], set[str]] = {}
        for claim in own:
            whose.setdefault((claim.across, claim.measure, claim.by), set()).add(claim.color)
        return cls(
            split=any(len(colors) > 1 for colors in whose.values()),
            measures=len({claim.measure for claim in own}) > 1
            and any(claim.by != claim.measure for claim in own),
            claimants=len({claim.claimant for claim in own}) > 1
            and any(claim.by != claim.claimant for claim in own),
            colored=any(claim.by != claim.color for claim in own)
            and len({claim.color for claim in own}) > 1,
        )

    def heading(self, claim: Claim) -> str:
        """Return what the claim's block is called."""
        by = claim.by if self.split else ""
        measure = claim.measure if self.measures else ""
        parts = [part for part in (claim.across, measure, by) if part]
        text = " · ".join(parts)
        return text[:1].upper() + text[1:]

    def name(self, claim: Claim) -> str:
        """Return what the claim's bar is called, as far as its block does not say it."""
        return (claim.color if self.split else claim.by) or claim.title or claim.measure


def blocks_of(
    claims: Sequence[Claim], *, look: Look, order: str = "table", unit: str = ""
) -> tuple[Block, ...]:
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
    order_of = _order(claims, naming, by_value=order == "value")
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(naming.heading(claim), []).append(claim)
    blocks: list[Block] = []
    for heading, inside in grouped.items():
        chosen = sorted(inside, key=lambda claim: order_of[id(claim)])
        first = not blocks
        rows = _rows(chosen, naming, look, unit=unit if first else "")
        blocks.append(Block(heading, rows))
    return tuple(blocks)


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
        rivalries.setdefault(claim.rivalry, len(rivalries))
        reach = claim.reach if claim.reach == claim.reach else -1.0
        largest[heading, name] = max(largest.get((heading, name), -1.0), reach)
    return {
        id(claim): (
            -largest[naming.heading(claim), naming.name(claim)] if by_value else 0.0,
            names[naming.name(claim)],
            bool(claim.parts),
            rivalries[claim.rivalry],
        )
        for claim in claims
    }


def _rows(claims: Sequence[Claim], naming: _Naming, look: Look, *, unit: str) -> tuple[Row, ...]:
    called = [(naming.name(claim), claim.claimant, bool(claim.parts)) for claim in claims]
    rows = []
    for number, (claim, who) in enumerate(zip(claims, called, strict=True)):
        marks = dict.fromkeys(look.note_numbers.get(line, "") for line in claim.lines)
        name = who[0] + "\u2009".join(mark for mark in marks if mark)
        ambiguous = called.count(who) > 1 and claim.title != who[0]
        detail = _detail(claim, naming, look, title=claim.title if ambiguous else "")
        value = value_text(claim, language=look.language, unit="" if number else unit)
        rows.append(Row(claim, name, detail, value))
    return tuple(rows)


def _detail(claim: Claim, naming: _Naming, look: Look, *, title: str) -> str:
    """Return the quiet line: how it was made, its parts, whose it is, and who says so."""
    parts = " + ".join(part.measure for part in claim.parts if part.measure != claim.measure)
    color = claim.color if naming.colored and not naming.split else ""
    who = claimant_text(claim.claimant, language=look.language) if naming.claimants else ""
    return " · ".join(text for text in (claim.made, parts, color, title, who) if text)


def claimant_text(claimant: str, *, language: str) -> str:
    """Say whose claim it is, or that nobody is named.

    Examples
    --------
    >>> claimant_text("UN Command", language="en"), claimant_text("", language="de")
    ('according to UN Command', 'ohne Urheber')
    """
    words = speak(language).words
    return words["according to"].format(claimant) if claimant else words["no claimant"]


def value_text(claim: Claim, *, language: str, unit: str = "") -> str:
    """Write the number of a claim, and of a sum its terms."""
    words = speak(language).words
    text = amount_text(
        claim.best, claim.qualifier, low=claim.low, high=claim.high, language=language
    )
    if not text:
        return words["no data"]
    if unit:
        text = f"{text} {unit}"
    if claim.made and claim.low < claim.best < claim.high < math.inf:
        ends = speak(language).number
        text = f"{text} ({words['range'].format(ends(claim.low), ends(claim.high))})"
    terms = [value_text(part, language=language) for part in claim.parts]
    return f"{text} = {' + '.join(terms)}" if 1 < len(terms) <= 3 else text
