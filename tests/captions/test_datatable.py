import pandas as pd
import pytest

from tests.claim_rows import LOSSES, claims, look
from tests.internals import (
    BarOptions,
    bars_chart,
    bars_table,
    claims_table,
    gantt_table,
    panels_chart,
    select,
)
from timeline import read_events


def test_events_are_listed_without_empty_columns() -> None:
    frame = pd.DataFrame([{"title": "Battle", "start": "1953-06-10", "side": "PVA", "place": ""}])
    found = gantt_table(select(read_events(frame), claims=False).frame, language="de")
    assert found == (("Titel", "Zeit", "Seite"), ("Battle", "10. Juni 1953", "PVA"))


def test_claims_are_described_with_qualifiers_and_claimants() -> None:
    header, *rows = claims_table(claims(*LOSSES, {"value": "~22000"}, {"value": ""}).frame)
    assert header == ("Title", "Measure", "Side", "Value", "Unit", "Claimed by", "Time", "Source",
                      "Note")  # fmt: skip
    assert rows[3][:6] == ("Losses", "killed", "PVA", "1,450", "people", "UN Command")
    assert [row[3] for row in rows[-2:]] == ["about 22,000", "no data"]


def test_sums_over_time_are_a_row_a_period_with_gaps_and_zeros_apart() -> None:
    rows = [{"start": day, "end": day, "value": value, "side": side}
            for day, value, side in (("1953-01-05", "3", "PVA"), ("1953-02-05", "0", "PVA"),
                                     ("1953-04-05", "~7", "UN Command"))]  # fmt: skip
    found = bars_table(claims(*rows), look(), BarOptions("killed", period="month"))
    assert found == (
        ("Time", "PVA", "UN Command"),
        ("January 1953", "3", "no data"),
        ("February 1953", "0", "no data"),
        ("March 1953", "no data", "no data"),
        ("April 1953", "no data", "about 7"),
    )


def test_where_events_are_counted_none_of_a_kind_is_a_zero() -> None:
    rows = b"title,start,end,kind\nA,1950,1951,war\nB,1951,,coup\nC,1953,,war\n"
    chart = bars_chart(read_events(rows), measure="events", by="kind", period="year")
    assert chart.tabulate()[1:] == (
        ("1950", "1", "0"), ("1951", "1", "1"), ("1952", "no data", "no data"), ("1953", "1", "0"),
    )  # fmt: skip
    charts = [{"chart": "bars", "measure": "events", "by": "kind", "period": "year"}]
    table = panels_chart(read_events(rows), charts=charts).tabulate()
    assert [row[2:] for row in table[1:]] == [row[1:] for row in chart.tabulate()[1:]]


def test_only_the_drawn_measures_are_described() -> None:
    found = bars_table(claims(*LOSSES), look(), BarOptions("missing"))
    assert len(found) == 2


@pytest.mark.parametrize(
    ("unit", "words"), [("personas", "unas 1500 personas"), ("hombres", "unos 1500 hombres")]
)
def test_about_agrees_with_the_unit_in_spanish(unit: str, words: str) -> None:
    rows = f"title,start,measure,value,unit,side\nA,1953,killed,~1500,{unit},UN\n".encode()
    chart = bars_chart(read_events(rows), measure="killed", language="es")
    layout = chart.lay_out(720, chart.theme)
    assert words in [text.text for text in layout.texts]
    assert words in str(layout.meta["description"])
