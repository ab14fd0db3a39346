"""Make ``conflicts-1946-2022.csv`` from the UCDP/PRIO Armed Conflict Dataset, version 23.1.

Takes the path of ``UcdpPrioConflict_v23_1.csv`` (one row per conflict and year) and the path of
the table to write: one row per episode, a run of consecutive years of a conflict, with its number
of yearly rows. Dates are EDTF, as precise as the dataset says; nothing is corrected. The output
is reproducible.

    python scripts/make_conflicts.py UcdpPrioConflict_v23_1.csv data/conflicts-1946-2022.csv
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

COLUMNS = (
    "id", "title", "start", "end", "group", "kind", "place", "opponents", "years", "war_years",
    "source",
)  # fmt: skip
#: The dataset's region codes; a conflict in several regions has several codes.
REGIONS = {"1": "Europe", "2": "Middle East", "3": "Asia", "4": "Africa", "5": "Americas"}
SEVERAL = "several regions"
#: Codes 3 and 4 distinguish, by year, whether an internal conflict is internationalised.
KINDS = {"1": "extrasystemic", "2": "interstate", "3": "intrastate", "4": "intrastate"}
#: By precision of a start: the number of significant characters of its date, and its qualifier.
PRECISION = {
    "1": (10, ""), "2": (10, "~"), "3": (7, ""), "4": (7, "~"), "5": (4, ""), "6": (4, "~"),
    "7": (4, "~"),
}  # fmt: skip

Record = Mapping[str, str]


def read_records(path: Path) -> list[Record]:
    """Read the yearly rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def episodes(records: Iterable[Record]) -> list[list[Record]]:
    """Group the rows by episode, in order of year; sort the episodes by their start."""
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record["year"]):
        groups[record["start_date2"], record["conflict_id"]].append(record)
    return [groups[key] for key in sorted(groups)]


def begin(record: Record) -> str:
    """Return the start, as precise as it is known."""
    length, qualifier = PRECISION[record["start_prec2"]]
    return record["start_date2"][:length] + qualifier


def end(record: Record) -> str:
    """Return the day on which the episode ended, or ``..`` if it is still going on."""
    return record["ep_end_date"] if record["ep_end"] == "1" else ".."


def distinct(records: Sequence[Record], column: str, names: Mapping[str, str] = {}) -> str:
    """Return the distinct values of a column, in order."""
    values = dict.fromkeys(names.get(record[column], record[column]) for record in records)
    return "; ".join(value for value in values if value)


def region(record: Record) -> str:
    """Return the region; a conflict in several regions is in none of them."""
    return REGIONS.get(record["region"], SEVERAL)


def row(records: Sequence[Record]) -> tuple[object, ...]:
    """Return the row of one episode."""
    last = records[-1]
    stake = last["territory_name"] or "government"
    sides = " – ".join(filter(None, (distinct(records, name) for name in ("side_a", "side_b"))))
    return (
        f"{last['conflict_id']}-{last['start_date2']}", f"{last['location']}: {stake}",
        begin(last), end(last), region(last), distinct(records, "type_of_conflict", KINDS),
        last["location"], sides, len(records),
        sum(record["intensity_level"] == "2" for record in records), "ucdp-prio-23-1",
    )  # fmt: skip


def rows(records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the table."""
    return map(row, episodes(records))


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
    parser.add_argument("ucdp", type=Path, help="UcdpPrioConflict_v23_1.csv")
    parser.add_argument("table", type=Path, help="the table to write")
    paths = parser.parse_args()
    paths.table.write_text(table(read_records(paths.ucdp)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
