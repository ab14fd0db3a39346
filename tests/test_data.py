"""The example tables: their form, their facts, and the script that makes one of them."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.internals import draw_entry, read_gallery, resolve_measure
from timeline import read_events

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
COLUMNS = (
    "id,title,start,end,group,lane,parent,side,kind,place,measure,value,unit,claimed_by,source,note"
)


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


KOREA = read("korea-1953.csv")
BY_ID = {row["id"]: row for row in KOREA}
CLAIMS = [row for row in KOREA if row["measure"]]
AIR = read("korea-air-1950-51.csv")
CONFLICTS = read("conflicts-1946-2022.csv")
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
README = (DATA / "README.md").read_text(encoding="utf-8")


def air_sum(measure: str, column: str, month: str = "") -> int:
    return sum(
        int(row[column])
        for row in AIR
        if row["measure"] == measure and row["start"].startswith(month)
    )


def script(name: str = "make_korea_air") -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"scripts/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The form of the tables.


def test_korea_has_the_columns_in_their_order() -> None:
    header = (DATA / "korea-1953.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert header == COLUMNS


def test_ids_are_unique_and_parents_known() -> None:
    assert len(BY_ID) == len(KOREA)
    assert {row["parent"] for row in KOREA} - {""} <= set(BY_ID)
    assert not any(BY_ID[row["parent"]]["measure"] for row in KOREA if row["parent"])


def test_children_are_in_the_group_of_their_parent() -> None:
    strays = [r["id"] for r in KOREA if r["parent"] and BY_ID[r["parent"]]["group"] != r["group"]]
    assert strays == []


@pytest.mark.parametrize("stem", ["korea-1953", "korea-air-1950-51", "conflicts-1946-2022"])
def test_every_source_is_listed(stem: str) -> None:
    keys = {row["key"] for row in read(f"{stem}.sources.csv")}
    assert {row["source"] for row in read(f"{stem}.csv")} == keys


def test_claims_are_complete_and_events_have_no_number() -> None:
    for row in KOREA:
        given = [bool(row[name]) for name in ("measure", "value", "unit", "claimed_by")]
        assert all(given) or not any(given), row["id"]


def test_one_measure_has_one_unit() -> None:
    for measure in {row["measure"] for row in CLAIMS}:
        assert len({row["unit"] for row in CLAIMS if row["measure"] == measure}) == 1


def test_no_cell_is_padded_or_a_formula() -> None:
    cells = [cell for row in KOREA + AIR + CONFLICTS for cell in row.values()]
    assert all(cell == cell.strip() for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


# The package and the readme agree with the tables.


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda resource: resource["name"])
def test_package_describes_the_table(resource: dict[str, Any]) -> None:
    fields = resource["schema"]["fields"]
    rows = read(resource["path"])
    assert list(rows[0]) == [field["name"] for field in fields]
    key = resource["schema"]["primaryKey"]
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)
    for field in fields:
        check_field(field, {row[field["name"]] for row in rows})


def check_field(field: dict[str, Any], cells: set[str]) -> None:
    rules = field.get("constraints", {})
    assert not (rules.get("required") and "" in cells), field["name"]
    for cell in cells - {""}:
        assert re.fullmatch(rules.get("pattern", ".*"), cell), (field["name"], cell)
        assert cell in rules.get("enum", [cell]), (field["name"], cell)
        assert field["type"] != "integer" or cell.isdecimal(), (field["name"], cell)


def test_package_lists_no_side_or_kind_that_does_not_occur() -> None:
    fields = {field["name"]: field for field in PACKAGE["resources"][0]["schema"]["fields"]}
    for name in ("side", "kind"):
        assert set(fields[name]["constraints"]["enum"]) == {row[name] for row in KOREA} - {""}


def test_every_table_of_the_folder_is_in_the_package() -> None:
    paths = {resource["path"] for resource in PACKAGE["resources"]}
    assert paths == {path.name for path in DATA.glob("*.csv")}
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_readme_traces_every_row_once() -> None:
    trace = README.partition("### From the article to the rows")[2].partition("\n## ")[0]
    assert Counter(re.findall("`([a-z0-9-]+)`", trace)) == Counter(list(BY_ID))


def test_readme_documents_every_kind_measure_and_side() -> None:
    text = README.partition("### Where")[0]
    for column in ("kind", "measure", "unit", "side"):
        for word in {row[column] for row in KOREA} - {""}:
            assert re.search(rf"\b{re.escape(word)}\b", text), (column, word)


def test_readme_counts_the_rows() -> None:
    assert f"{len(KOREA) - len(CLAIMS)} events, {len(CLAIMS)} claims" in README
    assert f"{len(AIR):,} sums" in README
    assert f"{len(CONFLICTS):,} episodes" in README


# What the article says.


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("telegram-mao", "1953-04-23", ""),
        ("rhee-warning", "1953-04-24", ""),
        ("spring-offensive", "1953-21", ""),
        ("shell-test", "1953-05-XX", ""),
        ("air-attacks-may", "1953-05", ""),
        ("outpost-attacks", "[1953-05-01..1953-05-10]", "1953-06"),
        ("prisoner-release", "1953-06-XX?", ""),
        ("harry", "1953-06-10", "1953-06-18"),
        ("harry-warning", "1953-06-10 morning", ""),
        ("harry-1", "1953-06-10 evening", "1953-06-11 morning"),
        ("harry-relief", "1953-06-11 morning", ""),
        ("harry-2", "1953-06-11 evening", "1953-06-12 dawn"),
        ("harry-3", "1953-06-12 night", "1953-06-14 early morning"),
        ("harry-lull", "1953-06-15", ""),
        ("harry-greek-relief", "1953-06-16 early morning", ""),
        ("harry-4", "1953-06-17 night", "1953-06-18 early morning"),
        ("harry-awards-greek", "[1953-06-18..]", ""),
        ("kumsong", "1953-06-10 night", ".."),
        ("kumsong-882", "1953-06-11", ""),
        ("kumsong-line", "1953-06-12", ""),
        ("kumsong-hills", "1953-06-13", ""),
    ],
)
def test_time_is_as_precise_as_the_article(key: str, start: str, end: str) -> None:
    assert (BY_ID[key]["start"], BY_ID[key]["end"]) == (start, end)


def test_no_date_is_outside_the_war() -> None:
    years = {
        year for row in KOREA for year in re.findall(r"\b\d{4}\b", row["start"] + " " + row["end"])
    }
    assert years == {"1950", "1953"}
    assert not any("T" in row["start"] for row in KOREA)


@pytest.mark.parametrize(
    ("measure", "side", "claimant", "values"),
    [
        ("air sorties", "US", "the article", ["22639"]),
        ("air sorties", "PVA", "the article", ["1164"]),
        ("shells fired", "PVA", "the article", ["~22000", "88810"]),
        ("shells fired", "UN Command", "the article", ["368185"]),
        ("attackers", "PVA", "the article", ["~3600"]),
        ("odds", "PVA", "the article", ["30"]),
        ("troops committed", "PVA", "US military", [">12000"]),
        ("killed", "UN Command", "the article", ["103"]),
        ("wounded", "UN Command", "the article", ["553"]),
        ("missing", "UN Command", "the article", ["44"]),
        ("killed", "PVA", "UN Command", ["1450"]),
        ("wounded", "PVA", "UN Command", ["3800"]),
        ("casualties", "PVA", "PVA", ["2038"]),
        ("outposts attacked", "PVA", "the article", ["10"]),
        ("prisoners released", "ROK", "the article", ["27000"]),
        ("companies awarded", "US", "the article", ["4"]),
        ("companies awarded", "Greece", "the article", ["1"]),
        ("troops sent", "PVA", "the article", ["~2000000"]),
        ("troops in the field", "US", "the article", ["300000"]),
        ("troops in the field", "PVA", "the article", ["~1000000"]),
        ("distance", "", "the article", ["~100", "~4.8", "16"]),
        ("distance", "UN Command", "the article", ["~10"]),
    ],
)
def test_claims_and_claimants(measure: str, side: str, claimant: str, values: list[str]) -> None:
    wanted = (measure, side, claimant)
    found = [
        row["value"] for row in CLAIMS if (row["measure"], row["side"], row["claimed_by"]) == wanted
    ]
    assert sorted(found) == sorted(values)


def test_nothing_else_is_claimed() -> None:
    assert len(CLAIMS) == 25


def test_shells_of_the_last_night_are_separate() -> None:
    kinds = {row["id"]: row["kind"] for row in CLAIMS if row["measure"] == "shells fired"}
    assert kinds == {
        "harry-4-shells": "last night",
        "harry-shells-pva": "whole battle",
        "harry-shells-un": "whole battle",
    }


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("rhee-warning", "Li Chengwan"),
        ("prisoner-release", "Lee Cheng-won"),
        ("kumsong", "Gimcheon"),
        ("kumsong-distance-kumhwa", "Geojeom"),
        ("kumsong-distance-hills", "Ridge of Sorrow"),
        ("kumsong-1", "883"),
        ("shell-test", "25 May 1953"),
    ],
)
def test_notes_keep_the_other_form(key: str, form: str) -> None:
    assert form in BY_ID[key]["note"]


def test_labels_use_neutral_names() -> None:
    labels = " ".join(row[name] for row in KOREA for name in ("title", "group", "side", "place"))
    assert not re.search(r"Communist|Gimcheon|Geojeom|Sorrow|Chengwan|Cheng-won", labels)


# The air war.


def test_air_sums_are_those_of_the_records() -> None:
    assert air_sum("aircraft dispatched", "records") == 12_878
    assert air_sum("aircraft dispatched", "value") == 185_368
    assert air_sum("aircraft effective", "value") == 180_507


def test_the_figure_draws_every_sortie() -> None:
    (entry,) = [
        one
        for one in read_gallery(DATA / "figures.toml").entries
        if one.name.startswith("korea-air")
    ]
    chart = draw_entry(entry, read_events(entry.table))
    bars = [bar for panel in chart.lay_out(1080, chart.theme).panels for bar in panel.bars]
    assert sum(bar.y1 - bar.y0 for bar in bars) == 185_368
    header, *rows = chart.tabulate()
    cells = [cell.replace(",", "") for row in rows for cell in row[1:]]
    assert header[-1] == "other (38)"
    assert sum(int(cell) for cell in cells if cell.isdecimal()) == 185_368


def test_air_peak_and_gap() -> None:
    months = {row["start"][:7] for row in AIR}
    records = {month: air_sum("aircraft dispatched", "records", month) for month in months}
    assert max(records.items(), key=lambda item: item[1]) == ("1951-01", 1_711)
    assert "1951-05" not in months
    assert (min(row["start"] for row in AIR), max(row["start"] for row in AIR)) == (
        "1950-06-26",
        "1951-06-28",
    )


def test_readme_gives_the_months_as_they_are() -> None:
    found = re.findall(r"^\| (\d{4}-\d{2}) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", README, re.M)
    assert len(found) == 12
    for month, *cells in found:
        assert [int(cell.replace(",", "")) for cell in cells] == [
            air_sum("aircraft dispatched", "records", month),
            air_sum("aircraft dispatched", "value", month),
            air_sum("aircraft effective", "value", month),
        ]


THOR = "\r".join(
    [
        "KOREAN_ID,MSN_DATE,AC_TYPE,AC_DISPATCHED,AC_EFFECTIVE",
        "1,6/28/50,F51,4,",
        "2,6/28/50,F51,3,2",
        "3,6/28/50,B29,2,3",
        "4,12/1/50,,1,",
    ]
)


def test_script_sums_by_day_and_type_and_notes_blanks(tmp_path: Path) -> None:
    path = tmp_path / "thor.csv"
    path.write_bytes(THOR.encode())
    module = script()
    rows = list(csv.DictReader(module.table(module.read_records(path)).splitlines()))
    names = ("start", "aircraft", "measure", "value", "records", "note")
    sent, done = "aircraft dispatched", "aircraft effective"
    blank = f" gives no number of {done}."
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("1950-06-28", "B29", sent, "2", "1", ""),
        ("1950-06-28", "B29", done, "3", "1", "1 of 1 records: more effective than dispatched."),
        ("1950-06-28", "F51", sent, "7", "2", ""),
        ("1950-06-28", "F51", done, "2", "2", "1 of 2 records" + blank),
        ("1950-12-01", "not recorded", sent, "1", "1", "1 of 1 records" + blank),
    ]  # fmt: skip


def test_script_refuses_a_date_that_is_none() -> None:
    with pytest.raises(ValueError, match="month"):
        script().day_of("13/1/50")


# The conflicts of the world.


def test_conflicts_are_those_of_the_dataset() -> None:
    assert len(CONFLICTS) == 602
    assert sum(int(row["years"]) for row in CONFLICTS) == 2_626
    assert sum(row["end"] == ".." for row in CONFLICTS) == 55
    assert not any(int(row["war_years"]) > int(row["years"]) for row in CONFLICTS)


def test_an_episode_counts_as_often_as_the_dataset_has_a_row_of_it() -> None:
    found = resolve_measure(
        read_events(DATA / "conflicts-1946-2022.csv"), "events", period="year", keys=["group"]
    )
    counted = dict(found.claims.groupby("group")["value_best"].sum())
    yearly = Counter[str]()
    for row in CONFLICTS:
        yearly[row["group"]] += int(row["years"])
    assert counted == yearly
    assert found.claims["value_best"].notna().all()
    by_year = found.claims.groupby("start_earliest")["value_best"].sum()
    assert (len(by_year), by_year.iloc[0], by_year.max(), by_year.iloc[-1]) == (77, 17, 56, 55)


UCDP = """conflict_id,location,side_a,side_b,territory_name,year,intensity_level,type_of_conflict,\
start_date2,start_prec2,ep_end,ep_end_date,region
9,"A, B",Government of A,Rebels,Hills,1951,2,4,1950-12-05,4,1,1951-02-03,"1, 2"
9,"A, B",Government of A,Others,Hills,1950,1,3,1950-12-05,4,0,,"1, 2"
7,C,Government of C,Rebels,,2022,1,3,2022-01-01,5,0,,4
""".replace("\\\n", "")


def test_script_joins_the_years_of_an_episode(tmp_path: Path) -> None:
    path = tmp_path / "ucdp.csv"
    path.write_text(UCDP, encoding="utf-8")
    module = script("make_conflicts")
    rows = list(csv.reader(module.table(module.read_records(path)).splitlines()))
    assert rows == [
        list(module.COLUMNS),
        ["9-1950-12-05", "A, B: Hills", "1950-12~", "1951-02-03", "several regions", "intrastate",
         "A, B", "Government of A – Others; Rebels", "2", "1", "ucdp-prio-23-1"],
        ["7-2022-01-01", "C: government", "2022", "..", "Africa", "intrastate",
         "C", "Government of C – Rebels", "1", "0", "ucdp-prio-23-1"],
    ]  # fmt: skip
