"""The charts of a panel figure: each has its layout and description."""

import pytest

from tests.claim_rows import LOSSES, table
from tests.internals import LANGUAGES, Layout, claim_rows, main_claimant, panels_chart, words_of
from tests.layout.panels.test_panels import TABLE
from timeline import read_events

CLAIMS = (
    {"chart": "gantt"},
    {"chart": "claims", "heading": "Claims"},
    {"chart": "bars", "measure": "events", "period": "day", "heading": "Events a day"},
)
EVENTS = read_events(TABLE.encode())


def laid_out(width: float = 720, **options: object) -> Layout:
    chart = panels_chart(EVENTS, charts=CLAIMS, title="June", **options)  # type: ignore[arg-type]
    return chart.lay_out(width, chart.theme)


@pytest.mark.parametrize("width", [360, 720, 1080])
def test_a_claim_is_drawn_at_its_time_below_its_events(width: int) -> None:
    lanes, claims, counts = laid_out(width).panels
    assert lanes.x == claims.x or [tick.at for tick in lanes.x.ticks] == [
        tick.at for tick in claims.x.ticks
    ]
    assault = next(bar for bar in lanes.bars if bar.row == 2)
    shells = next(bar for bar in claims.bars if bar.row == 5)
    assert assault.x0 == shells.x0
    assert shells.x1 - shells.x0 == 86400
    assert {bar.row for bar in claims.bars} == {5, 6, 7, 8, 9}
    assert len({(panel.x.low, panel.x.high) for panel in (lanes, claims, counts)}) == 1


def test_units_may_differ_where_no_number_is_a_length() -> None:
    texts = " ".join(
        text.text.replace("\n", " ").replace("\u00a0", " ") for text in laid_out(1080).texts
    )
    assert "Shells: 1,200 rounds" in texts
    assert "Losses: 40 people, according to PVA" in texts


def test_the_tooltip_of_a_claim_has_number_time_and_claimant() -> None:
    hover = next(bar.hover for bar in laid_out().panels[1].bars if bar.row == 9)
    assert hover.split("\n") == [
        "Losses",
        "killed: 40 people",
        "12 June 1953",
        "UN · according to PVA",
    ]


def test_a_note_of_a_claim_is_numbered_at_its_mark() -> None:
    layout = laid_out()
    assert "² By ear." in layout.meta["notes"]
    assert any("²" in text.text for text in layout.texts if text.row == 5)


def test_a_single_claimant_is_named_in_a_note() -> None:
    notes = laid_out(where={"claimed_by": ["UN", ""]}).meta["notes"]
    assert "Claimed by: UN." in notes


def test_events_are_counted_and_described_in_words() -> None:
    meta = laid_out().meta
    assert (
        "Claims at their time: shells, killed, 10–12 June 1953; number of claims: 5." in meta["alt"]
    )
    assert "Bar chart of events under way" in meta["alt"]
    assert "number of events: 2." in meta["alt"]
    assert "differ most on UN, killed: 40 people (according to PVA)" in meta["alt"]
    assert meta["account"] == "8 rows read, 8 drawn"
    assert "An event counts in every period in which it was under way." in meta["notes"]


def test_the_data_table_has_claims_with_claimants() -> None:
    header, *rows = panels_chart(EVENTS, charts=CLAIMS).tabulate()
    claimed = [row for row in rows if row[header.index("Claimed by")]]
    assert len(claimed) == 5


def test_description_and_table_follow_the_picture_and_tell_no_sum_that_is_not_drawn() -> None:
    named = [{"title": f"{row.get('side', 'PVA')} {row['measure']}", **row} for row in LOSSES]
    rows = [*named[3:], *named[:3]]
    chart = panels_chart(table(rows), charts=[{"chart": "claims", "heading": "Claims"}])
    scene = chart.lay_out(1080, chart.theme)
    labels = sorted((text for text in scene.texts if text.role == "label"), key=lambda one: one.y)
    titles = [text.text.split(":")[0] for text in labels]
    heading, *lines = scene.meta["description"].split("\n")
    assert titles[:2] == ["PVA killed", "UN Command killed"]
    assert heading == "Claims:"
    assert [line.split(":")[0] for line in lines] == titles
    assert [row[0] for row in chart.tabulate()[1:]] == titles
    assert "sum" not in scene.meta["alt"]


def test_a_number_and_its_unit_are_on_one_line() -> None:
    texts = [text.text for text in laid_out(360).texts if text.row == 5]
    assert any("1,200\u00a0rounds" in text for text in texts)


def test_a_chart_with_a_heading_needs_none_for_its_only_group() -> None:
    charts = [{"chart": "gantt", "group": "Outpost Harry", "heading": "At the outpost"}]
    chart = panels_chart(EVENTS, charts=charts)
    groups = [text.text for text in chart.lay_out(720, chart.theme).texts if text.role == "group"]
    assert groups == ["At the outpost"]


def test_series_take_colours_of_sides_that_are_nowhere_in_the_figure() -> None:
    events = read_events(b"title,start,end,kind\nA,1950,1951,war\nB,1950,1952,raid\n")
    charts = [{"chart": "bars", "measure": "events", "by": "kind", "period": "year"}]
    free, taken = (
        panels_chart(events, charts=charts, sides=sides) for sides in ((), ("UN", "PVA"))
    )
    one, other = (
        {bar.color for bar in chart.lay_out(720, chart.theme).panels[0].bars}
        for chart in (free, taken)
    )
    assert one == other


def test_the_key_names_the_sides_before_all_else() -> None:
    texts = [entry.text for entry in laid_out(1080).key]
    assert texts == ["PVA", "UN", "goes on"]


TABLE = (
    b"title,start,end,parent,id,kind,side,measure,value,unit,claimed_by,source\n"
    b"Battle,1953-06-10,1953-06-18,,harry,battle,,,,,,s\n"
    b"PVA killed,1953-06-10,1953-06-18,harry,,,PVA,killed,~1450,people,UN,s\n"
    b"US killed,1953-06-10,1953-06-18,harry,,,US,killed,103,people,US,s\n"
    b"PVA killed,1953-06-10,1953-06-18,harry,,,PVA,killed,900..950,people,PVA,s\n"
    b"Shells,1953-06-17,,harry,,era,PVA,shells,>22000,rounds,,s\n"
    b"Tanks,1953-06-17,,harry,,,US,tanks,,tanks,US,s\n"
)
CLAIM_LANES_EVENTS = read_events(TABLE)
CLAIM_LANES_CLAIMS = CLAIM_LANES_EVENTS.frame[
    CLAIM_LANES_EVENTS.frame["measure"] != ""
].reset_index(drop=True)


def test_each_claim_has_its_number_with_qualifier_and_its_claimant() -> None:
    assert claim_rows(CLAIM_LANES_CLAIMS)["title"].tolist() == [
        "PVA killed: about\u00a01,450\u00a0people, according to UN",
        "PVA killed: 900–950\u00a0people, according to PVA",
        "US killed: 103\u00a0people, according to US",
        "Shells: more\u00a0than\u00a022,000\u00a0rounds, claimant not stated",
        "Tanks: no\u00a0data, according to US",
    ]


def test_competing_claims_are_adjacent_and_measures_in_the_requested_order() -> None:
    rows = claim_rows(CLAIM_LANES_CLAIMS, measures=["shells"])
    assert rows["lane"].tolist() == ["Shells", "Killed", "Killed", "Killed", "Tanks"]
    assert rows["line"].tolist() == [6, 3, 5, 4, 7]


def test_one_claimant_is_not_repeated_and_one_measure_needs_no_name() -> None:
    own = CLAIM_LANES_CLAIMS[CLAIM_LANES_CLAIMS["claimed_by"] == "UN"]
    rows = claim_rows(own)
    assert main_claimant(own) == "UN"
    assert main_claimant(CLAIM_LANES_CLAIMS) is None
    assert rows["title"].tolist() == ["PVA killed: about\u00a01,450\u00a0people"]
    assert rows["lane"].tolist() == [""]


def test_the_most_frequent_claimant_is_named_once_and_others_at_their_claims() -> None:
    rows = read_events(TABLE.replace(b",US,s", b",UN,s"))
    chart = panels_chart(rows, charts=[{"chart": "claims"}])
    scene = chart.lay_out(1080, chart.theme)
    labels = {text.text.replace("\u00a0", " ") for text in scene.texts if "people" in text.text}
    assert labels == {
        "PVA killed: about 1,450 people",
        "US killed: 103 people",
        "PVA killed: 900–950 people, according to PVA",
    }
    assert "Claimed by UN where nobody else is named." in scene.meta["notes"]
    unnamed = read_events(TABLE.replace(b",US,s", b",,s")).frame
    assert main_claimant(unnamed[unnamed["measure"] != ""]) is None


def test_no_claim_is_taken_for_an_era_or_a_phase() -> None:
    rows = claim_rows(CLAIM_LANES_CLAIMS)
    assert set(rows["kind"]) | set(rows["parent"]) == {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_of_the_language(language: str) -> None:
    titles = claim_rows(CLAIM_LANES_CLAIMS, language=language)["title"].tolist()
    assert words_of(language)["according to"].format("UN") in titles[0]
    assert words_of(language)["no claimant"] in titles[3]
