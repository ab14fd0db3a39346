import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.internals import dialect_of, named_delimiter
from timeline import UsageError


@pytest.mark.parametrize(
    ("text", "delimiter", "header"),
    [
        ("title;start;value\na;1950;1,5\nb;1951;2,5\n", ";", ("title", "start", "value")),
        ("title\tstart\na, b\t1950\n", "\t", ("title", "start")),
        ("name|when\na, b|1950\n", "|", ("name", "when")),
        ("title\nHarry\n", ",", ("title",)),
        ('name,when\n"a;b;c",1\n"d;e;f",2\n', ",", ("name", "when")),
        (",name,when\n0,a,1\n", ",", ("", "name", "when")),
    ],
)
def test_the_delimiter_is_the_one_that_fits(
    text: str, delimiter: str, header: tuple[str, ...]
) -> None:
    dialect = dialect_of(text)
    assert dialect is not None
    assert (dialect.delimiter, dialect.header) == (delimiter, header)


def test_the_header_is_found_below_titles_and_above_wide_rows() -> None:
    dialect = dialect_of('Battles,,\n"Source:\nNPS",,\n,,\nname,when,where\na,1,\n')
    assert dialect is not None
    assert (dialect.header, dialect.header_line, dialect.body_line) == (
        ("name", "when", "where"), 5, 6
    )  # fmt: skip
    assert dialect.titles == ((1, "Battles"), (2, "Source:\nNPS"))
    ours = dialect_of("a,b,c\nstart,Title,\n1,x,\n")
    assert ours is not None
    assert ours.header_line == 2


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Op,Dates,\n,From,To\nA,1951,1952\nB,1951,1952\n", ("Op", "Dates From", "Dates To")),
        ("Op,Dates,\nOp,From,To\nA,1951,1952\nB,1951,1952\n", ("Op", "Dates From", "Dates To")),
        (",name,town\nx,Alpha,Rome\ny,Beta,Ulm\n", ("", "name", "town")),
        (",name,day\n1,A,1951\n2,B,1952\n", ("", "name", "day")),
        ("name,day,\nA,soon,x\nB,later,y\n", ("name", "day", "")),
    ],
)
def test_a_second_row_of_names_is_joined_to_the_first(text: str, header: tuple[str, ...]) -> None:
    dialect = dialect_of(text)
    assert dialect is not None
    assert dialect.header == header
    assert dialect.second_line == (2 if "Dates From" in header else 0)


def test_a_cut_sample_leaves_out_its_last_row() -> None:
    dialect = dialect_of("a;b\n1;2\n3,4", whole=False)
    assert dialect is not None
    assert dialect.delimiter == ";"


@pytest.mark.parametrize("message", ["sep=;\n", "sep=;\r\n", '"SEP=;"\n'])
def test_the_sep_line_of_excel_is_not_a_title(message: str) -> None:
    dialect = dialect_of(f"{message}title;start,b\na;1953,c\n")
    assert dialect is not None
    assert (dialect.delimiter, dialect.header, dialect.header_line) == (
        ";",
        ("title", "start,b"),
        2,
    )
    assert dialect.titles == ()


def test_a_character_that_leaves_endless_cells_is_not_a_delimiter() -> None:
    header = ["title", "start", *(f"column {number}" for number in range(12_000))]
    dialect = dialect_of(",".join(header) + "\n")
    assert dialect is not None
    assert len(dialect.header) == len(header)


@given(st.text(max_size=60))
def test_any_text_has_a_dialect_or_is_blank(text: str) -> None:
    dialect = dialect_of(text)
    if dialect is None:
        assert not any(character.isalnum() for character in text)
    else:
        assert 1 <= dialect.header_line < dialect.body_line


def test_delimiters_have_names() -> None:
    assert [named_delimiter(name) for name in ("tab", "bar", ";", None)] == ["\t", "|", ";", None]
    for wrong in ("::", '"', "\n", "é"):
        with pytest.raises(UsageError):
            named_delimiter(wrong)
