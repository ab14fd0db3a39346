"""The rows behind bars: claims as they are, counted events, each row accounted for once."""

import pytest

from tests.internals import LANGUAGES, bars_chart, resolve_measure, words_of
from timeline import UsageError, read_events

WARS = read_events(
    b"title,start,end,region,source,note\n"
    b"First,1950-06-25,1953-07-27,Asia,a,Long.\nSecond,1952,1952,Asia,a,\n"
    b"Third,1951-12-31,1952-01-01,Europe,a,\nFourth,1953-05~,..,Europe,a,\n"
    b"Fifth,1950,1951-XX,Asia,a,\n"
)
CLAIMS = read_events(
    b"title,start,end,measure,value,source\n"
    b"War,1950,1953,killed,100,a\nRaid,1951,,killed,5,a\nFight,1951,,killed,,a\n"
)


def chart(**options: object) -> object:
    return bars_chart(WARS, measure="events", by="region", **options)


def test_events_count_in_each_year_that_they_go_on() -> None:
    header, *rows = chart(period="year").tabulate()
    cells = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert [cells[year]["Asia"] for year in ("1950", "1951", "1952", "1953")] == list("2221")
    assert [cells[year]["Europe"] for year in ("1951", "1952", "1953")] == list("111")


def test_every_row_is_drawn_and_the_figure_describes_its_counts() -> None:
    made = chart(period="year")
    rows = made.account["rows"]
    assert (rows["read"], rows["drawn"]) == (5, 5)
    layout = made.lay_out(720, made.theme)
    texts = {text.role: text.text for text in layout.texts}
    assert texts["title"] == "Events under way by year"
    assert texts["subtitle"].startswith("Events under way, ")
    assert layout.meta["notes"] == [
        "First: Long.",
        "An event counts in every period in which it was under way.",
        "Events with approximate dates, counted as dated: 1.",
    ]
    assert "number of events: 5." in layout.meta["alt"]


def test_events_that_are_within_a_period_each_are_only_counted() -> None:
    made = bars_chart(WARS, measure="events", period="decade")
    layout = made.lay_out(720, made.theme)
    assert layout.meta["title"] == "Events by decade"
    assert not any("under way" in note for note in layout.meta["notes"])


def test_possible_counts_are_hatched_and_described() -> None:
    made = bars_chart(WARS, measure="events", by="region", where={"region": "Asia"}, period="month")
    layout = made.lay_out(720, made.theme)
    assert {bar.style for bar in layout.panels[0].bars} == {"certain", "possible"}
    assert "Hatched: events that may have been under way." in layout.meta["notes"]


def test_an_ongoing_event_lasts_to_the_end_of_the_whole_table() -> None:
    late = read_events(b"title,start,end,side\nA,1950,..,UN\nB,1954,,PVA\n")
    found = resolve_measure(late, "events", where={"side": "UN"}, period="year")
    assert len(found.claims) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_says_in_its_language_what_is_counted(language: str) -> None:
    words = words_of(language)
    for period, key in (("year", "events under way"), (None, "events counted")):
        meta = chart(period=period, language=language).figure()["layout"]["meta"]
        assert words[key].casefold() in meta["subtitle"].casefold()
        assert meta["title"].startswith(words[key][:1].upper() + words[key][1:])
        assert "event" not in meta["subtitle"].casefold() or language in ("en", "fr")


def test_claims_are_not_spread_and_undrawn_rows_are_reported() -> None:
    made = bars_chart(CLAIMS, measure="killed", period="year")
    assert made.account["rows"]["drawn"] == 1
    found = resolve_measure(CLAIMS, "killed", period="year")
    assert found.lines == {3}
    assert len(found.claims) == 3
    assert not found.counted


def test_ongoing_events_have_no_rate() -> None:
    with pytest.raises(UsageError, match="for more than one year have no rate per day"):
        resolve_measure(WARS, "events", period="year", per_day=True)
    assert resolve_measure(WARS, "events", period="decade", per_day=True).adds


def test_events_of_a_claimant_are_counted() -> None:
    told = read_events(b"title,start,claimed_by\nA,1950,UN\nB,1951,PVA\n")
    for period in (None, "year"):
        found = resolve_measure(told, "events", where={"claimed_by": "UN"}, period=period)
        assert found.lines == {2}


def test_a_window_is_applied_and_rows_outside_are_reported() -> None:
    made = chart(period="year", since="1953")
    assert made.account["rows"]["drawn"] == 2
    _, *rows = made.tabulate()
    assert [row[0] for row in rows] == ["1953"]
