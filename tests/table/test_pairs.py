from hypothesis import given
from hypothesis import strategies as st

from tests.internals import draft_of, in_state, pairs_of, read_table, rows_with

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
