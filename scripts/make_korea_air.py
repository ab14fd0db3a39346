"""Make ``korea-air-1950-51.csv`` from the daily unit sortie summaries of THOR, Korean War.

Takes the path of ``THOR_Korean_Bombing_Operations.csv`` (its lines end with a lone CR)
and the path of the table to write: one row per day, aircraft type and measure, with its
number of source records. Nothing is corrected: types are kept as recorded, days without
records have no row, and neither do sums without any number, which a note mentions. The
side is the UN Command, because South African and Australian squadrons are recorded with
the US ones. The output is reproducible.

    python scripts/make_korea_air.py THOR_Korean_Bombing_Operations.csv data/korea-air-1950-51.csv
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

COLUMNS = (
    "title", "start", "side", "kind", "aircraft", "measure", "value", "unit", "claimed_by",
    "source", "records", "note",
)  # fmt: skip
MEASURES = {"aircraft dispatched": "AC_DISPATCHED", "aircraft effective": "AC_EFFECTIVE"}

Record = Mapping[str, str]


def read_records(path: Path) -> list[Record]:
    """Read the file; universal newlines treat its lone CRs as line ends."""
    with path.open(encoding="utf-8", newline=None) as file:
        return list(csv.DictReader(file))


def day_of(text: str) -> str:
    """Convert ``6/28/50`` to ``1950-06-28``: the file's two-digit years are in the 1900s."""
    month, day, year = (int(part) for part in text.split("/"))
    return date(1900 + year, month, day).isoformat()


def by_day_and_type(records: Iterable[Record]) -> dict[tuple[str, str], list[Record]]:
    """Group the records by day and aircraft type, sorted in that order."""
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        groups[day_of(record["MSN_DATE"]), record["AC_TYPE"].strip() or "not recorded"].append(
            record
        )
    return dict(sorted(groups.items()))


def numbers(records: Sequence[Record], measure: str) -> list[int]:
    """Return the numbers in the records; a blank is not a zero."""
    return [int(text) for record in records if (text := record[MEASURES[measure]].strip())]


def blank_note(records: Sequence[Record], measure: str) -> str:
    """Return a note on how many records give no number for the measure."""
    blanks = len(records) - len(numbers(records, measure))
    if blanks == 0:
        return ""
    verb = "gives" if blanks == 1 else "give"
    return f"{blanks} of {len(records)} records {verb} no number of {measure}."


def excess_note(records: Sequence[Record]) -> str:
    """Return a note on how many records have more aircraft effective than dispatched."""
    pairs = ([numbers([record], measure) for measure in MEASURES] for record in records)
    excess = sum(1 for sent, done in pairs if sent and done and done > sent)
    return f"{excess} of {len(records)} records: more effective than dispatched." if excess else ""


def rows(records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the table, days in order, types in order within a day."""
    for (day, aircraft), group in by_day_and_type(records).items():
        notes = {measure: blank_note(group, measure) for measure in MEASURES}
        if not numbers(group, "aircraft effective"):
            notes["aircraft dispatched"] += notes["aircraft effective"]
        else:
            notes["aircraft effective"] += excess_note(group)
        for measure in MEASURES:
            if stated := numbers(group, measure):
                yield (
                    aircraft, day, "UN Command", "sorties", aircraft, measure, sum(stated),
                    "aircraft", "USAF", "thor-korea", len(group), notes[measure],
                )  # fmt: skip


def table(records: Iterable[Record]) -> str:
    """Return the whole table as CSV text with line feeds."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(records))
    return text.getvalue()


def main() -> None:
    """Read the two paths from the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("thor", type=Path, help="THOR_Korean_Bombing_Operations.csv")
    parser.add_argument("table", type=Path, help="the table to write")
    paths = parser.parse_args()
    paths.table.write_text(table(read_records(paths.thor)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
