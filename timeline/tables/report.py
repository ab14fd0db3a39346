"""Row accounting, and the result of a check as text and JSON.

``rows["read"] == rows["drawn"] + sum(rows["left_out"].values())`` always holds:
each row is either drawn or counted with the reason for its omission.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from timeline import __version__
from timeline.errors import (
    Problem,
    UsageError,
    ValidationError,
    count_text,
    in_keywords,
    in_notebook,
    problem_lines,
)
from timeline.files import check_outputs, write_files
from timeline.model import SHORT, EventTable
from timeline.tables.checking.validate import check_table, open_table
from timeline.tables.measures import rows_in
from timeline.tables.order import ORDERS, order_problems, orders
from timeline.tables.sources import files_read
from timeline.typography.font import missing_glyphs

if TYPE_CHECKING:
    from timeline.tables.advice import Advice

#: The reason of rows that reading joined with others or skipped.
UNREAD = "joined or skipped on reading"
#: Reasons in the singular.
ONE = {"are claims": "is a claim", "are events": "is an event"}
#: The columns whose texts a figure shows.
DRAWN = ("title", "group", "lane", "side", "measure", "unit", "claimed_by", "note")


@dataclass(frozen=True)
class Account:
    """What became of the rows of a table: ``read == drawn + sum(left_out)``.

    Examples
    --------
    >>> str(Account(3, 2, {"are claims": 1, "not asked for": 0}))
    '3 rows read, 2 drawn, 1 is a claim'
    """

    read: int
    drawn: int
    left_out: Mapping[str, int]

    def __str__(self) -> str:
        parts = [
            f"{count:,} {ONE.get(why, why) if count == 1 else why}"
            for why, count in self.left_out.items()
            if count
        ]
        return ", ".join([f"{count_text(self.read, 'row')} read", f"{self.drawn:,} drawn", *parts])

    def without(self, reason: str, count: int) -> Account:
        """Return the account with some drawn rows left out for another reason.

        Examples
        --------
        >>> str(Account(3, 3, {}).without("without a number", 1))
        '3 rows read, 2 drawn, 1 without a number'
        """
        left_out = {**self.left_out, reason: count}
        return Account(self.read, self.drawn - count, left_out)

    def as_json(self) -> dict[str, Any]:
        """Return the numbers as JSON, omitting reasons with zero rows."""
        left_out = {why: count for why, count in self.left_out.items() if count}
        return {"read": self.read, "drawn": self.drawn, "left_out": left_out}


def account_of(events: EventTable, rows: Account) -> dict[str, Any]:
    """Return the full account of a figure: table, hash, version, rows and problems.

    ``missing_glyphs`` names the characters missing from our font, by script; they
    appear in a system font, or as boxes.

    Parameters
    ----------
    events
        The checked table.
    rows
        The account of its rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from timeline.tables.checking.validate import read_events
    >>> events = read_events(pd.DataFrame({"title": [""], "start": ["1953"]}))
    >>> account = account_of(events, Account(1, 1, {}))
    >>> account["rows"]["drawn"], account["problems"][0]["code"]
    (1, 'missing-title')
    """
    account = _account(events.name, events.sha256, rows, events.problems)
    names = (name for name in DRAWN if name in events.frame)
    foreign = "".join(text for name in names for text in _foreign(events, name) if text)
    glyphs = missing_glyphs([foreign]) if foreign else ""
    return {**account, "missing_glyphs": glyphs} if glyphs else account


def _foreign(events: EventTable, name: str) -> list[str]:
    """Return the distinct non-ASCII texts of a column."""
    if len(events) <= SHORT:
        texts = dict.fromkeys(events.rows.texts(name))
        return [text for text in texts if not text.isascii()]
    column = pa.array(events.frame[name].astype("str"), pa.large_string())
    foreign: list[str] = column.filter(pc.invert(pc.string_is_ascii(column))).unique().to_pylist()
    return foreign


def refusal_of(error: ValidationError) -> dict[str, Any]:
    """Return the account of a refused table, which draws no row.

    Examples
    --------
    >>> problem = Problem("a.csv", 2, "start", "soon", "is no date")
    >>> refusal_of(ValidationError([problem], rows=1))["rows"]["left_out"]
    {'of a table with errors': 1}
    """
    name = error.problems[0].file if error.problems else ""
    rows = Account(error.rows, 0, {"of a table with errors": error.rows})
    return _account(name, error.sha256, rows, error.problems)


def _account(name: str, sha256: str, rows: Account, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "table": name,
        "table_sha256": sha256,
        "version": __version__,
        "rows": rows.as_json(),
        "problems": [asdict(problem) for problem in problems],
    }


def account_bytes(account: Mapping[str, Any]) -> bytes:
    r"""Return an account as the JSON file of ``--report``.

    Examples
    --------
    >>> account_bytes({"table": "a.csv"})
    b'{\n "table": "a.csv"\n}\n'
    """
    return (json.dumps(account, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True)
class Checked:
    """The result of a check: rows by use, and every problem, by line.

    ``order`` counts pairs of neighbours by the order their dates imply, if requested
    (``timeline.tables.order``); ``account`` is the content of a report.
    """

    name: str
    rows: int
    events: int
    claims: int
    problems: tuple[Problem, ...]
    order: Mapping[str, int] = field(default_factory=dict)
    account: Mapping[str, Any] = field(default_factory=dict, repr=False)
    advice: Advice | None = field(default=None, repr=False)

    @property
    def fatal(self) -> bool:
        """Whether a problem prevents drawing the table."""
        return any(problem.fatal for problem in self.problems)

    def text(self, format: str = "text") -> str:
        """Return the result as lines of text, as JSON, or as annotations for GitHub."""
        if format == "json":
            result = asdict(replace(self, account={}, advice=None))
            del result["account"], result["advice"]
            commands = list(self.commands)
            whole = {**result, "fatal": self.fatal, "commands": commands}
            return json.dumps(whole, ensure_ascii=False, indent=1)
        if format == "github":
            return "\n".join(_annotation(problem) for problem in self.problems)
        lines = [*self._lines(), *(self.advice.lines(calls=in_notebook()) if self.advice else ())]
        text = "\n".join(lines)
        return in_keywords(text) if in_notebook() else text

    def _lines(self) -> list[str]:
        """Return the problems, and the counts of rows and problems."""
        errors = sum(problem.rows for problem in self.problems if problem.fatal)
        warnings = sum(problem.rows for problem in self.problems) - errors
        faults = f"{count_text(errors, 'error')}, {count_text(warnings, 'warning')}"
        if errors:
            return [*problem_lines(self.problems), f"{self.name}: {faults}"]
        used = f"{count_text(self.events, 'event')}, {count_text(self.claims, 'claim')}"
        rows = f"{count_text(self.rows, 'row')} read: {used}"
        left_out = dict(self.account.get("rows", {}).get("left_out", {}))
        joined = left_out.pop(UNREAD, 0)
        rows += f", {joined:,} joined or skipped" if joined else ""
        rows += "".join(f", {count:,} left out {why}" for why, count in left_out.items())
        lines = [*problem_lines(self.problems), f"{self.name}: {rows}; {faults}"]
        if self.order:
            shown = ", ".join(f"{self.order[name]} {name}" for name in ORDERS)
            lines.append(f"{self.name}: neighbours in a figure, by their dates: {shown}")
        return lines

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands that draw the table; none if something must be done first."""
        return self.advice.commands if self.advice else ()


def check(
    source: Any,
    *,
    order: bool = False,
    report: str | os.PathLike[str] | None = None,
    **reading: Any,
) -> Checked:
    """Check a table like ``read_events``, returning problems instead of raising them.

    Parameters
    ----------
    source
        A path, ``"-"`` for standard input, a data frame, or a scan (``scan_events``), whose
        problems have row counts and the file and row of examples.
    order
        Whether to report the orders of neighbouring events that a figure shows but their
        dates do not support.
    report
        File for the account of the table, as JSON; ``"-"`` is standard output.
    reading
        The keywords of ``read_events``.

    Raises
    ------
    ReadError
        The file is missing or unreadable.
    ExportError
        The report cannot be written.
    UsageError
        The report would overwrite an input.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"title": ["Relief"], "start": ["10 June 1953"]})
    >>> check(table).fatal
    True
    >>> table = pd.DataFrame({"title": ["Assault", "Relief"], "start": ["1953-06", "1953-06"]})
    >>> check(table, order=True).order["undetermined"]
    1
    """
    if report is not None:
        check_outputs([report], inputs=_inputs(source, reading))
    if not hasattr(source, "checked"):
        checked = _check_table(source, reading, order=order)
    elif order:
        raise UsageError("order compares rows, and a scan has none (check it without order)")
    else:
        try:
            checked = _result(source.checked(), order=False)
        except ValidationError as error:
            checked = _refusal(error)
    if report is not None:
        write_files({os.fspath(report): account_bytes(checked.account)})
    return checked


def _check_table(source: Any, reading: dict[str, Any], *, order: bool) -> Checked:
    raw, how = open_table(source, **reading)
    events: EventTable | None = None
    problems: tuple[Problem, ...] = ()
    try:
        events = check_table(raw, **how)
        checked = _result(events, order=order)
    except ValidationError as error:
        problems, checked = tuple(error.problems), _refusal(error)
    # Imported here: charts, which also account for their rows, need no advice.
    from timeline.tables.advice import advise

    advice = advise(
        source, raw, how=how, given=reading, check=check_table, events=events,
        problems=problems,
    )  # fmt: skip
    return replace(checked, advice=advice)


def _refusal(error: ValidationError) -> Checked:
    problems = tuple(error.problems)
    name = problems[0].file if problems else ""
    return Checked(name, error.rows, 0, 0, problems, account=refusal_of(error))


def _result(events: EventTable, *, order: bool) -> Checked:
    rows, claims = rows_in(events.frame), rows_in(events.frame[events.frame["measure"] != ""])
    problems, counts = events.problems, {}
    if order:
        problems = tuple(sorted((*problems, *order_problems(events))))
        pairs = orders(events)["order"].tolist()
        counts = {name: pairs.count(name) for name in ORDERS}
        events = replace(events, problems=problems)
    skipped = sum(events.left_out.values())
    left_out = {UNREAD: events.rows_read - rows - skipped}
    account = account_of(events, Account(events.rows_read, rows, {**left_out, **events.left_out}))
    return Checked(events.name, events.rows_read, rows - claims, claims, problems, counts, account)


def _inputs(source: Any, reading: Mapping[str, Any]) -> tuple[str, ...]:
    if hasattr(source, "checked"):
        scanned: tuple[str, ...] = source.inputs
        return scanned
    return files_read(source, mapping=reading.get("mapping"), sources=reading.get("sources"))


def _annotation(problem: Problem) -> str:
    """Return a problem as a workflow command, with line breaks and percent signs escaped."""
    level = "error" if problem.fatal else "warning"
    text = f"{problem.column}: {problem.value!r} {problem.message}"
    text += f" ({problem.hint})" if problem.hint else ""
    safe = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = problem.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={file},line={problem.line},title={problem.code}::{safe}"
