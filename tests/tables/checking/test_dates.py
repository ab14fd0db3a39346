import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.internals import (
    AT_ONCE,
    TIME_COLUMNS,
    DerivedColumns,
    draft_of,
    event_times,
    four_instants,
    home,
    in_state,
    instant,
    pairs_of,
    parse_dates,
    read_table,
    rows_with,
    times_at_once,
    times_by_parts,
)


def moments(text: str) -> DerivedColumns:
    return event_times(draft_of(read_table(text.encode(), name="a.csv"), {}))


DATE = st.sampled_from(
    ["1953", "1953-06-10", "1953-06-10T20:00", "..", "/", "", "1950/1951", "soon"]
)


@given(st.lists(st.tuples(DATE, DATE), min_size=1, max_size=12))
@settings(max_examples=40)
def test_reading_distinct_pairs_equals_reading_every_row(
    pairs: list[tuple[str, str]],
) -> None:
    text = "title,start,end\n" + "".join(f"x,{start},{end}\n" for start, end in pairs)
    starts, ends = (parse_dates(list(column)) for column in zip(*pairs, strict=True))
    plain = four_instants(starts, ends)
    columns = moments(text).columns
    for name in TIME_COLUMNS:
        got, wanted = list(columns[name]), list(plain[name])
        assert list(map(str, got)) == list(map(str, wanted))


def test_a_julian_date_is_moved_and_a_gregorian_one_is_not() -> None:
    text = "title,start,calendar\nPoltava,1709-06-27,Julian\nPoltava,1709-07-08,\n"
    starts = moments(text).columns["start_earliest"].tolist()
    assert starts == [instant(1709, 7, 8), instant(1709, 7, 8)]


def test_a_table_without_dates_causes_no_traceback() -> None:
    assert [p.code for p in moments("title\nx\n").problems] == []
    assert len(moments("title,start,end\n").columns["start_earliest"]) == 0


def test_time_zones_are_listed_once() -> None:
    rows = "a,1953-06-10T20:00Z\nb,1953-06-10T20:00+09:00\nc,1953-06-10T20:00\nd,1953\n"
    found = moments(f"title,start\n{rows}").problems
    assert [(problem.line, problem.rows, problem.code) for problem in found] == [(3, 2, "zones")]
    assert "(the table has +09:00, Z, local time)" in found[0].message
    assert moments("title,start\na,1953-06-10T20:00Z\nb,1953\n").problems == ()


def test_a_date_that_is_often_meant_otherwise_is_read_with_a_warning() -> None:
    found = moments("title,start,end\na,1939-41,\nb,1950,53\n").problems
    assert [(p.line, p.column, p.code, p.fatal) for p in found] == [
        (2, "start", "doubtful-date", False),
        (3, "end", "doubtful-date", False),
    ]
    assert str(found[0]) == (
        'a.csv:2: start: "1939-41" is read as a part of the year 1939'
        " (write 1939/1941 for the years)"
    )


def test_an_interval_as_an_end_is_reported_with_a_correction() -> None:
    found = moments("title,start,end\na,1950,1953-07-27/1953-07-28\nb,1950,1953/..\n").problems
    assert [(p.line, p.code, p.fatal) for p in found] == [
        (2, "interval-end", True),
        (3, "interval-end", True),
    ]
    assert "[1953-07-27..1953-07-28]" in found[0].hint
    assert moments("title,start,end\na,1950,/\nb,1950,..\n").problems == ()


@given(st.lists(st.tuples(DATE, DATE), min_size=6, max_size=20), st.integers(1, 7),
       st.sets(st.sampled_from(["start", "end"])))  # fmt: skip
@settings(max_examples=40)
def test_reading_in_parts_equals_reading_at_once(
    pairs: list[tuple[str, str]], at_once: int, differing: set[str]
) -> None:
    text = "title,start,end\n" + "".join(f"x,{start},{end}\n" for start, end in pairs)
    draft = draft_of(read_table(text.encode(), name="a.csv"), {})
    whole = times_at_once(draft, differing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home("AT_ONCE"), "AT_ONCE", at_once)
        parted = times_by_parts(draft, differing)
    fatal = any(problem.fatal for problem in whole.problems)
    assert (parted is None) >= fatal
    if parted is not None:
        assert sorted(parted.problems) == sorted(whole.problems)
        for name in TIME_COLUMNS:
            assert list(map(str, parted.columns[name])) == list(map(str, whole.columns[name]))


def test_warnings_of_parts_are_those_of_the_whole() -> None:
    starts = ["1939-41", *(f"{1000 + n}" for n in range(40)), "53", "1914-21", "1914-31", "54"]
    text = "title,start\n" + "".join(f"x,{start}\n" for start in starts * 60)
    draft = draft_of(read_table(text.encode(), name="a.csv"), {})
    whole = times_at_once(draft, ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home("AT_ONCE"), "AT_ONCE", 1000)
        patch.setattr(home("LIMIT"), "LIMIT", 100)
        cut = times_at_once(draft, ())
        parted = times_by_parts(draft, ())
    assert len(cut.problems) == 100 < len(whole.problems)
    assert parted is not None
    assert parted.problems == cut.problems
    assert sum(problem.rows for problem in parted.problems) == len(whole.problems)


def test_a_long_table_of_one_zone_is_read_by_parts() -> None:
    rows = "".join(f"x,1953-06-10T{n % 24:02}:{n // 24 % 60:02}Z\n" for n in range(50))
    draft = draft_of(read_table(f"title,start\n{rows}".encode(), name="a.csv"), {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home("AT_ONCE"), "AT_ONCE", 7)
        parted = times_by_parts(draft, ["start"])
        mixed = f"title,start\n{rows}x,1953-06-10T20:00+09:00\n".encode()
        other = times_by_parts(draft_of(read_table(mixed), {}), ["start"])
    assert parted is not None
    assert set(parted.columns["zone"].to_pylist()) == {"Z"}
    assert other is None


@pytest.mark.slow
def test_a_long_table_of_different_minutes_is_read_like_a_short_one() -> None:
    starts = [f"1953-{m:02}-{d:02}T{h:02}:{k:02}" for m in range(1, 7) for d in range(1, 29)
              for h in range(24) for k in range(0, 60, 2)]  # fmt: skip
    text = "title,start\n" + "".join(f"x,{start}\n" for start in starts * 2)
    columns = moments(text).columns
    assert len(starts) * 2 > AT_ONCE
    assert columns["start_earliest"].tolist() == parse_dates(starts * 2).lower.tolist()
    assert set(columns["start_precision"]) == {"minute"}


CELLS = st.tuples(
    st.sampled_from(["1953", "1953-06", "", "soon"]),
    st.sampled_from(["", "..", "1954"]),
    st.sampled_from(["", "julian"]),
)


def table(rows: list[tuple[str, str, str]]) -> bytes:
    lines = ["title,start,end,calendar", *(f"x,{','.join(row)}" for row in rows)]
    return "\n".join(lines).encode()


@given(st.lists(CELLS, min_size=1, max_size=20))
def test_each_pair_is_read_once_and_every_row_has_its_own(rows: list[tuple[str, str, str]]) -> None:
    pairs = pairs_of(draft_of(read_table(table(rows)), {}))
    assert len(pairs.start) == len(pairs.end) == len(set(rows))
    numbers = dict(zip(rows, pairs.of_row.tolist(), strict=True))
    assert [numbers[row] for row in rows] == pairs.of_row.tolist()
    wrong = rows_with(pairs, in_state(pairs.start, "invalid")).tolist()
    assert wrong == [at for at, row in enumerate(rows) if row[0] == "soon"]
    empty = rows_with(pairs, in_state(pairs.start, "empty")).tolist()
    assert empty == [at for at, row in enumerate(rows) if row[0] == ""]


def test_starts_that_all_differ_are_read_row_by_row_with_the_same_result() -> None:
    starts = [f"{1000 + n // 336:04}-{1 + n // 28 % 12:02}-{1 + n % 28:02}" for n in range(9000)]
    rows = [(start, "..", "") for start in starts]
    pairs = pairs_of(draft_of(read_table(table(rows)), {}))
    assert pairs.of_row.tolist() == list(range(len(rows)))
    assert len(set(pairs.start.lower.tolist())) == len(rows)
    assert set(pairs.end.state.tolist()) == {"open"}
