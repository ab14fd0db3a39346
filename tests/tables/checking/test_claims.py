import numpy as np

from tests.internals import Source, TableDraft, claims_of, draft_of, read_table, source_faults


def draft(text: str) -> TableDraft:
    return draft_of(read_table(text.encode(), name="a.csv"), {})


def test_numbers_are_in_their_rows() -> None:
    claims = claims_of(draft("measure,value\nx,~9\nx,1..2\n,\n"))
    np.testing.assert_equal(claims.columns["value_best"], [9, np.nan])
    np.testing.assert_equal(claims.columns["value_high"], [9, 2])
    assert list(claims.columns["value_qualifier"]) == ["~", ".."]
    assert claims.problems == ()


def test_a_table_without_numbers_claims_nothing() -> None:
    claims = claims_of(draft("title\nx\n"))
    assert np.isnan(claims.columns["value_low"]).all()
    assert list(claims.columns["value_qualifier"]) == [""]


def test_a_number_needs_a_measure_and_a_measure_should_have_a_number() -> None:
    found = claims_of(draft("title,measure,value\na,,9\nb,x,\nc,x,many\n")).problems
    assert [(p.line, p.code, p.fatal) for p in found] == [
        (4, "value", True), (2, "value-without-measure", True), (3, "measure-without-value", False)
    ]  # fmt: skip


def test_numbers_of_nothing_throughout_are_one_problem_with_its_remedy() -> None:
    rows = "".join(f"{row},{row}\n" for row in range(30))
    (problem,) = claims_of(draft(f"title,value\n{rows}")).problems
    assert (problem.line, problem.rows, problem.fatal) == (2, 30, True)
    assert problem.message == "is a number of nothing, and 29 more rows like it"
    assert problem.hint == 'say what the numbers count, as in --map "measure==killed"'


def test_the_remedy_names_the_column_that_the_numbers_are_from() -> None:
    raw = read_table(b"title,value\nx,9\n", name="a.csv")
    (problem,) = claims_of(draft_of(raw, {"value": "losses"})).problems
    assert problem.message == "is a number of nothing"
    assert '--map "measure==losses"' in problem.hint


def test_the_decimal_sign_is_the_tables() -> None:
    text = "measure;value\nx;22.639\n"
    assert [p.code for p in claims_of(draft(text)).problems] == ["value"]
    assert claims_of(draft(text), decimal=",").columns["value_best"].tolist() == [22639]


def test_sources_are_known_where_there_is_a_table_of_them() -> None:
    made = draft("title,source\na,x; y\nb,x\nc,z\n")
    assert source_faults(made, {}) == []
    found = source_faults(made, {"x": Source("x"), "zz": Source("zz")})
    assert [(p.line, p.message, p.hint) for p in found] == [
        (2, 'names "y", which is not in the sources table', "it has: x, zz"),
        (4, "is not in the sources table", 'did you mean "zz"?'),
    ]


def test_numbers_without_a_source_are_reported_once_or_refused() -> None:
    made = draft("measure,value,source\nx,9,\nx,9,a\nx,9,\n")
    found = source_faults(made, {})
    assert [(p.line, p.rows, p.fatal) for p in found] == [(2, 2, False)]
    required = source_faults(made, {}, require=True)
    assert [(p.line, p.fatal) for p in required] == [(2, True), (4, True)]


def test_numbers_below_zero_are_read_with_one_warning() -> None:
    claims = claims_of(draft("measure,value\nkilled,5\nkilled,-9\nkilled,-9\n"))
    assert list(claims.columns["value_best"]) == [5, -9, -9]
    (told,) = claims.problems
    assert str(told) == (
        'a.csv:3: value: "-9" is below zero, and 1 more row like it '
        "(empty the cell if it marks a number that is not known)"
    )
    assert (told.code, told.fatal, told.rows) == ("negative-value", False, 2)
