"""Plan which columns of a lazy table a chart or check needs, and for what.

Takes the header, the mapping and the requested columns; returns a ``ScanPlan``: the columns to
group by, the dates, the columns to sum, those only tested for being filled, and those not read.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

import narwhals.stable.v2 as nw
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import UsageError
from timeline.lazy.keys import (
    PLAIN,
    Grouping,
    Kind,
    date_grouping,
    doubtful_number,
    doubtful_text,
    filled,
    number_grouping,
)
from timeline.model import TEXT_COLUMNS, RawTable
from timeline.tables.mapping.mapping import Mapping, own_name, parts_of, place_of
from timeline.tables.mapping.names import snake_name

#: Columns that neither sums nor row checks use, unless requested.
UNREAD = frozenset({"id", "lane", "place", "note"})
#: Columns that sums only test for being filled.
FILLED = ("title", "parent")
AMISS = "amiss"


@dataclass(frozen=True)
class ScanPlan:
    """The columns of a table by use, under the table's own names."""

    header: tuple[str, ...]
    keys: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    present: Dict[str, str] = field(default_factory=dict)
    markers: tuple[str, ...] = ()
    #: Whether ``value`` is not summed: each row of a group then repeats its claim.
    repeated: bool = False
    #: The columns of ids and parents, for their checks.
    ids: str = ""
    parents: str = ""

    def grouping(
        self, types: Dict[str, Kind], *, cut: Sequence[type[Kind]], decimals: bool
    ) -> Grouping:
        """Return the grouping expressions of this plan, for columns of given types."""
        dates = date_grouping({name: types[name] for name in self.dates}, cut=cut)
        keys = {name: nw.col(name) for name in self.keys} | dict(dates.keys)
        sums: dict[str, nw.Expr] = {}
        for name in self.numbers:
            number = number_grouping(name, types[name], decimals=decimals, markers=self.markers)
            keys |= number.keys
            sums |= number.sums
        for ours, name in self.present.items():
            keys[f"{ours} filled"] = filled(nw.col(name), types[name])
        return Grouping(keys, sums, dates.first, dates.last)

    def fewer_keys(self, types: Dict[str, Kind], *, cut: Sequence[type[Kind]]) -> Grouping:
        """Return fewer keys, sufficient if every title is filled and every number is plain.

        ``last`` then contains ``AMISS``, true for groups that violate this.
        """
        dates = date_grouping({name: types[name] for name in self.dates}, cut=cut)
        keys = {name: nw.col(name) for name in self.keys} | dict(dates.keys)
        sums = {f"{name} total": nw.col(name) for name in self.numbers}
        tests = [doubtful_number(nw.col(name)) for name in self.numbers]
        for ours, name in self.present.items():
            empty = doubtful_text(nw.col(name))
            tests.append(empty if ours == "title" else ~empty)
        amiss = {AMISS: reduce(or_, tests)} if tests else {}
        return Grouping(keys, sums, dates.first, {**dates.last, **amiss})

    def with_all_keys(self, groups: pa.Table) -> pa.Table | None:
        """Return the groups by ``fewer_keys`` with all keys; None if some group violates it."""
        finite = (pc.all(pc.is_finite(groups[f"{name} total"])).as_py() for name in self.numbers)
        if not groups.num_rows or not all(finite):
            return None
        if AMISS in groups.column_names and pc.any(groups[AMISS]).as_py():
            return None
        known = {name: pa.scalar(PLAIN) for name in self.numbers}
        known |= {f"{ours} filled": pa.scalar(ours == "title") for ours in self.present}
        for name, value in known.items():
            groups = groups.append_column(name, pa.repeat(value, groups.num_rows))
        return groups


def plan_of(
    raw: RawTable, mapping: Mapping, *, asked: Sequence[str] = (), measure: Sequence[str] = ()
) -> ScanPlan:
    """Return the plan for the columns of a table.

    Parameters
    ----------
    raw
        The table without its rows.
    mapping
        The source of each of our columns.
    asked
        Columns, ours or the table's, whose texts the figure shows or filters by.
    measure
        The measure; a column of that name is summed.

    Raises
    ------
    UsageError
        The mapping joins rows, which a scan cannot do, or a column is both summed
        and grouped by.
    """
    if mapping.episodes:
        raise UsageError(f"{raw.name}: rows are joined to episodes (read it with read_events)")
    header = list(raw.frame.columns)
    places = _places_of(raw, mapping)
    shown = {name for one in asked for name in places.get(one, [own_name(one, header)]) if name}
    special = {*_reading_columns(mapping, header)}
    numbers = [name for name in measure if name in header and name not in places]
    numbers += places.get("value", []) if _is_single(places, "value", mapping) else []
    for name in set(numbers) & shown:
        raise UsageError(f'{raw.name}: "{name}" cannot be summed and be what is summed by')
    present = {ours: places[ours][0] for ours in FILLED if len(places.get(ours, ())) == 1}
    present = {ours: name for ours, name in present.items() if name not in shown}
    as_texts = special or mapping.date_format or mapping.date_only
    dated = () if as_texts else [
        places[side][0] for side in ("start", "end") if _is_single(places, side, mapping)
    ]  # fmt: skip
    dated = [name for name in dated if name not in shown]
    dated = [] if dated and not _is_single(places, "start", mapping) else dated
    other = {*numbers, *dated, *present.values()}
    read = [name for ours, names in places.items() if ours not in UNREAD for name in names]
    keys = dict.fromkeys([*read, *special, *sorted(shown)])
    return ScanPlan(
        tuple(header), tuple(name for name in keys if name not in other), tuple(dated),
        tuple(dict.fromkeys(numbers)), present, mapping.unknown,
        repeated=not _is_single(places, "value", mapping),
        ids=places["id"][0] if _is_single(places, "id", mapping) else "",
        parents=places["parent"][0] if _is_single(places, "parent", mapping) else "",
    )  # fmt: skip


def _is_single(places: Dict[str, list[str]], ours: str, mapping: Mapping) -> bool:
    """Return whether our column is one column of the table, unchanged."""
    return len(places.get(ours, ())) == 1 and ours not in mapping.values


def _places_of(raw: RawTable, mapping: Mapping) -> dict[str, list[str]]:
    """Return the columns of the table that make up each of ours."""
    header = list(raw.frame.columns)
    places: dict[str, list[str]] = {}
    for ours in mapping.columns:
        place = place_of(ours, raw, mapping)
        names = [] if not place or place.startswith("=") else parts_of(place, header)
        places[ours] = list(names or ())
    taken = {name for names in places.values() for name in names}
    for name in header:
        ours = snake_name(name)
        if ours in TEXT_COLUMNS and (name == ours or ours not in header) and name not in taken:
            places.setdefault(ours, [name])
    return places


def _reading_columns(mapping: Mapping, header: Sequence[str]) -> list[str]:
    """Return the columns that specify how dates and rows are read."""
    named: list[str] = [*mapping.open_where, *mapping.skip_where]
    if mapping.window:
        named.append(str(mapping.window.get("column", "")))
    for levels in mapping.precision.values():
        codes = levels.get("column", ())
        named += [codes] if isinstance(codes, str) else codes
    return [own for name in named if (own := own_name(name, header))]
