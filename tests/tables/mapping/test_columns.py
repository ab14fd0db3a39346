import pyarrow as pa
import pytest

from tests.internals import (
    Mapping,
    RawTable,
    coarsened,
    coarser,
    day_only,
    found_mapping,
    join_episodes,
    mapping_of,
    our_columns,
    parse_dates,
    read_table,
    windows,
)
from timeline import UsageError, read_events


def mapped(text: str, **entries: object) -> RawTable:
    columns = {name: (place,) for name, place in dict(entries.pop("columns", {})).items()}  # type: ignore[call-overload]
    return our_columns(read_table(text.encode()), Mapping(columns=columns, **entries))[0]  # type: ignore[arg-type]


def test_a_column_may_be_named_filled_in_or_the_same_throughout() -> None:
    raw = mapped(
        "Type,place,when\nRaid,,1953\n,Harry,1953\n",
        columns={"title": "{type}, {place}", "start": "when", "kind": "=raid"},
    )
    assert raw.frame["title"].tolist() == ["Raid", "Harry"]
    assert raw.frame["kind"].tolist() == ["raid", "raid"]
    assert list(raw.frame) == ["Type", "place", "when", "title", "start", "kind"]


def test_a_column_that_is_overwritten_is_kept_beside() -> None:
    raw = mapped("title,name,start\nx,Harry,1953\n", columns={"title": "name"})
    assert raw.frame[["title", "title (table)"]].iloc[0].tolist() == ["Harry", "x"]


def test_markers_for_unknown_and_ongoing_ends() -> None:
    raw = mapped(
        "title,start,end,y,m\na,1953,-9,1953,-9\nb,-9,-7,1953,6\n",
        columns={"start": "start", "end": "end", "title": "title"},
        unknown=("-9",),
        ongoing=("-7",),
    )
    assert raw.frame["end"].tolist() == ["/", ".."]
    assert raw.frame["start"].tolist() == ["1953", ""]
    parts = mapped("y,m\n1953,-9\n", columns={"start": "y,m"}, unknown=("-9",))
    assert parts.frame["start"].tolist() == ["1953"]


def test_a_column_that_is_missing_is_reported_unless_the_mapping_is_a_ready_one() -> None:
    with pytest.raises(UsageError, match=r'which is no column \(did you mean "battle_name"'):
        mapped("battle_name\nx\n", columns={"title": "battlename"})
    ready = found_mapping(["Year", "Headline", "Text"])
    assert ready is not None
    assert "group" not in our_columns(read_table(b"Year,Headline,Text\n"), ready)[0].frame


def test_timelinejs() -> None:
    events = read_events(
        b"Year,Month,Day,Time,End Year,End Month,End Day,Headline,Text,Type,Group\n"
        b"1953,6,10,20:00,1953,6,18,Harry,<b>x</b>,,UN\n"
        b"-480,,,,,,,Salamis,,era,\n"
        b",,,,,,,My timeline,,title,\n"
    )
    frame = events.frame
    assert frame["start"].tolist() == ["1953-06-10T20:00", "-0479"]
    assert frame["end"].tolist() == ["1953-06-18", ""]
    assert frame["line"].tolist() == [2, 3]
    assert events.rows_read == 3
    assert [problem.code for problem in events.problems] == ["skipped-row", "mapping"]


def test_acled() -> None:
    header = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,location"
    rows = "A1,2023-05-10,1,Battles,Armed clash,Army,Town\nA2,2023-05-10,2,Battles,,,Town\n"
    events = read_events(f"{header}\n{rows}A3,2023-05-10,3,Riots,Mob,,\n".encode())
    assert events.frame["start"].tolist() == ["2023-05-10", "[2023-05-07..2023-05-13]", "2023-05"]
    assert events.frame["title"].tolist() == ["Armed clash, Town", "Town", "Mob"]
    assert events.frame["kind"].tolist() == ["Battles", "Battles", "Riots"]
    older = f"{header}\n{rows}".replace("2023-05-10", "10 May 2023").encode()
    asked = read_events(older, date_format="%d %B %Y")
    assert asked.frame["start"].tolist() == ["2023-05-10", "[2023-05-07..2023-05-13]"]


def test_ucdp_ged() -> None:
    header = "id,dyad_name,where_description,date_start,date_end,date_prec,type_of_violence,best"
    events = read_events(
        f"{header}\n1,A - B,town,1990-01-05 00:00:00.000,1990-01-05 00:00:00.000,1,1,7\n"
        "2,A - B,,1990-01-01 00:00:00.000,1990-01-31 00:00:00.000,4,3,7\n".encode()
    )
    frame = events.frame
    assert frame["start"].tolist() == ["1990-01-05", "[1990-01-01..1990-01-31]"]
    assert frame["kind"].tolist() == ["state-based", "one-sided"]
    assert (frame["end_latest"] - frame["start_earliest"]).tolist() == [86400, 31 * 86400]
    assert frame["end_earliest"][1] - frame["start_earliest"][1] == 86400


def test_ucdp_prio() -> None:
    header = "conflict_id,side_a,side_b,year,start_date2,start_prec2,ep_end,ep_end_date,region"
    events = read_events(
        f"{header}\n1,A,B,1950,1950-06-30,4,0,,2\n1,A,B,1951,1950-06-30,4,1,1951-07-01,2\n"
        '2,C,D,1950,1950-12-31,5,0,,4\n3,E,F,1982,1982-04-02,1,1,1982-06-20,"1, 5"\n'
        '4,G,H,1982,1982-04-02,1,1,1982-06-20,"1, 9"\n'.encode()
    )
    frame = events.frame
    assert frame["title"].tolist()[:2] == ["A – B", "C – D"]
    assert frame["start"].tolist()[:2] == ["1950-06~", "1950"]
    assert frame["end_state"].tolist()[:2] == ["stated", "ongoing"]
    assert frame["group"].tolist() == ["Middle East", "Africa", "Europe, Americas", "1, 9"]
    assert (len(events), events.rows_read) == (4, 5)


def test_wikidata() -> None:
    events = read_events(
        b"item,itemLabel,pointInTime,timePrecision\n"
        b"http://www.wikidata.org/entity/Q1,Battle,1942-01-01T00:00:00Z,9\n"
        b"http://www.wikidata.org/entity/Q2,Siege,-0479-09-20T00:00:00Z,11\n"
    )
    assert events.frame["start"].tolist() == ["1942", "-0479-09-20"]


def test_vis_timeline() -> None:
    items = (
        b'[{"id": 1, "content": "<b>Harry</b> &amp; co", "start": -521424000000, "title": "tip"}]'
    )
    events = read_events(items)
    row = events.frame.iloc[0]
    assert (row.title, row.note, row.start) == ("Harry & co", "tip", "1953-06-24T00:00:00Z")


def test_names_in_capitals_are_ours_and_a_user_may_overrule_a_ready_mapping() -> None:
    assert mapped("Title,START\nx,1953\n").frame.columns.tolist() == ["title", "start"]
    header = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,fatalities"
    events = read_events(
        f"{header}\nA1,2023-05-10,1,Battles,Clash,7\n".encode(),
        mapping={"measure": "=killed", "value": "fatalities"},
    )
    assert events.frame[["title", "measure", "value_best"]].iloc[0].tolist() == [
        "Clash",
        "killed",
        7,
    ]
    assert mapping_of("acled").columns["kind"] == ("event_type",)


def test_markers_in_dates_of_parts_are_those_of_whole_dates() -> None:
    rows = "A,1953,6,10,1953,6,18\nB,1950,6,-9,-9,-9,-9\nC,1951,-9,-9,-7,,\nD,1952,,,,,\n"
    events = read_events(
        f"title,y,m,d,y2,m2,d2\n{rows}".encode(),
        mapping={"start": "y,m,d", "end": "y2,m2,d2"}, unknown=["-9"], ongoing=["-7"],
    )  # fmt: skip
    assert events.frame["start"].tolist() == ["1953-06-10", "1950-06", "1951", "1952"]
    assert events.frame["end"].tolist() == ["1953-06-18", "/", "..", ""]
    assert events.frame["end_state"].tolist() == ["stated", "unknown", "ongoing", "as start"]


def texts(*cells: str) -> pa.LargeStringArray:
    return pa.array(cells, pa.large_string())


@pytest.mark.parametrize(
    ("level", "edtf"),
    [
        ("day", "1942-01-04"),
        ("day~", "1942-01-04~"),
        ("week", "[1942-01-01..1942-01-07]"),
        ("month", "1942-01"),
        ("month~", "1942-01~"),
        ("year", "1942"),
        ("decade", "194X"),
        ("century", "19XX"),
        ("millennium", "1XXX"),
        ("", "1942-01-04"),
    ],
)
def test_a_date_is_no_sharper_than_its_code(level: str, edtf: str) -> None:
    assert coarser("1942-01-04", level) == edtf
    assert parse_dates([edtf]).error[0] == ""


def test_codes_are_beside_their_dates() -> None:
    dates, codes = texts("1947-06-30", "1947-06-30", "soon"), texts("1", "4.0", "4")
    assert coarsened(dates, codes, {"4": "month"}).to_pylist() == ["1947-06-30", "1947-06", "soon"]


def test_windows_and_days() -> None:
    first, last = texts("1990-01-01", "1990-01-01"), texts("1990-01-05", "1990-01-05")
    assert windows(first, last, [True, False]).to_pylist() == [
        "1990-01-01", "[1990-01-01..1990-01-05]"
    ]  # fmt: skip
    assert day_only(texts("1990-01-05T00:00:00Z", "1990")).to_pylist() == ["1990-01-05", "1990"]


def test_an_episode_has_the_line_of_its_first_row() -> None:
    text = b"war,since,year,end\nA,1950,1951,1951\nA,1950,1950,\nB,1950,1950,\nA,1960,1960,\n"
    joined = join_episodes(read_table(text, name="a.csv"), ["war", "since"], "year")
    assert joined.frame.to_numpy().tolist() == [
        ["A", "1950", "1951", "1951"], ["B", "1950", "1950", ""], ["A", "1960", "1960", ""]
    ]  # fmt: skip
    assert joined.lines.tolist() == [2, 4, 5]
    assert str(joined.remarks[0]) == "a.csv: 4 rows were joined to 3 episodes"


def test_rows_of_different_events_stay() -> None:
    raw = read_table(b"war,year\nA,1950\nB,x\n")
    joined = join_episodes(raw, ["war"], "year")
    assert joined.frame.equals(raw.frame)
    assert joined.remarks == ()
