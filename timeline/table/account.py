"""The account of a table: where each of its rows went, and every problem of it, as JSON.

``rows["read"] == rows["drawn"] + sum(rows["left_out"].values())``, whatever was asked for:
a row is drawn, or it is told why it is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from timeline import __version__
from timeline.errors import Problem, ValidationError
from timeline.model import EventTable
from timeline.typography.faces import missing_glyphs

__all__ = ["Account", "account_bytes", "account_of", "refusal_of"]


#: Reasons as they are told of one row.
ONE = {"are claims": "is a claim", "are events": "is an event"}
#: The columns whose texts stand in a figure.
DRAWN = ("title", "group", "lane", "side", "measure", "unit", "claimed_by", "note")


@dataclass(frozen=True)
class Account:
    """Where every row of the table went: ``read == drawn + sum(left_out)``.

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
            f"{count} {ONE.get(why, why) if count == 1 else why}"
            for why, count in self.left_out.items()
            if count
        ]
        return ", ".join(
            [f"{self.read} row{'s' * (self.read != 1)} read", f"{self.drawn} drawn", *parts]
        )

    def without(self, reason: str, count: int) -> Account:
        """Return the account with some of the drawn rows left out for one reason more.

        Examples
        --------
        >>> str(Account(3, 3, {}).without("without a number", 1))
        '3 rows read, 2 drawn, 1 without a number'
        """
        left_out = {**self.left_out, reason: count}
        return Account(self.read, self.drawn - count, left_out)

    def told(self) -> dict[str, Any]:
        """Return the numbers as JSON has them; reasons that left out nothing are not told."""
        left_out = {why: count for why, count in self.left_out.items() if count}
        return {"read": self.read, "drawn": self.drawn, "left_out": left_out}


def account_of(events: EventTable, rows: Account) -> dict[str, Any]:
    """Return the whole account of a figure: table, hash, version, rows and problems.

    ``missing_glyphs`` names the characters that our font lacks, script by script; some
    font of the machine draws them, or a box stands there.

    Parameters
    ----------
    events
        The checked table.
    rows
        What became of its rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from timeline.table.events import read_events
    >>> events = read_events(pd.DataFrame({"title": [""], "start": ["1953"]}))
    >>> account = account_of(events, Account(1, 1, {}))
    >>> account["rows"]["drawn"], account["problems"][0]["code"]
    (1, 'missing-title')
    """
    found = _written(events.name, events.sha256, rows, events.problems)
    glyphs = _missing(events)
    return {**found, "missing_glyphs": glyphs} if glyphs else found


def _missing(events: EventTable) -> str:
    """Name the characters of what is drawn that our font lacks."""
    drawn = (events.frame[name].astype("str") for name in DRAWN if name in events.frame)
    texts = (pa.array(values, pa.large_string()) for values in drawn)
    foreign = (text.filter(pc.invert(pc.string_is_ascii(text))).unique().to_pylist()
               for text in texts)  # fmt: skip
    whole = "".join(text for column in foreign for text in column if text)
    return missing_glyphs([whole]) if whole else ""


def refusal_of(error: ValidationError) -> dict[str, Any]:
    """Return the account of a table that is refused: no row of it is drawn.

    Examples
    --------
    >>> problem = Problem("a.csv", 2, "start", "soon", "is no date")
    >>> refusal_of(ValidationError([problem], rows=1))["rows"]["left_out"]
    {'of a table with errors': 1}
    """
    name = error.problems[0].file if error.problems else ""
    rows = Account(error.rows, 0, {"of a table with errors": error.rows})
    return _written(name, error.sha256, rows, error.problems)


def _written(name: str, sha256: str, rows: Account, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "table": name,
        "table_sha256": sha256,
        "version": __version__,
        "rows": rows.told(),
        "problems": [asdict(problem) for problem in problems],
    }


def account_bytes(account: Mapping[str, Any]) -> bytes:
    r"""Return an account as the JSON that ``--report`` writes.

    Examples
    --------
    >>> account_bytes({"table": "a.csv"})
    b'{\n "table": "a.csv"\n}\n'
    """
    return (json.dumps(account, ensure_ascii=False, indent=1) + "\n").encode()
