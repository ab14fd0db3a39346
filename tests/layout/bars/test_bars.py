from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from tests.claim_rows import LOSSES, MEASURES, bars_of, claims, look, table
from tests.internals import bars_chart, plotly_figure, select
from timeline import THEMES, LayoutError, UsageError


def notes(*rows: Mapping[str, str], **options: Any) -> list[str]:
    layout = bars_of(claims(*rows), look(**options.pop("looks", {})), **options)
    return list(layout.meta.get("notes", []))


def test_important_facts_are_in_the_notes() -> None:
    assert notes(*LOSSES, measure=MEASURES, looks={"notes": ("¹ An estimate.",)}) == [
        "¹ An estimate.",
        "Casualties is a total that is not split; outlined beside it stands, for comparison, a sum"
        " of killed and wounded that this figure makes and nobody states.",
    ]
    assert notes({"value": "9"}, measure="killed") == ["Claimed by: UN Command."]
    assert notes({"value": "9", "claimed_by": ""}, measure="killed") == ["Claimant not stated."]
    whole = notes({"value": "9"}, {"value": "12", "measure": "casualties"},
                  measure=["killed", "casualties"])  # fmt: skip
    assert whole[1:] == ["Casualties counts killed too, and is not to be added to it."]
    twice = notes({"value": "9"}, {"value": "8"}, measure="killed")
    assert twice[1:] == ["Killed is given more than once by one claimant (table: lines 2, 3)."]


def test_every_claim_is_drawn_and_no_number_is_made_up() -> None:
    layout = bars_of(claims(*LOSSES), look(), measure=MEASURES)
    values = [text.text for text in layout.texts if text.role == "value"]
    assert len(values) == len(LOSSES) + 1
    assert values[-2:] == ["2,038", "5,250 = 1,450 + 3,800"]
    outlined = [bar.x1 for bar in layout.panels[0].bars if bar.style == "ghost"]
    assert outlined == [1450, 5250]
    drawn = {bar.x1 - bar.x0 for bar in layout.panels[0].bars}
    assert drawn == {103, 553, 44, 1450, 3800, 2038}


def test_joined_claims_say_so_at_the_bar() -> None:
    rows = ({"value": "400", "claimed_by": "PVA"}, {"value": "1450"})
    layout = bars_of(claims(*rows), look(), measure="killed", combine="median")
    texts = [text.text for text in layout.texts]
    assert "925 people (400–1,450)" in texts
    assert "median of 2 claims" in texts
    (hover,) = {bar.hover for bar in layout.panels[0].bars}
    assert hover == "PVA\nkilled: 925 people (400–1,450)\nmedian of 2 claims: PVA, UN Command"


def test_units_are_never_mixed() -> None:
    rows = ({"value": "9"}, {"value": "7", "measure": "distance", "unit": "km"})
    with pytest.raises(UsageError, match=r'"people" \(line 2\), "km" \(line 3\)'):
        bars_of(claims(*rows), look(), measure=["killed", "distance"])


def test_options_that_do_not_go_together_are_refused() -> None:
    for options, message in (
        ({"stack": True}, "stack needs a period"),
        ({"per_day": True}, "per_day needs a period"),
        ({"combine": "mean"}, 'combine "mean" is not known'),
        ({"by": "sid"}, 'no column "sid" .did you mean "side"'),
    ):
        with pytest.raises(UsageError, match=message):
            bars_of(claims({"value": "9"}), look(), measure="killed", **options)


def test_too_many_bars_are_refused_with_advice() -> None:
    rows = [{"value": "9", "title": f"Loss {at}"} for at in range(251)]
    with pytest.raises(LayoutError, match=r'251 bars are too many .*combine="sum"'):
        bars_of(claims(*rows), look(), measure="killed")
    assert bars_of(claims(*rows), look(), measure="killed", combine="sum").panels


def test_the_axis_is_the_requested_window() -> None:
    rows = [{"start": "1953-02-05", "end": "1953-02-05", "value": "9"}]
    chosen = select(table(rows), claims=True, since="1953-01", until="1953-03")
    (panel,) = bars_of(chosen, look(), measure="killed", period="month").panels
    assert len(panel.bands) == 2
    assert (panel.x.low, panel.x.high) == (chosen.since, chosen.until)


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("options", [{}, {"log": True}, {"horizontal": False}])
def test_the_figure_is_the_same_from_run_to_run(theme: str, options: dict[str, Any]) -> None:
    def figure() -> dict[str, Any]:
        layout = bars_of(claims(*LOSSES), look(theme=theme), measure=MEASURES, **options)
        return plotly_figure(layout, THEMES[theme])

    assert figure() == figure()
    bases = [base for trace in figure()["data"] for base in trace.get("base", [])]
    assert np.isfinite(bases).all()


def test_the_language_of_the_figure_is_that_of_its_words() -> None:
    measures = ["killed", "wounded", "missing"]
    layout = bars_of(claims(*LOSSES[:4]), look(language="de"), measure=measures)
    texts = [text.text for text in layout.texts]
    assert "laut UN Command" in texts
    assert "1.450" in texts


def test_a_sum_over_rows_takes_each_claim_as_last_given_and_says_so() -> None:
    rows = [{"value": "9"}, {"value": "7", "title": "Later"}, {"value": "12"}]
    layout = bars_of(claims(*rows), look(), measure="killed", combine="sum")
    assert max(bar.x1 for bar in layout.panels[0].bars) == 19
    told = "Of numbers that a claimant gives anew, the last is added: line 4, not line 2."
    assert told in layout.meta["notes"]


def test_sums_over_time_note_revised_claims() -> None:
    rows = [{"value": "9"}, {"value": "7", "title": "Later"}, {"value": "12"}]
    told = "Killed is given more than once by one claimant (table: lines 2, 4)."
    assert told in notes(*rows, measure="killed", period="month")


def test_a_sum_has_its_own_tooltip() -> None:
    layout = bars_of(claims(*LOSSES), look(), measure=MEASURES)
    (hover,) = {bar.hover for bar in layout.panels[0].bars if bar.style == "ghost"}
    assert hover.split("\n")[-1] == "sum of UN Command’s killed and wounded"


WAR = [
    {"title": "Goose Green", "start": "1982-05-28", "end": "", "value": "250", "claimed_by": "A"},
    {"title": "Whole war", "start": "1982", "end": "", "value": "649", "claimed_by": "B"},
]


def test_bars_of_several_events_each_name_their_own() -> None:
    layout = bars_of(claims(*WAR), look(), measure="killed")
    told = [text.text for text in layout.texts if text.role == "claimant"]
    assert told == ["Goose Green · according to A", "Whole war · according to B"]
    one = [{**row, "start": "1982"} for row in WAR]
    texts = [text.text for text in bars_of(claims(*one), look(), measure="killed").texts]
    assert not [text for text in texts if "Goose Green" in text]


def test_a_blank_name_is_not_stated_in_the_language_of_the_figure() -> None:
    rows = [{"value": "5", "place": "East"}, {"value": "7"}]
    layout = bars_of(claims(*rows), look(language="de"), measure="killed", by="place")
    assert [text.text for text in layout.texts if text.role == "lane"] == ["East", "ohne Angabe"]


@pytest.mark.parametrize("order", ["table", "value"])
def test_picture_description_and_table_have_one_order(order: str) -> None:
    rows = [
        {"title": side, "side": side, "value": value, "start": "1953-06"}
        for side, value in (("Army 10", "5"), ("other", "9"), ("Army 2", "8"), ("several", "7"))
    ]
    chart = bars_chart(table(rows), measure="killed", order=order)
    layout = chart.lay_out(1080, chart.theme)
    drawn = [text.text for text in layout.texts if text.text in {row["side"] for row in rows}]
    told = [line.split(":")[0] for line in layout.meta["description"].splitlines()]
    assert drawn == told == [row[0] for row in chart.tabulate()[1:]]
    assert drawn[-2:] == ["several", "other"]


def test_claims_with_one_title_state_measure_and_side() -> None:
    rows = ({"value": "9"}, {"value": "7", "measure": "wounded"})
    chart = bars_chart(table(rows), measure=["killed", "wounded"])
    told = chart.lay_out(1080, chart.theme).meta["description"].splitlines()
    assert [line.partition(":")[0][-9:] for line in told] == [" (killed)", "(wounded)"]
