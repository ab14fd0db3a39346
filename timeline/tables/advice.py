"""Advice on drawing a table: the command that draws it, or the one thing to do first.

Takes a raw table, the requested options and the result of its check; returns options that
draw it, tested, and the charts that fit. Advice changes nothing that is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from timeline.errors import Problem, ValidationError, count_text
from timeline.model import REQUIRED, EventTable, RawTable
from timeline.options import added_words, call, command, shell_word
from timeline.tables.mapping.derived_dates import is_wide
from timeline.tables.mapping.facts import LONGEST_NAME, NOTHING, distinct_of
from timeline.tables.mapping.mapping import Mapping, texts_of
from timeline.tables.mapping.names import is_named, snake_name
from timeline.tables.mapping.recognition import GOING_ON, Recognised, recognised
from timeline.tables.mapping.resolve import fitting, mapping_with
from timeline.tables.next_step import (
    charts_of,
    missing_columns_step,
    stuck,
    which_century,
    which_order,
)
from timeline.tables.reading.read import read_table

#: Number of changes and omissions listed next to a command.
SHOWN = 8
#: Options that may make a faulty table drawable; each is tried.
OPTIONS = ("accept", "skip_faulty")


@dataclass(frozen=True)
class Advice:
    """Options of ``read_events`` that draw a table, and the charts that fit.

    ``read``, ``drawn`` and ``left_out`` count rows read with these options. ``first`` is the one
    thing to do if nothing can be drawn; there are no charts then, but perhaps ``choices``: readings
    that only the user can choose from, by name. ``typed`` are the words of a refused command: the
    advice is then the same command with more options.
    """

    source: Any
    reading: Dict[str, Any] = field(default_factory=dict)
    charts: tuple[tuple[str, Dict[str, Any]], ...] = ()
    columns: Recognised = field(default_factory=Recognised)
    first: str = ""
    read: int = 0
    drawn: int = 0
    remarks: tuple[Problem, ...] = ()
    given: Dict[str, Any] = field(default_factory=dict)
    typed: tuple[str, ...] = ()
    choices: tuple[tuple[str, Advice], ...] = ()

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands that draw the table, one per chart; none if the table is not a file."""
        if not isinstance(self.source, str | Path):
            return ()
        drawn = {chart for chart, _ in self.charts}
        if self.charts and self.typed and (self.typed[0] != "gantt" or "gantt" in drawn):
            words = [*map(shell_word, self.typed), *added_words(self.reading, self.given)]
            return (" ".join(["timeline", *words]),)
        stem = Path(self.source).stem if str(self.source) != "-" else "timeline"
        return tuple(
            command(str(self.source), chart, {**self.reading, **options},
                    output=f"{stem}{'' if not at else f'-{at + 1}'}.html")
            for at, (chart, options) in enumerate(self.charts)
        )  # fmt: skip

    @property
    def calls(self) -> tuple[str, ...]:
        """The same as Python calls, for notebooks."""
        name = repr(str(self.source)) if isinstance(self.source, str | Path) else "table"
        return tuple(call(name, chart, self.reading, options) for chart, options in self.charts)

    def lines(self, *, calls: bool = False) -> list[str]:
        """Return the advice as lines of text, ending with the commands to run."""
        if self.choices:
            lines = [f"to do first: {self.first}"]
            for name, choice in self.choices:
                one = replace(choice, typed=self.typed, given=self.given)
                lines += [f"{name}:", f"  {((not calls and one.commands) or one.calls)[0]}"]
            return lines
        if not self.charts:
            return [f"to do first: {self.first}"] if self.first else []
        some = f"{self.drawn:,} of " * (self.read != self.drawn)
        shown = [str(remark) for remark in self.remarks[:SHOWN]]
        more = len(self.remarks) - len(shown)
        shown += [f"and {more} more kinds of changes"] if more > 0 else []
        lines = self.proposal() + shown + [f"to draw {some}{count_text(self.read, 'row')}:"]
        return lines + [f"  {one}" for one in ((not calls and self.commands) or self.calls)]

    def proposal(self) -> list[str]:
        """Describe each recognized column, with two of its cells."""
        lines = []
        for ours, theirs in self.columns.columns.items():
            facts = self.columns.facts
            # For a date in several columns, the first cell of each.
            name = theirs.removeprefix("+")
            name = name if name in facts else name.rpartition(" ")[0]
            parts = [theirs] if theirs in facts else [name] if name in facts else theirs.split(",")
            if theirs != ours and all(part in facts for part in parts):
                many = 2 if len(parts) == 1 else 1
                texts = [text for part in parts for text in facts[part].samples[:many]]
                samples = ", ".join(f'"{text[:40]}"' for text in texts)
                lines.append(f"  {ours} is {theirs}: {samples}")
        return ["columns by their cells and names:", *lines] if lines else []


def advise(
    source: Any,
    raw: RawTable,
    *,
    how: Dict[str, Any],
    given: Dict[str, Any],
    check: Callable[..., EventTable],
    events: EventTable | None = None,
    problems: Sequence[Problem] = (),
) -> Advice:
    """Return advice on drawing a table.

    Parameters
    ----------
    source
        The table as the user named it.
    raw
        The raw table.
    how
        The keywords of ``check_table`` that it was checked with.
    given
        The user's keywords of ``read_events``.
    check
        ``check_table``, called to test options.
    events, problems
        The checked table, or its problems if it was refused.
    """
    if events is not None and not len(events):
        return Advice(source, first="add rows below the header", read=raw.rows)
    if events is not None:
        return _advice_for(source, raw, given=given, events=events, how=how)
    proposed = proposal_of(raw, how)
    missing = [name for name in REQUIRED if name not in proposed.columns]
    if missing or not is_named(proposed.columns["start"]):
        other = of_other_sheets(source, raw, how=how, given=given, check=check)
        if other is not None:
            return other
    if missing:
        return Advice(source, given, first=missing_columns_step(raw, missing), read=raw.rows)
    if short := next((form for form in proposed.forms if form.century == 0), None):
        return Advice(source, given, first=which_century(short), read=raw.rows)

    def advice_by(columns: Recognised) -> Advice:
        """Return the tested advice by some recognized columns."""
        reading = reading_of(given, columns, problems, markers(raw, columns))
        advice = _best_reading(source, raw, how=how, reading=reading, proposed=columns, check=check)
        return replace(advice, given=given)

    if rival := next((form for form in proposed.forms if form.rivals), None):
        first, names = which_order(rival), ("if the first is the day", "if the second is the day")
        orders = (rival, replace(rival, format=rival.rivals[0]))
        if rival.format.startswith("%m"):
            orders = orders[::-1]
        choices = ((name, advice_by(replace(proposed, forms=tuple(
            order if form is rival else form for form in proposed.forms
        )))) for name, order in zip(names, orders, strict=True))  # fmt: skip
        drawn = tuple((name, choice) for name, choice in choices if choice.charts)
        return Advice(source, given, first=first, read=raw.rows, given=given, choices=drawn)
    return advice_by(proposed)


def of_other_sheets(
    source: Any, raw: RawTable, *, how: Dict[str, Any], given: Dict[str, Any],
    check: Callable[..., EventTable],
) -> Advice | None:  # fmt: skip
    """Return advice on the first other sheet of a spreadsheet that can be drawn."""
    prefix = "is read; not "
    others = (one.message.removeprefix(prefix) for one in raw.remarks if one.code == "other-sheets")
    for name in next(others, "").split(", "):
        if not name:
            continue
        options = {**given, "sheet": name}
        sheet = read_table(source, sheet=name)
        events: EventTable | None = None
        problems: Sequence[Problem] = ()
        try:
            events = check(sheet, **how)
        except ValidationError as error:
            problems = error.problems
        advice = advise(
            source, sheet, how=how, given=options, check=check, events=events, problems=problems
        )
        start = advice.columns.columns.get("start", "start")  # our own name is not proposed
        if advice.charts and is_named(start):
            return replace(advice, given=given)
    return None


def proposal_of(raw: RawTable, how: Dict[str, Any]) -> Recognised:
    """Recognize the columns that the given options leave open."""
    mapping, _ = fitting(raw, how["mapping"])
    header = {snake_name(name): name for name in raw.frame.columns if len(name) <= LONGEST_NAME}
    own = {name: header[name] for name in (*REQUIRED, "end") if name in header}
    mapped = {ours: places[0] for ours, places in mapping.columns.items()}
    proposal = recognised(raw, {**own, **mapped})
    if "start" not in {**own, **mapped} and any(form.century == 0 for form in proposal.forms):
        # Two-digit years of an unclear century, next to a column of whole years.
        whole = recognised(raw, {**own, **mapped}, without=[proposal.columns["start"]])
        proposal = whole if "start" in whole.columns and not whole.forms else proposal
    if "title" not in proposal.columns and "start" in proposal.columns:
        stem = re.sub(r"[\[.].*", "", raw.name) or "event"
        proposal = replace(proposal, columns={**proposal.columns, "title": f"={stem}"})
    if not mapping.date_format:
        return proposal
    # A requested format needs four digits but the cells have two, or it reads only some cells.
    chosen = (form.chosen_from(mapping.date_format) for form in proposal.forms)
    more = tuple(
        form for form in chosen if form.format not in mapping.date_format and not form.rivals
    )
    return Recognised(proposal.columns, more, False, proposal.facts)


def markers(raw: RawTable, proposed: Recognised) -> dict[str, list[str]]:
    r"""Return the texts in date columns that mean unknown or ongoing.

    Examples
    --------
    >>> from timeline.tables.reading.read import read_table
    >>> raw = read_table(b"title,start,end\nA,1953,?\nB,?,1954\nC,1955,Still in office\n")
    >>> markers(raw, proposal_of(raw, {"mapping": mapping_with(None)}))
    {'unknown': ['?'], 'ongoing': ['Still in office']}
    """
    cells = {ours: distinct_of(raw, theirs) for ours, theirs in proposed.columns.items()
             if ours in ("start", "end") and theirs in raw.frame}  # fmt: skip
    dated = [text.strip() for texts in cells.values() for text in texts]
    if raw.delimiter == "|":  # in a Markdown table, --- is the line below the header
        dated = [text for text in dated if not text.startswith("---")]
    ends = [text.strip() for text in cells.get("end", ())]
    texts_by_option = {
        "unknown": [text for text in dated if NOTHING.fullmatch(text)],
        "ongoing": [text for text in ends if GOING_ON.fullmatch(text)],
    }
    if proposed.columns.get("end") in proposed.facts and "0" in ends:
        texts_by_option["unknown"].append("0")
    return {name: list(dict.fromkeys(texts)) for name, texts in texts_by_option.items() if texts}


def reading_of(
    given: Dict[str, Any],
    proposed: Recognised,
    problems: Sequence[Problem],
    markers: Dict[str, list[str]],
) -> dict[str, Any]:
    """Return the given and recognized options as keywords of ``read_events``."""
    reading = dict(given)
    renamed = {
        ours: theirs
        for ours, theirs in proposed.columns.items()
        if ours in ("title", "start", "end") and snake_name(theirs) != ours
    }
    if renamed and not isinstance(given.get("mapping"), str | Path):
        # The cells under years in the header are numbers of one measure.
        values = {"measure": "=value"} if is_wide(renamed.get("start", "")) else {}
        reading["mapping"] = {**renamed, **values, **(given.get("mapping") or {})}
    if proposed.date_formats:
        formats = texts_of(given.get("date_format") or ())
        reading["date_format"] = list(dict.fromkeys([*formats, *proposed.date_formats]))
    if proposed.century is not None and not given.get("century"):
        reading["century"] = proposed.century
    zeros = [problem.value for problem in problems if problem.code == "zero-date"]
    for name, texts in {**markers, "unknown": [*zeros, *markers.get("unknown", ())]}.items():
        if texts:
            reading[name] = list(dict.fromkeys([*texts_of(given.get(name) or ()), *texts]))
    return reading


def mapping_by(reading: Dict[str, Any]) -> Mapping:
    """Return the mapping of keywords of ``read_events``."""
    return mapping_with(**{name: reading.get(name) for name in MAPPED})


def _best_reading(
    source: Any,
    raw: RawTable,
    *,
    how: Dict[str, Any],
    reading: dict[str, Any],
    proposed: Recognised,
    check: Callable[..., EventTable],
) -> Advice:
    """Return the reading with the fewest options that draws the most rows, tested."""
    best: tuple[EventTable, dict[str, Any]] | None = None
    refused: Sequence[Problem] = ()
    for more in ((), ("accept",), ("skip_faulty",), OPTIONS):
        options = {**reading, **dict.fromkeys(more, True)}
        try:
            events = check(raw, **{**how, "mapping": mapping_by(options)})
        except ValidationError as error:
            refused = refused or error.problems
            continue
        if best is None or len(events) > len(best[0]):
            best = (events, options)
        if not events.left_out:
            break
    if best is None or not len(best[0]):
        first = stuck(raw, proposed, refused)
        return Advice(source, reading, columns=proposed, first=first, read=raw.rows)
    events, options = best
    return _advice_for(source, raw, given=options, events=events, how=how, proposed=proposed)


#: The keywords of ``read_events`` that a mapping holds.
MAPPED = ("mapping", "date_format", "century", "bce", "unknown", "ongoing", "decimal", "html",
           "accept", "skip_faulty")  # fmt: skip


def _advice_for(
    source: Any,
    raw: RawTable,
    *,
    given: Dict[str, Any],
    events: EventTable,
    how: Dict[str, Any],
    proposed: Recognised | None = None,
) -> Advice:
    """Return advice for a table that can be drawn."""
    recognition = proposed or proposal_of(raw, how)
    ready = fitting(raw, how["mapping"])[0].detect
    recognition = replace(recognition, columns={}) if ready else recognition
    reading = dict(given)
    ends = [p.value for p in events.problems if p.code == "placeholder" and "--ongoing" in p.hint]
    if ends:
        reading["ongoing"] = list(dict.fromkeys([*given.get("ongoing", ()), *ends]))
    charts = charts_of(events, recognition)
    remarks = tuple(
        one for one in events.problems if one.code.startswith(("left-out-", "accepted"))
    )
    return Advice(
        source, reading, charts, recognition, read=events.rows_read, drawn=len(events),
        remarks=remarks if proposed else (),
    )  # fmt: skip
