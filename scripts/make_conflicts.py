"""Make ``conflicts-1946-2022.csv`` from the UCDP/PRIO Armed Conflict Dataset, version 23.1.

Takes the path of ``UcdpPrioConflict_v23_1.csv`` (a row a conflict and year) and the path of
the table to write: one row an episode, that is a time in which a conflict goes on year by
year, with the number of yearly rows behind it. Dates are as precise as the dataset says, in
EDTF; nothing is corrected. The same file gives the same bytes.

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
#: The dataset's numbers of regions; a conflict in several of them has several.
REGIONS = {"1": "Europe", "2": "Middle East", "3": "Asia", "4": "Africa", "5": "Americas"}
SEVERAL = "several regions"
#: Internal conflicts are told apart by year as internationalised or not (3 and 4).
KINDS = {"1": "extrasystemic", "2": "interstate", "3": "intrastate", "4": "intrastate"}
#: How well a beginning is known: characters of its date that count, and its qualifier.
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
    """Gather the rows of each episode, years in order; the episodes by their beginning."""
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record["year"]):
        groups[record["start_date2"], record["conflict_id"]].append(record)
    return [groups[key] for key in sorted(groups)]


def begin(record: Record) -> str:
    """Give the beginning as precisely as it is known."""
    length, qualifier = PRECISION[record["start_prec2"]]
    return record["start_date2"][:length] + qualifier


def end(record: Record) -> str:
    """Give the day on which the episode ended by its last year, or say that it goes on."""
    return record["ep_end_date"] if record["ep_end"] == "1" else ".."


def distinct(records: Sequence[Record], column: str, names: Mapping[str, str] = {}) -> str:
    """Give the values of a column, each once, in their order."""
    values = dict.fromkeys(names.get(record[column], record[column]) for record in records)
    return "; ".join(value for value in values if value)


def region(record: Record) -> str:
    """Name the region; a conflict in several regions is in none of them."""
    return REGIONS.get(record["region"], SEVERAL)


def row(records: Sequence[Record]) -> tuple[object, ...]:
    """Give the row of one episode."""
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
    """Give the whole table as CSV text with line feeds."""
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
